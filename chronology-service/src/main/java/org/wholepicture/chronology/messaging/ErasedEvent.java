package org.wholepicture.chronology.messaging;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What stands in the place of an erased message: contracts/filed/erased.v1. */
record ErasedEvent(
        UUID event,
        UUID record,
        UUID person,
        String agency,
        Instant known,
        UUID order,
        @Nullable UUID supersedes,
        @Nullable UUID supersededBy,
        @Nullable List<UUID> targets) {}
