package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/**
 * What a manager looks after: what moved up to them, what they are asked to agree to, and how much
 * lies before each person they manage. Activity, not performance: by name, and ranked by nothing.
 */
@ApplicationScoped
public class ManageAlerts {

    /** Most alerts in one answer. */
    public static final int MOST = 500;

    private final AlertReports reports;
    private final AlertAccess access;
    private final AlertAudit audit;
    private final AlertConfig config;
    private final InstantSource clock;

    ManageAlerts(
            AlertReports reports,
            AlertAccess access,
            AlertAudit audit,
            AlertConfig config,
            InstantSource clock) {
        this.reports = reports;
        this.access = access;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
    }

    /**
     * A manager's view.
     *
     * @param waiting alerts that moved up, are proposed to be put off, or are put off, the most
     *     pressing first
     * @param people what lies before each person they manage, by name
     * @param budget new alerts that a practitioner should have in seven days at most
     */
    public record View(List<StoredAlert> waiting, List<AlertReports.Load> people, int budget) {}

    /** The reader's view; empty for whoever manages nobody. */
    @Transactional
    public View view(AlertReader reader) {
        if (!access.isKnown(reader)) {
            audit.refused(reader, "read-team", List.of());
            return new View(List.of(), List.of(), config.life().weeklyBudget());
        }
        Instant now = clock.instant();
        List<StoredAlert> waiting = reports.forManager(reader.practitioner(), now, MOST);
        var about = new HashSet<UUID>();
        waiting.forEach(alert -> about.add(alert.person()));
        audit.allowed(reader, "read-team", new ArrayList<>(about.stream().sorted().toList()));
        return new View(
                waiting, reports.loads(reader.practitioner(), now), config.life().weeklyBudget());
    }
}
