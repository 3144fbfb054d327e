package org.wholepicture.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Mailbox;
import org.wholepicture.platform.testsupport.Tokens;

/** Who is mailed, when, and about how many alerts in one mail (design.md E-mail). */
@QuarkusTest
@WithTestResource(AlertServers.class)
class TellingTest {

    @Inject Service service;

    @BeforeEach
    void knowTheDirectory() {
        service.knowsTheDirectory();
    }

    @Test
    void mediumWaitsForTheNextOfTheFixedTimes() {
        service.isAt(100, "11:30");
        Child child = aContradiction(41, 100, "pr-lead");
        assertThat(service.mailsAbout(child.person())).isEmpty();

        service.isAt(100, "15:29");
        assertThat(service.mailsAbout(child.person())).isEmpty();
        service.isAt(100, "15:30");

        assertThat(service.mailsAbout(child.person())).hasSize(1);
    }

    @Test
    void highGoesAtOnceAndCarriesTheMediumThatWaits() {
        service.isAt(100, "11:30");
        Child child = aContradiction(42, 100, "pr-lead");

        child.claimed(3, 100, "health-visiting", "SUBSTANCE_USE_AT_HOME", "WORSE", "OBSERVED");
        child.claimed(4, 100, "health-visiting", "SAFE_SLEEP", "WORSE", "OBSERVED");
        service.hears(child);

        List<Mailbox.Mail> mails = service.mailsAbout(child.person());
        assertThat(mails).hasSize(1);
        assertThat(mails.getFirst().raw())
                .contains(service.alertOf(child.person(), "CONTRA-PAIR"))
                .contains(service.alertOf(child.person(), "SAFE-INFANT"));
        service.isAt(100, "15:30");
        assertThat(service.mailsAbout(child.person())).hasSize(1);
    }

    @Test
    void anAcknowledgedAlertIsStillMailedAtItsTime() {
        service.isAt(100, "11:30");
        Child child = aContradiction(43, 100, "pr-lead");
        RestAssured.given()
                .auth()
                .oauth2(Tokens.practitioner("pr-lead", "early-help"))
                .contentType("application/json")
                .body("{\"reason\":\"Will ask the service.\"}")
                .post(
                        "/v1/alerts/{id}/acknowledgement",
                        service.alertOf(child.person(), "CONTRA-PAIR"))
                .then()
                .statusCode(200);

        service.isAt(100, "15:30");

        assertThat(service.mailsAbout(child.person())).hasSize(1);
    }

    @Test
    void whoeverAnswersWhenItIsSentIsMailed() {
        service.isAt(100, "11:30");
        Child child = aContradiction(44, 100, "pr-lead");

        child.ledBy("pr-other-lead", 100);
        service.hears(child);
        service.isAt(100, "15:30");

        assertThat(service.mailsAbout(child.person()))
                .extracting(Mailbox.Mail::to)
                .containsExactly("pr-other-lead@early-help.example");
    }

    @Test
    void aClosedAccountIsNeverMailedItsManagerIs() {
        service.isAt(100, "11:30");
        Child child = aContradiction(45, 100, "pr-left-with-manager");

        service.isAt(100, "15:30");

        assertThat(service.mailsAbout(child.person()))
                .extracting(Mailbox.Mail::to)
                .containsExactly("pr-manager@early-help.example");
    }

    @Test
    void anAlertThatNobodyAnswersForWaitsAtTheFrontDoorAndIsMailedOnceThereIsALead() {
        service.isAt(100, "11:30");
        Child child = aContradiction(46, 100, "pr-left");
        service.isAt(101, "11:30");
        assertThat(service.mailsAbout(child.person())).isEmpty();
        String queue =
                RestAssured.given()
                        .auth()
                        .oauth2(
                                Tokens.practitioner(
                                        "pr-front-door",
                                        "early-help",
                                        "practitioner",
                                        "front-door"))
                        .get("/v1/alerts?owner=none&person={p}", child.person())
                        .asString();
        assertThat(queue).contains(service.alertOf(child.person(), "CONTRA-PAIR"));

        child.ledBy("pr-lead", 101);
        service.hears(child);

        assertThat(service.mailsAbout(child.person()))
                .extracting(Mailbox.Mail::to)
                .containsExactly("pr-lead@early-help.example");
    }

