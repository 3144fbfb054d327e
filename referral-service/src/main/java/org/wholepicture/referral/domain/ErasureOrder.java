package org.wholepicture.referral.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order to erase, made by one person and approved by another [domain.md B-90, docs/adr/0023].
 *
 * @param covers what it is about
 * @param ground why it is lawful
 * @param reason in the proposer's words
 * @param proposedBy who thought of it; none where the round over what is kept too long did
 * @param state how far it is
 */
public record ErasureOrder(
        UUID id,
        Covers covers,
        Ground ground,
        String reason,
        @Nullable String proposedBy,
        Instant proposedAt,
        State state) {

    /** What an order is about. */
    public sealed interface Covers {

        /** All that is held of a child. */
        record Child(PersonId person, Extent extent) implements Covers {}

        /**
         * Events.
         *
         * @param events by id, 1 to 100
         */
        record Events(List<EventId> events) implements Covers {

            /** Copies the list. */
            public Events {
                events = List.copyOf(events);
            }
        }
    }

    /** How much of a child goes. */
    public enum Extent {
        /** Nothing stays but that something was there. */
        EVERYTHING,
        /** Plans, endings and profile grades stay, as codes without words [domain.md C8]. */
        BUT_PLAN_HISTORY
    }

    /** Why erasing is lawful. */
    public enum Ground {
        /** It has been kept as long as it may be. */
        RETENTION_ENDED,
        /** Whom it is about has asked, and the controller has agreed. */
        RIGHT_TO_ERASURE,
        /** A court has said so. */
        COURT_ORDER,
        /** It should never have been held here. */
        UNLAWFULLY_HELD
    }

    /** Who decided, and when. */
    public record By(String practitioner, Instant at) {}

    /** How far an order is. */
    public sealed interface State {

        /** It waits for a second person. */
        record Proposed() implements State {}

        /** A person said no. */
        record Declined(By by, String why) implements State {}

        /** It is to be carried out at once. */
        record Approved(By by) implements State {}

        /**
         * Nothing of it is left here, and the other services are told.
         *
         * @param at when
         * @param erased how much of what went here
         */
        record CarriedOut(By approved, Instant at, Map<String, Long> erased) implements State {

            /** Copies the counts. */
            public CarriedOut {
                erased = Map.copyOf(erased);
            }
        }
    }

    /** The same in another state. */
    public ErasureOrder in(State other) {
        return new ErasureOrder(id, covers, ground, reason, proposedBy, proposedAt, other);
    }

    /** Leaves the reason out. */
    @Override
    public String toString() {
        return "ErasureOrder[" + id + "]";
    }
}
