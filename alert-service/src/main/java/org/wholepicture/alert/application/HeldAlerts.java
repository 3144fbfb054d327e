package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;

/** Takes an alert in hand for somebody who wants to do something with it, if they may. */
@ApplicationScoped
class HeldAlerts {

    private final AlertStore alerts;
    private final People people;
    private final AlertAudit audit;

    HeldAlerts(AlertStore alerts, People people, AlertAudit audit) {
        this.alerts = alerts;
        this.people = people;
        this.audit = audit;
    }

    /**
     * The alert as the last change left it, its person held; empty both when there is none and when
     * somebody may not do this. Either is written down.
     */
    Optional<StoredAlert> take(
            AlertReader reader,
            UUID id,
            String action,
            BiPredicate<AlertReader, StoredAlert> allowed) {
        Optional<StoredAlert> before = alerts.find(id);
        // Held first, so that the alert is looked at as the last change left it.
        before.ifPresent(alert -> people.hold(Set.of(alert.person())));
        Optional<StoredAlert> found =
                before.flatMap(_ -> alerts.find(id)).filter(alert -> allowed.test(reader, alert));
        if (found.isEmpty()) {
            audit.refused(reader, action, List.of(id));
        } else {
            audit.allowed(reader, action, List.of(id, found.get().person()));
        }
        return found;
    }
}
