package org.wholepicture.escalation.domain;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An order to erase what is held under a record [domain.md B-90, docs/adr/0023].
 *
 * @param order the order
 * @param part the message of the order that a report names
 * @param known when the front door carried it out
 * @param extent set where it is about all that is held of the child
 * @param erased events of which nothing stays but that they were there
 * @param kept events of plan history, of which the codes stay
 * @param messages that told these events
 */
public record Erasure(
        RecordId record,
        UUID order,
        UUID part,
        Instant known,
        Optional<Extent> extent,
        Set<EventId> erased,
        Set<EventId> kept,
        Set<UUID> messages) {

    /** How much of a child goes. */
    public enum Extent {
        EVERYTHING,
        BUT_PLAN_HISTORY
    }

    /** Copies the sets. */
    public Erasure {
        erased = Set.copyOf(erased);
        kept = Set.copyOf(kept);
        messages = Set.copyOf(messages);
    }

    /** Port: where what was decided and said is kept. */
    public interface Store {

        /**
         * Takes away what the order erases: decisions, who was confirmed, and the words of
         * disagreements about it. What comes later is left as little.
         *
         * @return how much of what went
         */
        Map<String, Long> erase(Erasure erasure);

        /** Notes that an order has erased an event. */
        void note(RecordId record, EventId event, UUID order);
    }

    /** Port: tells the front door. */
    public interface Reports {

        /** Tells how much of what was erased here, in the caller's transaction. */
        void tell(Erasure erasure, Map<String, Long> erased, Instant at);
    }
}
