package org.wholepicture.chronology.application;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.platform.audit.AuditEntry;
import org.wholepicture.platform.audit.AuditLog;

/**
 * Writes down every reading, and every attempt that was refused, in a transaction of its own that
 * has committed when this returns. If it throws, nothing may be answered [design.md, promise 6].
 */
@ApplicationScoped
class ReadingLog {

    private final AuditLog audit;
    private final InstantSource clock;

    ReadingLog(AuditLog audit, InstantSource clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * One reading.
     *
     * @param asker who asked
     * @param request id of the request
     * @param action what was asked for
     * @param persons about whom
     * @param events which entries, where they were asked for by id
     * @param purpose the reason in the system, and what was asked of the past; empty where refused
     * @param shown whether it is about to be answered
     */
    void write(
            Asker asker,
            UUID request,
            String action,
            List<PersonId> persons,
            List<EventId> events,
            String purpose,
            boolean shown) {
        AuditEntry entry = entry(asker, request, action, persons, events, purpose, shown);
        QuarkusTransaction.requiringNew().run(() -> audit.record(entry));
    }

    /** The same within the caller's transaction, which then stands or falls with it. */
    void join(
            Asker asker,
            UUID request,
            String action,
            List<PersonId> persons,
            String purpose,
            boolean shown) {
        audit.record(entry(asker, request, action, persons, List.of(), purpose, shown));
    }

    private AuditEntry entry(
            Asker asker,
            UUID request,
            String action,
            List<PersonId> persons,
            List<EventId> events,
            String purpose,
            boolean shown) {
        return new AuditEntry(
                UUID.randomUUID(),
                clock.instant(),
                asker.name(),
                asker.agencyName(),
                asker.roles(),
                action,
                Stream.concat(
                                persons.stream().map(PersonId::value),
                                events.stream().map(EventId::value))
                        .toList(),
                purpose,
                shown ? AuditEntry.Outcome.ALLOWED : AuditEntry.Outcome.REFUSED,
                request);
    }
}
