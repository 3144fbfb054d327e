package org.wholepicture.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Mailbox;
import org.wholepicture.platform.testsupport.Tokens;

/** Mail that did not arrive is seen by people, and goes once what was wrong is mended. */
@QuarkusTest
@WithTestResource(AlertServers.class)
class UndeliveredMailTest {

    /** In no allowed domain. */
    private static final String ELSEWHERE = "somebody@elsewhere.invalid";

    /** No address at all. */
    private static final String NO_ADDRESS = "somebody at home";

    @Inject Service service;

    @BeforeEach
    void knowTheDirectory() {
        service.knowsTheDirectory();
        service.isAt(600, "11:30");
    }

    @Test
    void mailGoesOnceTheDirectoryHasAnAddressThatWorks() {
        for (String wrong : List.of(ELSEWHERE, NO_ADDRESS)) {
            int number = wrong.equals(ELSEWHERE) ? 191 : 192;
            knows("pr-wrong-" + number, 1, wrong);
            Child child = anUrgentAlert(number);
            assertThat(service.mailsAbout(child.person())).isEmpty();

            knows("pr-wrong-" + number, 2, "right-" + number + "@early-help.example");
            service.isIdle();

            assertThat(service.mailsAbout(child.person()))
                    .extracting(Mailbox.Mail::to)
                    .containsExactly("right-" + number + "@early-help.example");
        }
    }

    @Test
    void ofAnAlertThatHasEndedNothingGoesOnceThereIsAnAddressThatWorks() {
        knows("pr-wrong-196", 1, ELSEWHERE);
        Child child = anUrgentAlert(196);
        service.changes(
                "UPDATE mail_message SET state = 'FAILED', ended_at = now() WHERE id ="
                        + " (SELECT mail FROM alert WHERE person = '"
                        + child.person()
                        + "')");
        service.hears(child.retracted(3, 600, "health-visiting", 1));
        assertThat(service.alertsInShort(child.person()))
                .containsExactly("600 SAFE-INFANT WITHDRAWN");

        knows("pr-wrong-196", 2, "right-196@early-help.example");
        service.isIdle();

        assertThat(service.mailsAbout(child.person())).isEmpty();
    }

    @Test
    void anUrgentAlertThatJoinsAMailWaitingForItsNextAttemptMakesThatNow() {
        knows("pr-wrong-193", 1, ELSEWHERE);
        Child child =
                aChild(193)
                        .claimed(
                                3,
                                600,
                                "drug-alcohol",
                                "ENGAGEMENT:drug-alcohol",
                                "WORSE",
                                "SERVICE_RECORD")
                        .claimed(
                                4,
                                600,
                                "early-help",
                                "ENGAGEMENT:drug-alcohol",
                                "BETTER",
                                "SELF_REPORT");
        service.hears(child);
        service.isAt(600, "15:30");
        assertThat(attempts(child)).containsExactly("1");

        service.hears(urgent(child));

        assertThat(attempts(child)).containsExactly("2");
    }

    @Test
    void theFrontDoorSeesWhomItDidNotReachAndSendsItAgain() {
        knows("pr-wrong-194", 1, ELSEWHERE);
        Child child = anUrgentAlert(194);
        service.isAt(600, "12:00");
        String before = attempts(child).getFirst();
        String mail = mailOf(child);

        String page = frontDoor().get("/undelivered").asString();
        Response answer = form().post("/undelivered/{id}/sending", mail);
        service.isIdle();

        assertThat(page)
                .contains("/alert/undelivered/" + mail + "/sending")
                .contains("Not reached: Name-Canary pr-wrong-194")
                .contains("It is tried again every 15 minutes.")
                .doesNotContain(child.person().toString(), ELSEWHERE);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(URI.create(answer.header("Location"))).hasPath("/alert/undelivered");
        assertThat(attempts(child)).containsExactly(String.valueOf(Integer.parseInt(before) + 1));
        assertThat(
                        service.texts(
                                "SELECT outcome FROM audit_entry WHERE action = 'send-mail-again'"
                                        + " AND '"
                                        + mail
                                        + "' = ANY (about)"))
                .containsExactly("ALLOWED");
    }

    @Test
    void mailThatWentOutIsNotSentAgain() {
        Child child = urgent(aChild(195).ledBy("pr-lead", 600));
        service.hears(child);

        Response answer = form().post("/undelivered/{id}/sending", mailOf(child));
        service.isIdle();

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.asString()).contains("There is nothing to send");
        assertThat(service.mailsAbout(child.person())).hasSize(1);
    }

    @Test
    void nobodyElseSeesOrSendsIt() {
        assertThat(as("pr-lead", "practitioner").get("/undelivered").statusCode()).isEqualTo(403);
        assertThat(
                        as("pr-lead", "practitioner")
                                .contentType("application/x-www-form-urlencoded")
                                .header("Sec-Fetch-Site", "same-origin")
                                .post("/undelivered/{id}/sending", new UUID(0, 1))
                                .statusCode())
                .isEqualTo(403);
    }

    private static Child aChild(int number) {
        return Child.number(number).opened(600, 500).ledBy("pr-wrong-" + number, 600);
    }

    private static Child urgent(Child child) {
        return child.claimed(1, 600, "health-visiting", "SAFE_SLEEP", "WORSE", "OBSERVED")
                .claimed(2, 600, "health-visiting", "SUBSTANCE_USE_AT_HOME", "WORSE", "OBSERVED");
    }

    private Child anUrgentAlert(int number) {
        Child child = urgent(aChild(number));
        service.hears(child);
        assertThat(service.alertsInShort(child.person())).containsExactly("600 SAFE-INFANT OPEN");
        return child;
    }

    private void knows(String practitioner, long sequence, String email) {
        service.hears(
                "directory",
                List.of(
                        Deliveries.message(
                                UUID.nameUUIDFromBytes(
                                        (practitioner + sequence).getBytes(StandardCharsets.UTF_8)),
                                "org.wholepicture.practitioner.v1",
                                practitioner,
                                sequence,
                                Child.known(0),
                                """
                                {"practitioner":"%s","name":"Name-Canary %s",\
                                "agency":"early-help","role":"family help","email":"%s",\
                                "active":true}"""
                                        .formatted(practitioner, practitioner, email))));
    }

    /** How often each mail to whoever answers for the child was tried. */
    private List<String> attempts(Child child) {
        return ofMails("attempts", child);
    }

    private String mailOf(Child child) {
        return ofMails("id", child).getFirst();
    }

    private List<String> ofMails(String column, Child child) {
        return service.texts(
                "SELECT "
                        + column
                        + " FROM mail_message WHERE addressee = 'person:"
                        + child.person()
                        + "'");
    }

    private static RequestSpecification form() {
        return frontDoor()
                .contentType("application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .redirects()
                .follow(false);
    }

    private static RequestSpecification frontDoor() {
        return as("pr-front-door", "front-door").accept("text/html");
    }

    private static RequestSpecification as(String who, String role) {
        return RestAssured.given().auth().oauth2(Tokens.practitioner(who, "early-help", role));
    }
}
