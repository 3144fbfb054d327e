package org.wholepicture.escalation.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.wholepicture.platform.audit.AuditEntry;
import org.wholepicture.platform.audit.AuditEntry.Outcome;
import org.wholepicture.platform.audit.AuditLog;

/** Writes who did or saw what, in the transaction of the use case. */
@ApplicationScoped
class Trail {

    private final AuditLog audit;

    Trail(AuditLog audit) {
        this.audit = audit;
    }

    /** Somebody who works with the child, or stands at a stage of its disagreement. */
    void did(Asker asker, String action, Instant at, List<UUID> about) {
        did(asker, action, at, about, "works with the child");
    }

    void did(Asker asker, String action, Instant at, List<UUID> about, String purpose) {
        write(asker, action, at, about, purpose, Outcome.ALLOWED);
    }

    /** Whoever asks is told that there is nothing, or that it is not theirs. */
    void refused(Asker asker, String action, Instant at, List<UUID> about) {
        write(asker, action, at, about, "", Outcome.REFUSED);
    }

    private void write(
            Asker asker,
            String action,
            Instant at,
            List<UUID> about,
            String purpose,
            Outcome outcome) {
        audit.record(
                new AuditEntry(
                        UUID.randomUUID(),
                        at,
                        asker.practitioner().id().value(),
                        asker.practitioner().agency().value(),
                        asker.roles(),
                        action,
                        about,
                        purpose,
                        outcome,
                        asker.request()));
    }
}
