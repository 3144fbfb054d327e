package org.wholepicture.chronology.messaging;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What somebody decided before a step-down or closure: contracts/alerts. */
record StepDownDecided(
        UUID decision,
        UUID record,
        String agency,
        String practitioner,
        String outcome,
        List<String> reasons,
        List<UUID> events,
        LocalDate day,
        Instant known) {

    StepDownDecided {
        reasons = List.copyOf(reasons);
        events = List.copyOf(events);
    }
}
