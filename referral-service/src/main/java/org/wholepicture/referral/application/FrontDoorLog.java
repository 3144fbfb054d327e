package org.wholepicture.referral.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.wholepicture.platform.audit.AuditEntry;
import org.wholepicture.platform.audit.AuditEntry.Outcome;
import org.wholepicture.platform.audit.AuditLog;
import org.wholepicture.referral.application.ConfirmPractitioners.Decider;

/**
 * Writes who saw or decided what, in the transaction of it, which has ended before anything is
 * answered [design.md, promise 6].
 */
@ApplicationScoped
class FrontDoorLog {

    private final AuditLog audit;
    private final InstantSource clock;

    FrontDoorLog(AuditLog audit, InstantSource clock) {
        this.audit = audit;
        this.clock = clock;
    }

    void allowed(Decider decider, String action, List<UUID> about) {
        allowed(decider, action, about, purpose(decider));
    }

    void allowed(Decider decider, String action, List<UUID> about, String purpose) {
        write(decider, action, about, purpose, Outcome.ALLOWED);
    }

    void refused(Decider decider, String action, List<UUID> about) {
        refused(decider, action, about, purpose(decider));
    }

    void refused(Decider decider, String action, List<UUID> about, String purpose) {
        write(decider, action, about, purpose, Outcome.REFUSED);
    }

    private static String purpose(Decider decider) {
        if (decider.frontDoor()) {
            return "front door";
        }
        return decider.roles().contains("practitioner") ? "leads the work with the child" : "";
    }

    private void write(
            Decider decider, String action, List<UUID> about, String purpose, Outcome outcome) {
        audit.record(
                new AuditEntry(
                        UUID.randomUUID(),
                        clock.instant(),
                        decider.practitioner(),
                        decider.agency(),
                        decider.roles(),
                        action,
                        about,
                        purpose,
                        outcome,
                        decider.request()));
    }
}
