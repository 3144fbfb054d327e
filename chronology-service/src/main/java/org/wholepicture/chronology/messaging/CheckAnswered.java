package org.wholepicture.chronology.messaging;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an agency's people answered when they were asked: contracts/alerts. */
record CheckAnswered(
        UUID answered,
        UUID record,
        UUID alert,
        String agency,
        String practitioner,
        String outcome,
        @Nullable String basis,
        List<UUID> events,
        LocalDate day,
        Instant known) {

    CheckAnswered {
        events = List.copyOf(events);
    }
}
