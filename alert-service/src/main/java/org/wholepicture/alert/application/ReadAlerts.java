package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows alerts to those who may see them; every look is written down before anything is shown. */
@ApplicationScoped
public class ReadAlerts {

    /** Most alerts in one answer. */
    public static final int MOST = 500;

    private final AlertStore alerts;
    private final AlertAccess access;
    private final AlertAudit audit;
    private final InstantSource clock;

    ReadAlerts(AlertStore alerts, AlertAccess access, AlertAudit audit, InstantSource clock) {
        this.alerts = alerts;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * One alert with its history.
     *
     * @param alert as stored
     * @param history the oldest first
     * @param mayAnswer whether the reader answers for the child now, and so may acknowledge it;
     *     whoever does not is told that it is there and how it stands, and no fact
     */
    public record Shown(StoredAlert alert, List<AlertStore.Event> history, boolean mayAnswer) {}

    /**
     * The alerts that the reader answers for, the most pressing first, at most {@link #MOST}.
     *
     * @param person only those of this person
     * @param standing only standing or only ended ones
     */
    @Transactional
    public List<StoredAlert> mine(
            AlertReader reader, @Nullable UUID person, @Nullable Boolean standing) {
        return list(reader, reader.practitioner(), person, standing, access.isKnown(reader));
    }

    /** The alerts that nobody answers for; empty for whoever is not at the front door. */
    @Transactional
    public List<StoredAlert> withoutOwner(
            AlertReader reader, @Nullable UUID person, @Nullable Boolean standing) {
        return list(reader, null, person, standing, reader.atFrontDoor() && access.isKnown(reader));
    }

    /** One alert; empty both when there is none and when the reader may not see it. */
    @Transactional
    public Optional<Shown> read(AlertReader reader, UUID alert) {
        Optional<StoredAlert> found =
                alerts.find(alert).filter(stored -> access.mayRead(reader, stored));
        if (found.isEmpty()) {
            audit.refused(reader, "read-alert", List.of(alert));
            return Optional.empty();
        }
        StoredAlert stored = found.get();
        audit.allowed(reader, "read-alert", List.of(alert, stored.person()));
        return Optional.of(
                new Shown(stored, alerts.history(alert), access.mayAnswer(reader, stored)));
    }

    private List<StoredAlert> list(
            AlertReader reader,
            @Nullable String owner,
            @Nullable UUID person,
            @Nullable Boolean standing,
            boolean allowed) {
        if (!allowed) {
            audit.refused(reader, "list-alerts", List.of());
            return List.of();
        }
        List<StoredAlert> found =
                alerts.list(new AlertStore.Wanted(owner, person, standing, clock.instant(), MOST));
        var about = new ArrayList<UUID>();
        Set.copyOf(found.stream().map(StoredAlert::person).toList()).stream()
                .sorted()
                .forEach(about::add);
        audit.allowed(reader, "list-alerts", about);
        return found;
    }
}
