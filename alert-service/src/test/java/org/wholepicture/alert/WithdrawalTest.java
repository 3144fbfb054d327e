package org.wholepicture.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Mailbox;
import org.wholepicture.platform.testsupport.Tokens;

/** An alert whose facts are taken back is withdrawn, and those who were told of it are told. */
@QuarkusTest
@WithTestResource(AlertServers.class)
class WithdrawalTest {

    @Inject Service service;

    @BeforeEach
    void knowTheDirectory() {
        service.knowsTheDirectory();
    }

    @Test
    void thoseWhoWereMailedAreToldAlsoWhenTheLeadHasChanged() {
        service.isAt(200, "10:00");
        Child child = anInfantsAlert(61);
        assertThat(service.mailsAbout(child.person())).hasSize(1);
        service.isAt(201, "10:00");
        service.hears(child.ledBy("pr-other-lead", 201));
        assertThat(service.mailsAbout(child.person())).hasSize(2);

        service.hears(child.retracted(3, 201, "health-visiting", 1));

        assertThat(service.alertsInShort(child.person()))
                .containsExactly("200 SAFE-INFANT WITHDRAWN");
        List<Mailbox.Mail> mails = service.mailsAbout(child.person());
        assertThat(mails)
                .extracting(Mailbox.Mail::to)
                .containsExactlyInAnyOrder(
                        "pr-lead@early-help.example",
                        "pr-other-lead@early-help.example",
                        "pr-lead@early-help.example",
                        "pr-other-lead@early-help.example");
        assertThat(mails.getLast().raw()).contains("has been withdrawn");
        assertThat(mails.getLast().subject()).isEqualTo(mails.getFirst().subject());
    }

    @Test
    void aMailOfUnknownOutcomeIsNotTriedAgainOnceItsAlertIsWithdrawn() {
        service.isAt(200, "10:00");
        Child child = anInfantsAlert(68);
        String mail =
                service.texts("SELECT mail FROM alert WHERE person = '" + child.person() + "'")
                        .getFirst();
        // given: as if the server had said nothing about the one attempt
        service.changes(
                "UPDATE mail_message SET state = 'WAITING', in_doubt = true, ended_at = NULL,"
                        + " next_attempt_at = '2100-01-01' WHERE id = '"
                        + mail
                        + "'");

        service.hears(child.retracted(3, 200, "health-visiting", 1));

        assertThat(service.texts("SELECT state FROM mail_message WHERE id = '" + mail + "'"))
                .containsExactly("CANCELLED");
        assertThat(service.mailsAbout(child.person())).hasSize(2);
    }

    @Test
    void aBirthDateCorrectedOnTheSameDayWithdrawsToo() {
        service.isAt(200, "10:00");
        Child child = anInfantsAlert(69);

        service.hears(child.opened(200, -800));

        assertThat(service.alertsInShort(child.person()))
                .containsExactly("200 SAFE-INFANT WITHDRAWN");
        assertThat(service.mailsAbout(child.person())).hasSize(2);
    }

    @Test
    void aBirthDateCorrectedLaterLeavesTheDaysBeforeAsTheyWere() {
        service.isAt(200, "10:00");
        Child child = anInfantsAlert(70);
        service.isAt(210, "10:00");

        service.hears(child.opened(210, -800));

        assertThat(
                        service.texts(
                                "SELECT raised_on - DATE '2026-01-05' || ' ' || state || ' '"
                                        + " || (ended_on - DATE '2026-01-05') FROM alert"
                                        + " WHERE person = '"
                                        + child.person()
                                        + "'"))
                .containsExactly("200 WITHDRAWN 210");
    }

    @Test
    void aBirthDateThatIsLearntLaterDatesTheAlert() {
        service.isAt(209, "10:00");
        Child child =
                Child.number(60)
                        .opened(200, -800)
                        .ledBy("pr-lead", 200)
                        .claimed(1, 201, "health-visiting", "SAFE_SLEEP", "WORSE", "OBSERVED")
                        .claimed(
                                2,
                                205,
                                "health-visiting",
                                "SUBSTANCE_USE_AT_HOME",
                                "WORSE",
                                "OBSERVED");
        service.hears(child);
        assertThat(service.alertsInShort(child.person())).isEmpty();
        service.isAt(210, "10:00");

        service.hears(child.opened(210, 150));

        assertThat(service.alertsInShort(child.person())).containsExactly("210 SAFE-INFANT OPEN");
    }

    @Test
    void whoeverWasMailedMayStillOpenTheAlertButNotAnswerItAndIsToldNoFact() {
        service.isAt(200, "10:00");
        Child child = anInfantsAlert(62);
        String alert = service.alertOf(child.person(), "SAFE-INFANT");

        child.ledBy("pr-other-lead", 200);
        service.hears(child);

        Map<String, ?> told =
                RestAssured.given()
                        .auth()
                        .oauth2(Tokens.practitioner("pr-lead", "early-help"))
                        .get("/v1/alerts/{id}", alert)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getMap("");
        assertThat(told.keySet())
                .containsExactlyInAnyOrder(
                        "alert", "rule", "ruleVersion", "severity", "state", "raised", "answerBy");
        RestAssured.given()
                .auth()
                .oauth2(Tokens.practitioner("pr-lead", "early-help"))
                .contentType("application/json")
                .body("{\"reason\":\"Mine no longer.\"}")
                .post("/v1/alerts/{id}/acknowledgement", alert)
                .then()
                .statusCode(404);
    }

