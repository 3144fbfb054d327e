package org.wholepicture.chronology.messaging;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;

/** A professional disagreement was raised or settled: contracts/escalations. */
record DissentChanged(
        UUID dissent,
        UUID record,
        About about,
        String agency,
        String practitioner,
        LocalDate happened,
        Instant known) {

    DissentChanged {
        Objects.requireNonNull(dissent);
        Objects.requireNonNull(record);
        Objects.requireNonNull(about);
        Objects.requireNonNull(agency);
        Objects.requireNonNull(practitioner);
        Objects.requireNonNull(happened);
        Objects.requireNonNull(known);
    }

    /** What is disagreed with. */
    record About(String kind, UUID event) {
        About {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(event);
        }
    }
}
