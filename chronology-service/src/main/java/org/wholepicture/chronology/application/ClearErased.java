package org.wholepicture.chronology.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.wholepicture.chronology.domain.AuditToErase;
import org.wholepicture.chronology.domain.Erasure;
import org.wholepicture.chronology.domain.ErasureReports;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.export.ExportJobs;
import org.wholepicture.platform.messaging.Quarantine;

/** Withdraws the files that hold what was erased, and what waits to be applied of it. */
@ApplicationScoped
class ClearErased implements KeepErasure.Aftermath {

    private final ExportJobs exports;
    private final Quarantine quarantine;
    private final AuditToErase audit;
    private final ErasureReports reports;
    private final InstantSource clock;

    ClearErased(
            ExportJobs exports,
            Quarantine quarantine,
            AuditToErase audit,
            ErasureReports reports,
            InstantSource clock) {
        this.exports = exports;
        this.quarantine = quarantine;
        this.audit = audit;
        this.reports = reports;
        this.clock = clock;
    }

    @Override
    public Map<String, Long> clear(Erasure erasure, PersonId person, Collection<UUID> messages) {
        Map<String, Long> cleared = new LinkedHashMap<>();
        cleared.put("files", exports.withdraw(erasure.record(), person, clock.instant()));
        if (erasure.extent() == Erasure.Extent.EVERYTHING) {
            cleared.put("files asked for", exports.forget(erasure.record(), person));
            audit.add(new AuditToErase.Open(erasure.order(), person, erasure.known()));
        }
        cleared.put("quarantined records", quarantine.release(messages));
        return cleared;
    }

    @Override
    public void report(Erasure erasure, UUID part, Map<String, Long> erased) {
        reports.tell(erasure, part, erased, clock.instant());
    }
}
