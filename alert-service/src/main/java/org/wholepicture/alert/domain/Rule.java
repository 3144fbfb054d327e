package org.wholepicture.alert.domain;

import java.util.List;

/**
 * A rule: a named pure value. It reads no clock and no database; the same history and settings give
 * the same findings (design.md "Rules"). Thread-safe.
 */
public interface Rule {

    /** What people are told of it. */
    About about();

    /**
     * Looks at a history as known at the end of a day.
     *
     * @param history the facts known by then, retracted ones left out
     * @param settings the partnership's
     * @return what it finds, each with the days on which that holds if nothing else becomes known;
     *     several findings of one subject that hold on one day are one finding of that day
     */
    List<Finding> evaluate(History history, Settings settings);

    /** Its name in domain.md C10, for example {@code CONTRA-PAIR}. */
    default String name() {
        return about().name();
    }

    /** Raised by one when the rule may find something else in the same history. */
    default int version() {
        return about().version();
    }

    /** How soon its alerts ask to be looked at. */
    default Severity severity() {
        return about().severity();
    }

    /** Where the rule comes from: the tags of domain.md. */
    default String source() {
        return about().source();
    }

    /** What it says, in plain words for a practitioner. */
    default String explanation() {
        return about().explanation();
    }

    /** What ends its alerts, in plain words. */
    default String closedBy() {
        return about().closedBy();
    }

    /** Whether nothing but a correction, also of the birth day, can end its alerts [A08, A49]. */
    default boolean endsOnlyByCorrection() {
        return false;
    }
}
