package org.wholepicture.escalation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.HostileRequest;
import org.wholepicture.platform.testsupport.HostileRequests;
import org.wholepicture.platform.testsupport.HostileText;
import org.wholepicture.platform.testsupport.LoggedLines;
import org.wholepicture.platform.testsupport.Tokens;

/** Every operation and page, asked as nobody honest asks. */
@QuarkusTest
@WithTestResource(EscalationServers.class)
class HostileRequestsTest {

    private static final String NOBODY = "00000000-0000-4000-8000-00000000dead";
    private static final List<String> ROLES = List.of("practitioner");
    private static final String WRITER =
            Tokens.practitioner("pr-hostile", "health-visiting", "practitioner");

    private static final String FRONT_DOOR =
            Tokens.practitioner("pr-hostile-door", "social-care", "front-door");

    @Test
    void hasItsOwnClearAnswerAndChangesNothing() throws IOException {
        List<HostileRequest> all = requests().all();

        HostileRequest.assertNothingComesOf(all, RestAssured.port, "escalation");
        assertThat(all).hasSizeGreaterThan(1_000);
    }

    @Test
    void isNotListenedToWithoutAnEnd() throws IOException {
        HostileRequest.assertLittleIsTakenInOf(requests().endless(), RestAssured.port);
    }

    @Test
    void whatIsKeptIsShownAsWordsAndNeverLogged() {
        Story story =
                Story.ofChild(5001)
                        .led("pr-hostile-lead")
                        .named("pr-hostile")
                        .steppedDown(1, "DONE");
        story.delivered();
        nameIsHostile("practitioner", "pr-hostile-lead");
        nameIsHostile("agency", "early-help");
        String words = HostileText.MARKUP + "\n" + HostileText.UNSEEN;

        try (LoggedLines lines = new LoggedLines()) {
            for (String refused : List.of(HostileText.TERMINAL, HostileText.NEVER.getFirst())) {
                assertThat(raise(story, refused).statusCode()).isEqualTo(400);
                HostileText.assertShownAsWords(form(story, refused).asString(), 1);
            }
            Response raised = raise(story, words);
            assertThat(raised.statusCode()).isEqualTo(201);
            String id = raised.jsonPath().getString("id");
            assertThat(raised.jsonPath().getString("disagreement")).isEqualTo(words);
            given().auth()
                    .oauth2(WRITER)
                    .contentType(ContentType.JSON)
                    .body(Map.of("outcome", words))
                    .post("/v1/dissents/" + id + "/resolution")
                    .then()
                    .statusCode(200);

            HostileText.assertShownAsWords(page("/dissents/" + id), 6);
            HostileText.assertShownAsWords(page("/people/%s/dissent".formatted(story.person())), 1);
            HostileText.assertShownAsWords(
                    page(
                            "/people/%s/dissent?about=%s"
                                    .formatted(story.person(), story.stepDown(1))),
                    1);
            assertThat(lines.lines()).noneMatch(line -> line.contains(HostileText.CANARY));
        }
        assertThat(Deliveries.standingOn("escalations"))
                .noneMatch(m -> String.valueOf(m.value()).contains(HostileText.CANARY));
    }

