package org.wholepicture.chronology.messaging;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something happened with a professional disagreement: contracts/escalations. */
record DissentChanged(
        UUID dissent,
        UUID record,
        About about,
        String agency,
        @Nullable String practitioner,
        LocalDate happened,
        Instant known) {

    /** What is disagreed with; no event where nothing is done. */
    record About(String kind, @Nullable UUID event) {}
}
