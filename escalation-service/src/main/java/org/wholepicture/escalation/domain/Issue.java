package org.wholepicture.escalation.domain;

import java.util.Optional;

/**
 * What kind of thing is disagreed with (domain.md B-72).
 *
 * @param kind which kind
 * @param event the filed event that says it; none where nothing happens
 */
public record Issue(Kind kind, Optional<EventId> event) {

    /** The kinds. */
    public enum Kind {
        /** A move to a lower level of help, or closing. */
        STEP_DOWN,
        /** Any other decision: a plan, a meeting, an assessment, a referral on. */
        DECISION,
        /** What the front door answered to a referral. */
        REFERRAL_ANSWER,
        /** Nothing is done, or it goes too slowly for the child. */
        LACK_OF_PROGRESS
    }

    /** Only a lack of progress is about no event. */
    public Issue {
        if (event.isEmpty() != (kind == Kind.LACK_OF_PROGRESS)) {
            throw new IllegalArgumentException("an issue of this kind: " + kind);
        }
    }

    /** Nothing is done, or too slowly. */
    public static Issue lackOfProgress() {
        return new Issue(Kind.LACK_OF_PROGRESS, Optional.empty());
    }

    /** With something that was decided. */
    public static Issue with(Decision decision) {
        return new Issue(decision.kind(), Optional.of(decision.event()));
    }
}
