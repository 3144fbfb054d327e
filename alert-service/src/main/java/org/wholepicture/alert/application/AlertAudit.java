package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.wholepicture.platform.audit.AuditEntry;
import org.wholepicture.platform.audit.AuditLog;

/** Writes down who saw or answered which alerts, in the transaction of it. */
@ApplicationScoped
class AlertAudit {

    private final AuditLog log;
    private final InstantSource clock;

    AlertAudit(AuditLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    void allowed(AlertReader reader, String action, List<UUID> about) {
        write(reader, action, about, AuditEntry.Outcome.ALLOWED);
    }

    void refused(AlertReader reader, String action, List<UUID> about) {
        write(reader, action, about, AuditEntry.Outcome.REFUSED);
    }

    private void write(
            AlertReader reader, String action, List<UUID> about, AuditEntry.Outcome outcome) {
        log.record(
                new AuditEntry(
                        UUID.randomUUID(),
                        clock.instant(),
                        reader.practitioner(),
                        reader.agency(),
                        reader.roles(),
                        action,
                        about,
                        "",
                        outcome,
                        reader.request()));
    }
}
