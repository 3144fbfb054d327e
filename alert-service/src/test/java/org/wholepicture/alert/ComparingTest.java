package org.wholepicture.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Mailbox;

/** The sweep finds what was lost or changed by hand, mends it and says so (B-60). */
@QuarkusTest
@WithTestResource(AlertServers.class)
class ComparingTest {

    private static final int MONDAY = 1407;

    @Inject Service service;
    @Inject MeterRegistry metrics;

    @BeforeEach
    void knowTheDirectory() {
        service.knowsTheDirectory();
    }

    @Test
    void anAlertThatWasEndedByHandIsRaisedAnewInTheNight() {
        service.isAt(MONDAY, "10:00");
        Child child = Child.number(60_301).inDanger("pr-lead", MONDAY);
        service.hears(child);
        service.changes(
                "UPDATE alert SET state = 'RESOLVED', ended_on = raised_on WHERE person = '"
                        + child.person()
                        + "'");
        double before = differences("alert");

        service.isAt(MONDAY + 1, "00:10");

        assertThat(service.alertsInShort(child.person()))
                .contains(MONDAY + " SAFE-INFANT OPEN", MONDAY + " SAFE-INFANT RESOLVED");
        assertThat(differences("alert")).isEqualTo(before + 1);
        assertThat(service.mailsAbout(child.person())).hasSize(2);

        service.isAt(MONDAY + 2, "00:10");
        assertThat(differences("alert")).as("mended").isEqualTo(before + 1);
    }

    @Test
    void anAlertWhoseMailIsGoneIsToldAgain() {
        service.isAt(MONDAY + 7, "10:00");
        Child child = Child.number(60_302).inDanger("pr-lead", MONDAY + 7);
        service.hears(child);
        service.changes(
                "UPDATE mail_message SET state = 'CANCELLED' WHERE id ="
                        + " (SELECT mail FROM alert WHERE person = '"
                        + child.person()
                        + "')");
        double before = differences("mail");

        service.isAt(MONDAY + 8, "00:10");

        assertThat(differences("mail")).isEqualTo(before + 1);
        assertThat(service.mailsAbout(child.person()))
                .extracting(Mailbox.Mail::to)
                .containsExactly("pr-lead@early-help.example", "pr-lead@early-help.example");
    }

    @Test
    void timeAndNewFactsAreNoDifference() {
        double alerts = differences("alert");
        double mails = differences("mail");
        service.isAt(MONDAY + 14, "10:00");
        Child child = Child.number(60_303).inDanger("pr-lead", MONDAY + 14);
        service.hears(child);
        // After 183 days the two are no pair any more; before, nothing changes.
        for (int day : new int[] {15, 16, 40, 100, 190, 230}) {
            service.isAt(MONDAY + day, "00:10");
        }

        assertThat(service.alertsInShort(child.person())).isNotEmpty();
        assertThat(differences("alert")).isEqualTo(alerts);
        assertThat(differences("mail")).isEqualTo(mails);
    }

    @Test
    void everyRuleHasAHeartbeat() {
        service.isAt(MONDAY + 300, "00:10");

        assertThat(metrics.get("wp.alerts.rule.silence").gauges())
                .hasSize(38)
                .allMatch(gauge -> gauge.value() < 1.0);
    }

    private double differences(String what) {
        return metrics.find("wp.alerts.differences").tag("what", what).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