    private static HostileRequests requests() throws IOException {
        ObjectMapper json = new ObjectMapper();
        return HostileRequests.of("/openapi.approved.yaml")
                .path("id", NOBODY)
                .path("person", NOBODY)
                .path("mail", NOBODY)
                .body(
                        "POST /escalation/v1/dissents",
                        json.readTree(
                                """
                                {"person":"%1$s","about":{"kind":"STEP_DOWN","event":"%1$s"},
                                 "disagreement":"Nobody saw the bedroom.","askedFor":"A visit.",
                                 "evidence":["%1$s"]}\
                                """
                                        .formatted(NOBODY)))
                .path("version", "999999")
                .body(
                        "POST /escalation/v1/dissents/{id}/resolution",
                        json.readTree("{\"outcome\":\"A joint visit.\"}"))
                .body(
                        "POST /escalation/v1/dissents/{id}/withdrawal",
                        json.readTree("{\"reason\":\"It is settled.\"}"))
                .body(
                        "POST /escalation/v1/dissents/{id}/view",
                        json.readTree(
                                "{\"view\":\"We have seen it.\",\"evidence\":[\"%s\"]}"
                                        .formatted(NOBODY)))
                .body(
                        "POST /escalation/v1/dissents/{id}/stages",
                        json.readTree(
                                "{\"reason\":\"Not agreed.\",\"evidence\":[\"%s\"]}"
                                        .formatted(NOBODY)))
                .body(
                        "POST /escalation/v1/dissents/{id}/immediate-danger",
                        json.readTree("{\"reason\":\"Danger.\",\"emergency\":\"Police.\"}"))
                .body(
                        "POST /escalation/v1/dissents/{id}/meeting",
                        json.readTree("{\"on\":\"2026-10-30\",\"outcome\":\"Open.\"}"))
                .body(
                        "POST /escalation/v1/settings",
                        json.readTree(
                                """
                                {"stages":[{"name":"Both","above":0,"inbox":"DUTY","limit":1,
                                   "notified":["DUTY"]},
                                  {"name":"Both","above":0,"inbox":"DUTY","limit":1}],
                                 "closedDays":["2027-06-04"],"openDays":["2027-05-31"],
                                 "monitor":"PARTNERSHIP","reason":"A proposal."}\
                                """))
                .as("practitioner", WRITER)
                .as("operations", Tokens.inRole("operations"))
                .as(
                        "administrator",
                        Tokens.practitioner("pr-hostile-admin", "social-care", "administrator"))
                .as("front-door", FRONT_DOOR)
                .stranger("agency", Tokens.agency("early-help", "step-down"))
                .stranger("administrator", Tokens.inRole("administrator"))
                .stranger("operations", Tokens.inRole("operations"))
                .stranger("manager", Tokens.practitioner("pr-m", "early-help", "manager"))
                .operation("GET", "/escalation/v1/quarantine", "operations")
                .operation("POST", "/escalation/v1/quarantine/{id}/replay", "operations")
                .page("/escalation/", ROLES)
                .page("/escalation/dissents", ROLES)
                .page("/escalation/dissents/{id}", ROLES)
                .page("/escalation/people/{person}/dissent", ROLES, "about")
                .form(
                        "/escalation/people/{person}/dissent",
                        ROLES,
                        Map.of("about", NOBODY, "disagreement", "Why.", "askedFor", "What."))
                .page("/escalation/records/{id}", ROLES)
                .page("/escalation/dissents/{id}/resolution", ROLES)
                .form("/escalation/dissents/{id}/resolution", ROLES, Map.of("words", "A visit."))
                .page("/escalation/monitoring-return", List.of("administrator"), "from", "to")
                .page("/escalation/monitoring-return/csv", List.of("administrator"), "from", "to")
                .page("/escalation/settings", List.of("administrator"))
                .page("/escalation/settings/proposal", List.of("administrator"))
                .form(
                        "/escalation/settings/proposal",
                        List.of("administrator"),
                        Map.of(
                                "name", "Practitioners",
                                "who", "0",
                                "limit", "1",
                                "monitor", "no inbox",
                                "reason", "Nothing comes of it."))
                .form("/escalation/settings/{version}/approval", List.of("administrator"), Map.of())
                .page("/escalation/undelivered", List.of("front-door"))
                .form("/escalation/undelivered/{mail}/sending", List.of("front-door"), Map.of());
    }

    private static void nameIsHostile(String kind, String id) {
        UUID message = new UUID(5001, 0x9000 + kind.length());
        String more =
                kind.equals("agency")
                        ? "\"kind\":\"x\",\"inboxes\":{}"
                        : "\"agency\":\"early-help\",\"role\":\"x\",\"email\":\"x@early-help.example\"";
        Deliveries.inOrder(
                "directory",
                Deliveries.message(
                        message,
                        "org.wholepicture." + kind + ".v1",
                        id,
                        9,
                        "2026-03-02T10:00:00Z",
                        "{\"%s\":\"%s\",\"name\":\"%s\",%s,\"active\":true}"
                                .formatted(kind, id, "<zebedee-x>\\u202eZebedee", more)));
        Story.awaitTakenIn(List.of(message));
    }

    private static Response raise(Story story, String words) {
        return given().auth()
                .oauth2(WRITER)
                .contentType(ContentType.JSON)
                .body(
                        Map.of(
                                "person",
                                story.person(),
                                "about",
                                Map.of("kind", "STEP_DOWN", "event", story.stepDown(1)),
                                "disagreement",
                                words,
                                "askedFor",
                                words))
                .post("/v1/dissents");
    }

    /** Refused, and shown again for the writer to mend. */
    private static Response form(Story story, String words) {
        Response answer =
                given().auth()
                        .oauth2(WRITER)
                        .accept("text/html")
                        .header("Sec-Fetch-Site", "same-origin")
                        .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                        .formParam("about", story.stepDown(1))
                        .formParam("disagreement", words)
                        .formParam("askedFor", words)
                        .post("/people/%s/dissent".formatted(story.person()));
        assertThat(answer.statusCode()).isEqualTo(400);
        return answer;
    }

    private static String page(String path) {
        return given().auth()
                .oauth2(WRITER)
                .accept("text/html")
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
