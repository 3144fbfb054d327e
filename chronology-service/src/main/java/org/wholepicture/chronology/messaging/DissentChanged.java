package org.wholepicture.chronology.messaging;

import java.time.Instant;
import java.time.LocalDate;
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

    /** What is disagreed with. */
    record About(String kind, UUID event) {}
}
