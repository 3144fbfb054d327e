package org.wholepicture.chronology.messaging;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An alert, as it stands after something happened to it: contracts/alerts. */
record AlertChanged(
        UUID alert,
        UUID record,
        String rule,
        String subject,
        String severity,
        List<String> reasons,
        List<UUID> events,
        LocalDate day,
        Instant known,
        @Nullable String acknowledgedBy) {

    AlertChanged {
        reasons = List.copyOf(reasons);
        events = List.copyOf(events);
    }
}
