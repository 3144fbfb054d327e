package org.wholepicture.alert.application;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
        UUID record,
        UUID order,
        UUID part,
        Instant known,
        @Nullable Extent extent,
        Set<UUID> erased,
        Set<UUID> kept,
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
}
