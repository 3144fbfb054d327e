package org.wholepicture.chronology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wholepicture.chronology.application.ReviewEmergencies;
import org.wholepicture.platform.audit.AuditChain;
import org.wholepicture.platform.audit.AuditFile;
import org.wholepicture.platform.testsupport.Tokens;

/** Each reading in an emergency is reviewed, in time, and by somebody else. */
@QuarkusTest
class EmergencyReviewTest {

    private static final String KNOWN = "2026-02-01T09:00:00Z";
    private static final String OFFICER =
            Tokens.practitioner("er-officer", "council", "privacy-officer");
    private static final String OTHER_OFFICER =
            Tokens.practitioner("er-officer-b", "council", "privacy-officer");
    private static final String FINDING =
            "{\"outcome\":\"%s\",\"reason\":\"The child was missing from school.\"}";

    @Inject Service service;
    @Inject ReviewEmergencies review;
    @Inject AuditChain chain;

    private String opened(int telling, String token) {
        Story story =
                service.tell(
                        telling,
                        () ->
                                new Story(telling, service.privateMember())
                                        .opened("a1", "b1", KNOWN, "Alex", "2015-09-20"));
        Service.as(token)
                .contentType("application/json")
                .body(
                        "{\"ground\":\"EMERGENCY\",\"emergency\":\"CHILD_MISSING\",\"reason\":\"Nobody knows where they are.\"}")
                .post("/v1/people/" + story.id("b1") + "/access")
                .then()
                .statusCode(200);
        return Servers.texts(
                        "SELECT id::text FROM access_statement WHERE person = '%s'"
                                .formatted(story.id("b1")))
                .getFirst();
    }

