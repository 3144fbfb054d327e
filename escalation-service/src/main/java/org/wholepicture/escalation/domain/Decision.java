package org.wholepicture.escalation.domain;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Something that an agency decided about a child, as its filed event says it.
 *
 * @param event the filed event
 * @param record the record it is filed under
 * @param agency who decided
 * @param author the practitioner of it whom the source names
 * @param content what was decided
 * @param happened the day
 * @param withdrawn whether the agency has taken the event back
 */
public record Decision(
        EventId event,
        RecordId record,
        AgencyId agency,
        Optional<PractitionerId> author,
        Content content,
        LocalDate happened,
        boolean withdrawn) {

    /** What was decided. */
    public sealed interface Content {

        /**
         * A move to a lower level of help, or closing.
         *
         * @param from the level before, where the agency said it
         * @param to the level after, or CLOSED
         */
        record StepDown(State state, Optional<String> from, String to) implements Content {}

        /**
         * Another decision.
         *
         * @param type the event's type without prefix and version: plan, meeting
         * @param what a code of it that says more: STARTED, NO_STRATEGY
         * @param of a second code: CP
         */
        record Other(String type, Optional<String> what, Optional<String> of) implements Content {}
    }

    /** How far a step-down has gone. */
    public enum State {
        /** Asked for; people may still decide otherwise. */
        PROPOSED,
        /** Made. */
        DONE
    }

    /** As what kind of thing it is disagreed with. */
    public Issue.Kind kind() {
        return switch (content) {
            case Content.StepDown _ -> Issue.Kind.STEP_DOWN;
            case Content.Other other ->
                    other.type().equals("referral-decision")
                            ? Issue.Kind.REFERRAL_ANSWER
                            : Issue.Kind.DECISION;
        };
    }
}
