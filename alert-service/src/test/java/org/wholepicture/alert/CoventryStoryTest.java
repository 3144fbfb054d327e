package org.wholepicture.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Contracts;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Deliveries.Message;
import org.wholepicture.platform.testsupport.Mailbox;
import org.wholepicture.platform.testsupport.Tokens;

/** The Coventry case study, day by day: four alerts, three mails, three reasons. */
@QuarkusTest
@WithTestResource(AlertServers.class)
class CoventryStoryTest {

    private static final Child BABY = Child.number(1).coventry();

    /** What must never be in a mail, nor on the topic of alerts. */
    private static final List<String> CANARIES =
            List.of(
                    "Name-Canary",
                    "early-help",
                    "health-visiting",
                    "drug",
                    "Early Help",
                    "2025-09-05",
                    "U0VDUkVULUNBTkFSWQ",
                    BABY.person().toString(),
                    BABY.record().toString());

    @Inject Service service;

    @BeforeEach
    void knowTheDirectory() {
        service.knowsTheDirectory();
        Mailbox.empty();
    }

    @Test
    void itsAlertsAreRaisedOnTheirDaysAndItsLeadIsMailedThreeTimes() {
        for (int day = 0; day <= 56; day++) {
            service.isAt(day, "10:00");
            String known = Child.known(day);
            service.hears(
                    "child-events",
                    BABY.messages().stream()
                            .filter(m -> String.valueOf(m.value()).contains("\"time\":\"" + known))
                            .toList());
            service.isAt(day, "11:00");
            service.isAt(day, "15:30");
            switch (day) {
                case 13 -> assertThat(toLead()).isEmpty();
                case 14 -> assertThat(toLead()).hasSize(1);
                case 48 -> assertThat(toLead()).hasSize(1);
                case 49 -> assertThat(toLead()).hasSize(2);
                case 55 -> assertThat(toLead()).hasSize(2);
                default -> {}
            }
        }

        assertThat(service.alertsInShort(BABY.person()))
                .containsExactly(
                        "14 CONTRA-PAIR OPEN",
                        "49 CONTRA-PAIR OPEN",
                        "49 SAFE-INFANT OPEN",
                        "56 STEPDOWN-CHECK OPEN");
        List<String> reasons =
                RestAssured.given()
                        .auth()
                        .oauth2(Tokens.practitioner("pr-lead", "early-help"))
                        .get("/v1/alerts?person={p}", BABY.person())
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getList("alerts.find { it.rule == 'STEPDOWN-CHECK' }.reasons");
        assertThat(reasons)
                .containsExactly(
                        "OPEN_CONTRADICTION:ENGAGEMENT:drug-alcohol",
                        "OPEN_CONTRADICTION:SAFE_SLEEP",
                        "UNCONFIRMED:SUBSTANCE_USE_AT_HOME");
        List<Mailbox.Mail> mails = toLead();
        assertThat(mails).hasSize(3);
        assertThat(mails)
                .allSatisfy(
                        mail -> {
                            assertThat(mail.to()).isEqualTo("pr-lead@early-help.example");
                            assertThat(mail.subject()).isEqualTo("Whole Picture: please sign in");
                        });
        assertThat(mails).extracting(Mailbox.Mail::messageId).doesNotHaveDuplicates();
        assertThat(linksIn(mails.get(0))).isEqualTo(1);
        assertThat(linksIn(mails.get(1))).isEqualTo(2);
        assertThat(linksIn(mails.get(2))).isEqualTo(1);
        Approved.check("mail-day-14.txt", body(mails.get(0)));
        Approved.check("mail-day-49.txt", body(mails.get(1)));
        Approved.check("mail-day-56.txt", body(mails.get(2)));
        // Nobody answered in three weeks: the manager has heard of it.
        assertThat(service.allMailsAbout(BABY.person()))
                .filteredOn(mail -> !mails.contains(mail))
                .isNotEmpty()
                .allSatisfy(
                        mail -> assertThat(mail.to()).isEqualTo("pr-manager@early-help.example"));
        assertThat(Mailbox.mails()).allSatisfy(CoventryStoryTest::saysNothing);
        published()
                .forEach(
                        message ->
                                Contracts.assertValidMessage(
                                        "alerts", String.valueOf(message.value())));
        assertThat(published().map(message -> String.valueOf(message.value())))
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(
                        value ->
                                assertThat(value)
                                        .doesNotContain("Name-Canary", "U0VDUkVULUNBTkFSWQ"));
    }

    private static Stream<Message> published() {
        return Deliveries.standingOn("alerts").stream()
                .filter(message -> BABY.record().toString().equals(message.key()));
    }

    private static void saysNothing(Mailbox.Mail mail) {
        // The address of the recipient names their agency's domain; everything else must not.
        String raw = mail.raw().replace(mail.to(), "");
        assertThat(raw).doesNotContain(CANARIES.toArray(String[]::new));
        assertThat(raw).contains("Auto-Submitted: auto-generated");
        assertThat(raw).contains("Content-Type: text/plain");
    }

    private static List<Mailbox.Mail> toLead() {
        return Mailbox.mails().stream()
                .filter(mail -> mail.to().equals("pr-lead@early-help.example"))
                .toList();
    }

    private static int linksIn(Mailbox.Mail mail) {
        return mail.raw().split("http://localhost:8080/alert/alerts/", -1).length - 1;
    }

    /**
     * The body with what differs from run to run made equal: ids and the references made of them.
     */
    private static String body(Mailbox.Mail mail) {
        String raw = mail.raw().replace("\r\n", "\n");
        return raw.substring(raw.indexOf("\n\n") + 2)
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<alert>")
                .replaceAll("[0-9A-Z]{5}-[0-9A-Z]{5}", "<reference>")
                .stripTrailing();
    }
}
