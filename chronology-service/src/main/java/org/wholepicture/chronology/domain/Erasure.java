package org.wholepicture.chronology.domain;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order to erase what is held under a record [domain.md B-90, docs/adr/0023].
 *
 * @param order the order
 * @param known when the front door carried it out
 * @param extent set where it is about all that is held of the child
 * @param erased entries of which nothing stays but that they were there
 * @param kept entries of plan history, of which the codes stay
 */
public record Erasure(
        RecordId record,
        UUID order,
        Instant known,
        @Nullable Extent extent,
        Set<EventId> erased,
        Set<EventId> kept) {

    /** How much of a child goes. */
    public enum Extent {
        /** Also who the record is about, and who was confirmed for it. */
        EVERYTHING,
        /** Plans, endings and profile grades stay as codes [domain.md C8]. */
        BUT_PLAN_HISTORY
    }

    /** Copies the sets. */
    public Erasure {
        erased = Set.copyOf(erased);
        kept = Set.copyOf(kept);
    }

    /** What is known of one entry alone: an order erased it. */
    public static Erasure of(RecordId record, EventId event, UUID order, Instant known) {
        return new Erasure(record, order, known, null, Set.of(event), Set.of());
    }
}
