package org.wholepicture.chronology.messaging;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.Confirmation;

/** Who may read was confirmed or ended: contracts/filed/confirmation.v1. */
record Confirmed(
        UUID event,
        UUID record,
        UUID person,
        Instant known,
        String practitioner,
        @JsonProperty("as") Confirmation.HeldAs heldAs,
        Instant from,
        @Nullable Instant until,
        String confirmedBy,
        @Nullable Boolean ended) {}
