package org.wholepicture.chronology.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.Erasure;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.platform.messaging.MessageData;

/** An order of erasure: contracts/filed/erasure.v1. */
record ErasureOrdered(
        UUID record,
        UUID person,
        Instant known,
        UUID order,
        UUID part,
        @Nullable String extent,
        List<Copy> erased,
        List<Copy> kept) {

    ErasureOrdered {
        erased = List.copyOf(erased);
        kept = List.copyOf(kept);
    }

    Erasure.@Nullable Extent howMuch() {
        return extent == null ? null : MessageData.code(Erasure.Extent.class, extent, "extent");
    }

    /** A filed event under the record. */
    record Copy(UUID event, UUID message) {}

    /** The messages that told what is erased. */
    Set<UUID> messages() {
        return Stream.concat(erased.stream(), kept.stream())
                .map(Copy::message)
                .collect(Collectors.toSet());
    }

    static Set<EventId> events(List<Copy> copies) {
        return copies.stream().map(copy -> new EventId(copy.event())).collect(Collectors.toSet());
    }
}