    @Test
    void aNewLeadIsToldOnceOfWhatStandsAndNobodyAcknowledged() {
        service.isAt(100, "11:30");
        Child child = aContradiction(53, 100, "pr-lead");
        service.isAt(100, "15:30");
        assertThat(service.mailsAbout(child.person())).hasSize(1);

        service.hears(child.ledBy("pr-other-lead", 100));
        service.isAt(101, "11:30");
        service.hears(child.ledBy("pr-lead", 101));
        service.hears(child.ledBy("pr-other-lead", 101));
        service.isAt(102, "11:30");

        assertThat(service.mailsAbout(child.person()))
                .extracting(Mailbox.Mail::to)
                .containsExactly("pr-lead@early-help.example", "pr-other-lead@early-help.example");
    }

    @Test
    void aNewLeadIsNotMailedAboutWhatWasAcknowledged() {
        service.isAt(100, "11:30");
        Child child = aContradiction(54, 100, "pr-lead");
        service.isAt(100, "15:30");
        RestAssured.given()
                .auth()
                .oauth2(Tokens.practitioner("pr-lead", "early-help"))
                .contentType("application/json")
                .body("{\"reason\":\"Will ask the service.\"}")
                .post(
                        "/v1/alerts/{id}/acknowledgement",
                        service.alertOf(child.person(), "CONTRA-PAIR"))
                .then()
                .statusCode(200);

        service.hears(child.ledBy("pr-other-lead", 100));
        service.isAt(101, "11:30");

        assertThat(service.mailsAbout(child.person())).hasSize(1);
    }

    @Test
    void aMailThatCannotBeWrittenDoesNotHoldUpTheOthers() {
        service.isAt(100, "11:30");
        Child broken = aContradiction(55, 100, "pr-lead");
        Child other = aContradiction(56, 100, "pr-lead");
        String row = " WHERE person = '" + broken.person() + "'";
        service.changes("UPDATE alert SET reasons = ARRAY[NULL]::text[]" + row);

        service.isAt(100, "15:30");

        assertThat(service.mailsAbout(other.person())).hasSize(1);
        assertThat(service.mailsAbout(broken.person())).isEmpty();
        service.changes("UPDATE alert SET reasons = '{}'" + row);
        service.isAt(100, "15:40");
        assertThat(service.mailsAbout(broken.person())).hasSize(1);
    }

    @Test
    void anEventWithAHundredAlertsIsAppliedAndOneMailTellsOfThem() {
        service.isAt(100, "11:30");
        Child child = aContradiction(57, 100, "pr-lead");
        service.changes(
                "INSERT INTO alert (id, person, record, rule, rule_version, settings, subject, severity,"
                        + " reasons, events, state, raised_on, raised_at, answer_from, mail_due_at)"
                        + " SELECT gen_random_uuid(), person, record, rule, rule_version, settings,"
                        + " 'topic:T' || n, 'HIGH', reasons, events, state, raised_on, raised_at,"
                        + " raised_at, raised_at FROM alert, generate_series(1, 120) AS n WHERE person = '"
                        + child.person()
                        + "'");

        service.isIdle();

        assertThat(service.mailsAbout(child.person()))
                .singleElement()
                .satisfies(mail -> assertThat(mail.raw()).contains("more listed once you have"));
        service.changes(
                "DELETE FROM alert_told WHERE alert IN (SELECT id FROM alert WHERE subject"
                        + " LIKE 'topic:T%')");
        service.changes("DELETE FROM alert WHERE subject LIKE 'topic:T%'");
    }

