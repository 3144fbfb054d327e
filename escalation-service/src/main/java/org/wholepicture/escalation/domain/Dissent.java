package org.wholepicture.escalation.domain;

import java.time.Instant;

/**
 * A professional disagreement (domain.md B-72). Each state offers its own moves only; stages come
 * as further kinds of {@link Unresolved}.
 */
public sealed interface Dissent {

    /** Its name. */
    DissentId id();

    /** What it is about. */
    Grounds grounds();

    /** Who raised it. */
    Practitioner raisedBy();

    /** When it was raised. */
    Instant raisedAt();

    /** Whether the practitioner is on the side that raised it: themselves, or their agency. */
    default boolean isOnRaisingSide(Practitioner practitioner) {
        return raisedBy().id().equals(practitioner.id())
                || raisedBy().agency().equals(practitioner.agency());
    }

    /** Still open, at whatever stage: marked on the chronology, listed by the step-down check. */
    sealed interface Unresolved extends Dissent {

        /** Ends it; by whom is for {@link Protocol} to decide. */
        default Resolved resolve(Practitioner by, Words outcome, Instant at) {
            return new Resolved(id(), grounds(), raisedBy(), raisedAt(), by, outcome, at);
        }
    }

    /** Said, and not yet answered. */
    record Raised(DissentId id, Grounds grounds, Practitioner raisedBy, Instant raisedAt)
            implements Unresolved {}

    /**
     * Ended by agreement.
     *
     * @param resolvedBy who said so
     * @param outcome what was agreed
     * @param resolvedAt when
     */
    record Resolved(
            DissentId id,
            Grounds grounds,
            Practitioner raisedBy,
            Instant raisedAt,
            Practitioner resolvedBy,
            Words outcome,
            Instant resolvedAt)
            implements Dissent {}
}
