package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;

/**
 * The life of an alert. Facts open, add to and end it; people answer it, put it off or take it,
 * which does not end it. Each state offers only the moves that are legal from it (domain.md B-57).
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
     * @param severity how soon it asks to be looked at; a later version of the rule may say another
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
                    episode.rule().severity(),
                    episode.raisedOn(),
                    episode.events(),
                    episode.reasons());
        }

        /** Whether a fact stands under the episode that did not stand under this. */
        private boolean hasNews(AlertEpisode episode) {
            return !new HashSet<>(events).containsAll(episode.events());
        }

        private boolean rises(AlertEpisode episode) {
            return episode.rule().severity().compareTo(severity) > 0;
        }

        /** Whether a rule's alerts must not be put off: the safety of the child at once. */
        private boolean mayBePutOff() {
            return severity != Severity.HIGH || !rule.startsWith("SAFE-");
        }
    }

    /** An alert that the facts still make. */
    sealed interface Standing extends Alert {

        /**
         * The alert with the episode's facts and reasons. It is open again, and speaks again, where
         * its severity rises, and where it was silent and a new fact came [B-57, B-58].
         */
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

    /** Nobody has answered it since it last spoke. */
    sealed interface Unanswered extends Standing {

        /** A practitioner has seen it. */
        default Acknowledged acknowledge(Acknowledgement acknowledgement) {
            return new Acknowledged(core(), acknowledgement);
        }

        /** A practitioner has seen it: it is known, and the plan deals with it. */
        default InPlan keepInPlan(Acknowledgement acknowledgement) {
            return new InPlan(core(), acknowledgement);
        }
    }

    /** Raised, and nobody has acknowledged it. */
    record Open(Core core) implements Unanswered {

        /** Whether it may be put off at all. */
        public boolean mayBePutOff() {
            return core.mayBePutOff();
        }

        /**
         * Whoever answers for the child proposes to put it off.
         *
         * @throws IllegalStateException unless {@link #mayBePutOff}
         */
        public Proposed propose(Suppression.Proposal proposal) {
            if (!mayBePutOff()) {
                throw new IllegalStateException("an alert of a child's safety is not put off");
            }
            return new Proposed(core, proposal);
        }

        @Override
        public Open showing(AlertEpisode episode) {
            return new Open(core.showing(episode));
        }
    }

    /** Open, and proposed to be put off: nothing is silent before a second person has agreed. */
    record Proposed(Core core, Suppression.Proposal proposal) implements Unanswered {

        /**
         * A manager agrees.
         *
         * @throws IllegalArgumentException when the suppression is of another proposal
         */
        public Suppressed approve(Suppression suppression) {
            if (!suppression.proposal().equals(proposal)) {
                throw new IllegalArgumentException("another proposal");
            }
            return new Suppressed(core, suppression);
        }

        /** A manager does not agree, or whoever proposed it takes it back. */
        public Open decline() {
            return new Open(core);
        }

        @Override
        public Unanswered showing(AlertEpisode episode) {
            Core now = core.showing(episode);
            // What was proposed for a lesser alert is not approved for this one.
            return core.rises(episode) ? new Open(now) : new Proposed(now, proposal);
        }
    }

    /** Put off by two people until a day; silent until then, unless a new fact comes. */
    record Suppressed(Core core, Suppression suppression) implements Unanswered {

        /** The last day has passed. */
        public Open lapse() {
            return new Open(core);
        }

        @Override
        public Unanswered showing(AlertEpisode episode) {
            Core now = core.showing(episode);
            return core.hasNews(episode) || core.rises(episode)
                    ? new Open(now)
                    : new Suppressed(now, suppression);
        }
    }

    /** Acknowledged with a reason; the facts still make it. */
    record Acknowledged(Core core, Acknowledgement acknowledgement) implements Standing {

        /** The plan deals with it now. */
        public InPlan keepInPlan(Acknowledgement later) {
            return new InPlan(core, later);
        }

        @Override
        public Standing showing(AlertEpisode episode) {
            Core now = core.showing(episode);
            return core.rises(episode) ? new Open(now) : new Acknowledged(now, acknowledgement);
        }
    }

    /** Known and in plan: silent until a new fact comes, and then it speaks again, once. */
    record InPlan(Core core, Acknowledgement acknowledgement) implements Standing {

        @Override
        public Standing showing(AlertEpisode episode) {
            Core now = core.showing(episode);
            return core.hasNews(episode) || core.rises(episode)
                    ? new Open(now)
                    : new InPlan(now, acknowledgement);
        }
    }

    /** Ended: the facts no longer make it. */
    record Resolved(Core core, LocalDate on) implements Alert {}

    /** Ended: a fact under it was taken back. */
    record Withdrawn(Core core, LocalDate on) implements Alert {}
}
