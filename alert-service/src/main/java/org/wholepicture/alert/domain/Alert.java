package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.List;

/**
 * The life of an alert. Facts open, add to and end it; people acknowledge it, which does not end
 * it. Each state offers only the moves that are legal from it.
 */
public sealed interface Alert {

    /** What does not change with the state. */
    Core core();

    /**
     * What an alert says.
     *
     * @param rule name of the rule
     * @param ruleVersion version of the rule that raised it
     * @param settings number of the version of the settings in force on the day it was raised
     * @param subject what it is about
     * @param raisedOn the London day on which the last needed fact became known
     * @param events every event that was ever under it, sorted
     * @param reasons its present reasons, sorted
     */
    record Core(
            AlertId id,
            PersonId person,
            String rule,
            int ruleVersion,
            int settings,
            Subject subject,
            Severity severity,
            LocalDate raisedOn,
            List<EventId> events,
            List<String> reasons) {

        Core showing(AlertEpisode episode) {
            return new Core(
                    id,
                    person,
                    rule,
                    ruleVersion,
                    episode.settings(),
                    subject,
                    severity,
                    episode.raisedOn(),
                    episode.events(),
                    episode.reasons());
        }
    }

    /** An alert that the facts still make. */
    sealed interface Standing extends Alert {

        /** The same state with the episode's facts and reasons. */
        Standing showing(AlertEpisode episode);

        /** The facts no longer make it. */
        default Resolved resolve(LocalDate on) {
            return new Resolved(core(), on);
        }

        /** A fact under it was taken back. */
        default Withdrawn withdraw(LocalDate on) {
            return new Withdrawn(core(), on);
        }
    }

    /** Raised, and nobody has acknowledged it. */
    record Open(Core core) implements Standing {

        /** A practitioner has seen it. */
        public Acknowledged acknowledge(Acknowledgement acknowledgement) {
            return new Acknowledged(core, acknowledgement);
        }

        @Override
        public Open showing(AlertEpisode episode) {
            return new Open(core.showing(episode));
        }
    }

    /** Acknowledged with a reason; the facts still make it. */
    record Acknowledged(Core core, Acknowledgement acknowledgement) implements Standing {

        @Override
        public Acknowledged showing(AlertEpisode episode) {
            return new Acknowledged(core.showing(episode), acknowledgement);
        }
    }

    /** Ended: the facts no longer make it. */
    record Resolved(Core core, LocalDate on) implements Alert {}

    /** Ended: a fact under it was taken back. */
    record Withdrawn(Core core, LocalDate on) implements Alert {}
}