    private static JsonPath listed() {
        return Service.as(OFFICER)
                .get("/v1/emergencies")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String of(String id, String member) {
        return String.valueOf(
                listed().<Object>get(
                                "emergencies.find { it.id == '%s' }.%s".formatted(id, member)));
    }

    private static Response found(String token, String id, String outcome) {
        return Service.as(token)
                .contentType("application/json")
                .body(FINDING.formatted(outcome))
                .post("/v1/emergencies/" + id + "/review");
    }

    @Test
    void waitsForFiveWorkingDaysAndIsThenOverdue() {
        // Opened on Tuesday 10 March.
        String id = opened(65020, Tokens.practitioner("er-anna", "school"));

        assertThat(of(id, "due")).isEqualTo("2026-03-17");
        assertThat(of(id, "overdue")).isEqualTo("false");

        // Opened on Tuesday 3 March: five working days are over with this day, and not before it
        // ends.
        back(id, 7);
        assertThat(of(id, "due")).isEqualTo("2026-03-10");
        assertThat(of(id, "overdue")).isEqualTo("false");
        back(id, 1);
        assertThat(of(id, "due")).isEqualTo("2026-03-09");
        assertThat(of(id, "overdue")).isEqualTo("true");
    }

    private static void back(String id, int days) {
        Servers.asSuperuser(
                "UPDATE access_statement SET from_at = from_at - interval '%1$d days', until_at = until_at - interval '%1$d days' WHERE id = '%2$s'"
                        .formatted(days, id));
    }

    @Test
    void theOfficerIsRemindedOnceOfWhatIsOverdue() {
        String id = opened(65021, Tokens.practitioner("er-berta", "school"));
        while (review.remind()) {
            // Others' that are overdue.
        }
        long before = reminders(id);
        back(id, 8);
        boolean first = review.remind();
        boolean second = review.remind();

        assertThat(before).isZero();
        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(reminders(id)).isEqualTo(1);
    }

    private static long reminders(String id) {
        return Servers.count(
                """
                SELECT count(*) FROM mail_message m JOIN access_statement s ON s.reference = m.reference
                WHERE m.purpose = 'emergency-review' AND m.addressee = 'privacy-officer' AND s.id = '%s'
                """
                        .formatted(id));
    }

    @Test
    void isReviewedOnceAndStays() {
        String id = opened(65022, Tokens.practitioner("er-carla", "school"));

        found(OFFICER, id, "JUSTIFIED").then().statusCode(204);
        found(OTHER_OFFICER, id, "NOT_JUSTIFIED").then().statusCode(409);

        assertThat(of(id, "review.outcome")).isEqualTo("JUSTIFIED");
        assertThat(of(id, "review.reviewer")).isEqualTo("er-officer");
        assertThat(of(id, "overdue")).isEqualTo("false");
        assertThat(
                        Servers.count(
                                """
                                SELECT count(*) FROM audit_entry
                                WHERE action = 'review-emergency' AND caller = 'er-officer' AND outcome = 'ALLOWED'
                                    AND purpose LIKE '%JUSTIFIED: The child was missing%'
                                """))
                .isPositive();
    }

    @Test
    void nobodyReviewsTheirOwn() {
        String id = opened(65023, OFFICER);

        found(OFFICER, id, "JUSTIFIED").then().statusCode(403);
        assertThat(page(OFFICER).get("/emergencies").asString()).contains("You opened it yourself");
        assertThatThrownBy(
                        () ->
                                Servers.asSuperuser(
                                        """
                                        INSERT INTO emergency_review (statement, practitioner, reviewer, outcome, reason, reviewed_at)
                                        VALUES ('%s', 'er-officer', 'er-officer', 'JUSTIFIED', 'It was my own.', now())
                                        """
                                                .formatted(id)))
                .hasMessageContaining("emergency_review_check");
        found(OTHER_OFFICER, id, "JUSTIFIED").then().statusCode(204);
    }

    @Test
    void isForThePrivacyOfficerAlone() {
        String lead = Tokens.practitioner("er-lead", "early-help");
        String id = opened(65024, Tokens.practitioner("er-dora", "school"));

        found(lead, id, "JUSTIFIED").then().statusCode(403);
        found(Tokens.practitioner("er-ops", "council", "operations"), id, "JUSTIFIED")
                .then()
                .statusCode(403);
        found(
                        Tokens.aPerson("er-officer", "council")
                                .inRoles("privacy-officer")
                                .withoutSecondFactor()
                                .build(),
                        id,
                        "JUSTIFIED")
                .then()
                .statusCode(403);
        found(
                        OFFICER,
                        UUID.fromString("99999999-0000-4000-8000-000000000000").toString(),
                        "JUSTIFIED")
                .then()
                .statusCode(404);
        found(OFFICER, id, "PERHAPS").then().statusCode(400);

        assertThat(of(id, "review")).isEqualTo("null");
    }

    @Test
    void thePageDoesTheSame() throws IOException {
        String id = opened(65025, Tokens.practitioner("er-emma", "school"));
        back(id, 8);
        String before = page(OFFICER).get("/emergencies").asString();

        page(OFFICER)
                .formParam("outcome", "NOT_JUSTIFIED")
                .formParam("reason", "no")
                .post("/emergencies/" + id + "/review")
                .then()
                .statusCode(400);
        assertThat(
                        Service.sentTo(
                                page(OFFICER)
                                        .formParam("outcome", "NOT_JUSTIFIED")
                                        .formParam("reason", "There was time to ask the lead.")
                                        .post("/emergencies/" + id + "/review")))
                .isEqualTo("/emergencies");

        PagesToLookAtTest.keep("emergencies", "/waiting", before);
        assertThat(before).contains("Overdue", "It was to be reviewed by 9 March 2026");
        assertThat(page(OFFICER).get("/emergencies").asString())
                .contains("Found not justified by", "There was time to ask the lead.");
        page(Tokens.practitioner("er-lead", "early-help"))
                .get("/emergencies")
                .then()
                .statusCode(403);
    }

    @Test
    void theOfficerTakesTheAuditAwayAsAFileThatVerifiesByItself() throws IOException {
        String id = opened(65026, Tokens.practitioner("er-fiona", "school"));
        chain.sealOnce();
        UUID child =
                UUID.fromString(
                        Servers.texts(
                                        "SELECT person::text FROM access_statement WHERE id = '%s'"
                                                .formatted(id))
                                .getFirst());
        String rows = "/v1/audit/rows?from=2026-03-01&until=2026-03-31&about=" + child;

        String file = Service.as(OFFICER).get(rows).then().statusCode(200).extract().asString();
        String ofThePage =
                page(OFFICER)
                        .accept("*/*")
                        .get("/audit/file?from=2026-03-01&until=2026-03-31&about=" + child)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();

        AuditFile.Checked checked =
                AuditFile.check(new BufferedReader(new StringReader(file)), null);
        assertThat(checked.faults()).isEmpty();
        assertThat(checked.rows()).isEqualTo(1);
        assertThat(file).contains("state-reason", "er-fiona").doesNotContain("er-anna");
        assertThat(AuditFile.check(new BufferedReader(new StringReader(ofThePage)), null).faults())
                .isEmpty();
        assertThat(
                        Servers.count(
                                "SELECT count(*) FROM audit_entry WHERE action = 'export-audit' AND '%s' = ANY (about)"
                                        .formatted(child)))
                .isEqualTo(2);
        Service.as(Tokens.practitioner("er-lead", "early-help")).get(rows).then().statusCode(403);
        Service.as(OFFICER).get("/v1/audit/rows?from=soon").then().statusCode(400);
        page(OFFICER).get("/audit").then().statusCode(200);
        page(OFFICER).get("/audit/file?from=soon").then().statusCode(400);
        page(Tokens.practitioner("er-lead", "early-help")).get("/audit").then().statusCode(403);
    }

    private static RequestSpecification page(String token) {
        return Service.as(token)
                .header("Sec-Fetch-Site", "same-origin")
                .accept("text/html")
                .redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8");
    }
}
