package org.wholepicture.alert.application;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.wholepicture.alert.domain.Alert;
import org.wholepicture.alert.domain.AlertChange;
import org.wholepicture.alert.domain.AlertEpisode;
import org.wholepicture.alert.domain.Birth;
import org.wholepicture.alert.domain.Fact;
import org.wholepicture.alert.domain.Reconciliation;

/**
 * The nightly look whether what is stored is what the facts make (domain.md B-60). What is heard is
 * folded at once, so through the day that was folded last there is nothing to change; what there is
 * all the same was lost or changed by hand, or a rule was: it is mended, and an alarm.
 */
@ApplicationScoped
class Comparing {

    private static final Logger log = Logger.getLogger(Comparing.class);

    private final Facts facts;
    private final AlertStore alerts;
    private final AlertMails mails;
    private final SettingsInForce settings;
    private final InstantSource clock;
    private final Counter ofAlerts;
    private final Counter ofMails;

    Comparing(
            Facts facts,
            AlertStore alerts,
            AlertMails mails,
            SettingsInForce settings,
            InstantSource clock,
            MeterRegistry metrics) {
        this.facts = facts;
        this.alerts = alerts;
        this.mails = mails;
        this.settings = settings;
        this.clock = clock;
        this.ofAlerts = counter(metrics, "alert", "Alerts that were not what the facts make");
        this.ofMails = counter(metrics, "mail", "Alerts whose mail was gone");
    }

    private static Counter counter(MeterRegistry metrics, String what, String description) {
        return Counter.builder("wp.alerts.differences")
                .tag("what", what)
                .description(description)
                .register(metrics);
    }

    /**
     * Looks at the alerts of a person as they were stored. Where something was erased the facts no
     * longer tell what people were told, and nothing is compared.
     *
     * @param before the stored alerts
     * @param through the day through which they were folded
     */
    void alerts(
            UUID person,
            List<Alert> before,
            List<Birth> births,
            Collection<Fact> known,
            LocalDate through) {
        if (facts.lastErased(person).isPresent()) {
            return;
        }
        List<AlertEpisode> spoken =
                settings.fold().fold(births, known, through).stream()
                        .filter(AlertEpisode::spoken)
                        .toList();
        for (AlertChange change : Reconciliation.reconcile(before, spoken, through)) {
            ofAlerts.increment();
            log.errorf(
                    "alert differs from the facts, mended rule=%s person=%s runbook=alerts-differ",
                    rule(change), person);
        }
    }

    private static String rule(AlertChange change) {
        return switch (change) {
            case AlertChange.Raised raised -> raised.episode().rule().name();
            case AlertChange.AddedTo added -> added.alert().core().rule();
            case AlertChange.Resolved resolved -> resolved.alert().core().rule();
            case AlertChange.Withdrawn withdrawn -> withdrawn.alert().core().rule();
        };
    }

    /** Has alerts that ask for an answer told again, if the mail that tells of them is gone. */
    void mails(UUID person) {
        List<StoredAlert> asking =
                alerts.ofPerson(person).stream()
                        .filter(StoredAlert::asksForAnAnswer)
                        .filter(alert -> alert.mail() != null)
                        .toList();
        if (asking.isEmpty()) {
            return;
        }
        Set<UUID> telling = new HashSet<>();
        asking.forEach(alert -> telling.add(alert.mailing().mail()));
        Set<UUID> gone = mails.gone(telling);
        Instant now = clock.instant();
        for (StoredAlert alert : asking) {
            if (gone.contains(alert.mail())) {
                ofMails.increment();
                log.errorf(
                        "mail of an alert is gone, told again alert=%s runbook=alerts-differ",
                        alert.id());
                alerts.tellAgain(alert.id(), Telling.due(alert.severity(), now));
            }
        }
    }
}
