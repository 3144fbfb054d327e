package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.List;

/**
 * A rule: a named pure value. It reads no clock and no database; the same history, day and
 * thresholds give the same findings (design.md "Rules"). Thread-safe.
 */
public interface Rule {

    /** Its name in domain.md C10, for example {@code CONTRA-PAIR}. */
    String name();

    /** Raised by one when the rule may find something else in the same history. */
    int version();

    /** How soon its alerts ask to be looked at. */
    Severity severity();

    /** Where the rule comes from: the tags of domain.md. */
    String source();

    /** What it says, in plain words for a practitioner. */
    String explanation();

    /** What ends its alerts, in plain words. */
    String closedBy();

    /**
     * Looks at a history as known at the end of a day.
     *
     * @param history the facts known by then, retracted ones left out
     * @param today the day; whole days are the only grain
     * @param thresholds the partnership's settings
     * @return at most one finding for each subject, in the order of the subjects
     */
    List<Finding> evaluate(History history, LocalDate today, Thresholds thresholds);

    /**
     * Whether the passing of time alone may change on this day what the rule finds in a history: a
     * silence has lasted long enough, a limit has run out. Where no rule says so and nothing has
     * become known, a day is not looked at.
     */
    default boolean turnsOn(LocalDate day, History history, Thresholds thresholds) {
        return true;
    }

    /** Whether nothing but a correction, also of the birth day, can end its alerts [A08, A49]. */
    default boolean endsOnlyByCorrection() {
        return false;
    }
}