    @Test
    void endingAFormerLeadLateDoesNotTakeThePresentOneAway() {
        service.isAt(100, "11:30");
        Child child = aContradiction(47, 100, "pr-lead");
        child.ledBy("pr-other-lead", 100).noLongerLedBy("pr-lead", 100);
        service.hears(child);

        service.isAt(100, "15:30");

        assertThat(service.mailsAbout(child.person()))
                .extracting(Mailbox.Mail::to)
                .containsExactly("pr-other-lead@early-help.example");
    }

    @Test
    void lowComesOnceADayForAllChildrenOfAPractitionerTogether() {
        service.isAt(100, "11:30");
        Child one = notConfirmed(48);
        Child two = notConfirmed(49);
        service.hears(one);
        service.hears(two);
        service.isAt(142, "12:00");
        assertThat(service.alertsInShort(one.person())).isEmpty();

        service.isAt(143, "00:05");
        assertThat(service.alertsInShort(one.person())).containsExactly("143 CONFIRM-MISSING OPEN");
        assertThat(service.mailsAbout(one.person())).isEmpty();
        service.isAt(143, "08:30");

        List<Mailbox.Mail> mails = service.mailsAbout(one.person());
        assertThat(mails).hasSize(1);
        assertThat(mails).isEqualTo(service.mailsAbout(two.person()));
        assertThat(mails.getFirst().to()).isEqualTo("pr-other-lead@early-help.example");
    }

    @Test
    void theSweepWaitsUntilFiveMinutesPastMidnightInLondon() {
        service.isAt(100, "11:30");
        Child child = notConfirmed(50);
        service.hears(child);

        // British Summer Time: an hour before midnight UTC.
        service.isAt(143, "00:04");
        assertThat(service.alertsInShort(child.person())).isEmpty();
        service.isAt(143, "00:05");

        assertThat(service.alertsInShort(child.person()))
                .containsExactly("143 CONFIRM-MISSING OPEN");
    }

    @Test
    void midnightsThatPassedWhileTheServiceWasAwayAreFoldedEach() {
        service.isAt(100, "11:30");
        Child child = notConfirmed(51);
        service.hears(child);

        service.isAt(160, "12:00");

        assertThat(service.alertsInShort(child.person()))
                .containsExactly("143 CONFIRM-MISSING OPEN");
    }

    @Test
    void aPersonFoldedThroughALaterDayIsNotFoldedBackWhenTheClockIs() {
        service.isAt(100, "11:30");
        Child child = notConfirmed(52);
        service.hears(child);
        service.isAt(150, "12:00");

        service.isAt(120, "12:00");
        child.filed("household-member", 3, 120, "health-visiting", "", "\"role\":\"mother\"");
        service.hears(child);

        assertThat(service.alertsInShort(child.person()))
                .containsExactly("143 CONFIRM-MISSING OPEN");
    }

    /** A service was referred to on day 100, is said to be going well, and sends nothing. */
    private static Child notConfirmed(int number) {
        return Child.number(number)
                .opened(100, -500)
                .ledBy("pr-other-lead", 100)
                .filed("service-referral", 1, 100, "early-help", "", "\"to\":\"drug-alcohol\"")
                .claimed(2, 100, "early-help", "ENGAGEMENT:drug-alcohol", "BETTER", "SELF_REPORT");
    }

    private Child aContradiction(int number, int day, String lead) {
        Child child =
                Child.number(number)
                        .opened(day, day - 100)
                        .ledBy(lead, day)
                        .claimed(
                                1,
                                day,
                                "drug-alcohol",
                                "ENGAGEMENT:drug-alcohol",
                                "WORSE",
                                "SERVICE_RECORD")
                        .claimed(
                                2,
                                day,
                                "early-help",
                                "ENGAGEMENT:drug-alcohol",
                                "BETTER",
                                "SELF_REPORT");
        service.hears(child);
        assertThat(service.alertsInShort(child.person()))
                .containsExactly(day + " CONTRA-PAIR OPEN");
        return child;
    }
}