    @Test
    void nobodyIsMailedAboutAnAlertWithdrawnBeforeItsMail() {
        service.isAt(200, "11:30");
        Child child =
                Child.number(63)
                        .opened(200, 100)
                        .ledBy("pr-lead", 200)
                        .claimed(
                                1,
                                200,
                                "drug-alcohol",
                                "ENGAGEMENT:drug-alcohol",
                                "WORSE",
                                "SERVICE_RECORD")
                        .claimed(
                                2,
                                200,
                                "early-help",
                                "ENGAGEMENT:drug-alcohol",
                                "BETTER",
                                "SELF_REPORT");
        service.hears(child);
        child.retracted(3, 200, "early-help", 2);

        service.hears(child);
        service.isAt(200, "15:30");

        assertThat(service.alertsInShort(child.person()))
                .containsExactly("200 CONTRA-PAIR WITHDRAWN");
        assertThat(service.mailsAbout(child.person())).isEmpty();
    }

    @Test
    void aNewerVersionThatSaysOtherwiseWithdraws() {
        service.isAt(200, "10:00");
        Child child = anInfantsAlert(64);
        child.filed(
                "contact",
                4,
                200,
                201,
                "health-visiting",
                Child.claim("SAFE_SLEEP", "BETTER", "OBSERVED"),
                "",
                ",\"supersedes\":\"" + child.event(1) + "\"");

        service.isAt(201, "10:00");
        service.hears(child);

        assertThat(service.alertsInShort(child.person()))
                .containsExactly("200 SAFE-INFANT WITHDRAWN");
    }

    @Test
    void anOlderVersionThatArrivesLateCountsForNothing() {
        service.isAt(200, "10:00");
        Child child =
                Child.number(65)
                        .opened(200, 100)
                        .ledBy("pr-lead", 200)
                        .claimed(
                                2,
                                200,
                                "health-visiting",
                                "SUBSTANCE_USE_AT_HOME",
                                "WORSE",
                                "OBSERVED")
                        .claimed(4, 200, "health-visiting", "SAFE_SLEEP", "BETTER", "OBSERVED");
        child.filed(
                "contact",
                1,
                200,
                200,
                "health-visiting",
                Child.claim("SAFE_SLEEP", "WORSE", "OBSERVED"),
                "",
                ",\"supersededBy\":\"" + child.event(4) + "\"");

        service.hears(child);

        assertThat(service.alertsInShort(child.person())).isEmpty();
    }

    @Test
    void aRetractionThatArrivesBeforeWhatItTakesBackLeavesNoAlert() {
        service.isAt(210, "10:00");
        Child child =
                Child.number(66)
                        .opened(200, 100)
                        .ledBy("pr-lead", 200)
                        .claimed(1, 200, "health-visiting", "SAFE_SLEEP", "WORSE", "OBSERVED")
                        .claimed(
                                2,
                                200,
                                "health-visiting",
                                "SUBSTANCE_USE_AT_HOME",
                                "WORSE",
                                "OBSERVED")
                        .retracted(3, 201, "health-visiting", 1);

        service.hears("child-events", child.messages().reversed());

        assertThat(service.alertsInShort(child.person()))
                .containsExactly("200 SAFE-INFANT WITHDRAWN");
        assertThat(service.mailsAbout(child.person())).isEmpty();
    }

    @Test
    void goodNewsOnTheSameDayResolvesAndTellsNobodyThatInformationWasWrong() {
        service.isAt(205, "10:00");
        Child child =
                Child.number(67)
                        .opened(200, 100)
                        .ledBy("pr-lead", 200)
                        .filed(
                                "missed-appointment",
                                1,
                                202,
                                "dental",
                                "",
                                "\"kind\":\"dental\",\"outcome\":\"WAS_NOT_BROUGHT\",\"whose\":\"CHILD\"")
                        .filed(
                                "step-down",
                                2,
                                205,
                                "early-help",
                                "",
                                "\"state\":\"PROPOSED\",\"to\":\"CLOSED\"");
        service.hears(child);
        assertThat(service.alertsInShort(child.person()))
                .containsExactly("205 STEPDOWN-CHECK OPEN");
        child.filed(
                "attended-appointment",
                3,
                205,
                "dental",
                "",
                "\"kind\":\"dental\",\"whose\":\"CHILD\"");

        service.hears(child);

        assertThat(service.alertsInShort(child.person()))
                .containsExactly("205 STEPDOWN-CHECK RESOLVED");
        assertThat(service.mailsAbout(child.person())).hasSize(1);
    }

    private Child anInfantsAlert(int number) {
        Child child =
                Child.number(number)
                        .opened(200, 100)
                        .ledBy("pr-lead", 200)
                        .claimed(1, 200, "health-visiting", "SAFE_SLEEP", "WORSE", "OBSERVED")
                        .claimed(
                                2,
                                200,
                                "health-visiting",
                                "SUBSTANCE_USE_AT_HOME",
                                "WORSE",
                                "OBSERVED");
        service.hears(child);
        assertThat(service.alertsInShort(child.person())).containsExactly("200 SAFE-INFANT OPEN");
        return child;
    }
}
