package org.wholepicture.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
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
@WithTestResource(AlertServers.class)
class HostileRequestsTest {

    private static final String NOBODY = "00000000-0000-4000-8000-00000000dead";
    private static final List<String> READERS = List.of("practitioner", "manager", "front-door");
    private static final List<String> ADMINISTRATOR = List.of("administrator");
    private static final List<String> SETTINGS_READERS =
            List.of("administrator", "privacy-officer");
    private static final List<String> FRONT_DOOR = List.of("front-door");
    private static final List<String> EVERYBODY =
            List.of(
                    "practitioner",
                    "manager",
                    "front-door",
                    "administrator",
                    "operations",
                    "privacy-officer");

    @Inject Service service;

    @Test
    void hasItsOwnClearAnswerAndChangesNothing() throws IOException {
        List<HostileRequest> all = requests().all();
        service.isIdle();

        HostileRequest.assertNothingComesOf(all, RestAssured.port, "alert");
        assertThat(all).hasSizeGreaterThan(1_000);
    }

    @Test
    void isNotListenedToWithoutAnEnd() throws IOException {
        HostileRequest.assertLittleIsTakenInOf(requests().endless(), RestAssured.port);
    }

    @Test
    void whatIsKeptIsShownAsWordsAndNeverLogged() {
        service.knowsTheDirectory();
        service.hears(
                "directory",
                List.of(
                        Deliveries.message(
                                new UUID(84, 1),
                                "org.wholepicture.practitioner.v1",
                                "pr-hostile",
                                1,
                                Child.known(0),
                                """
                                {"practitioner":"pr-hostile","name":"<zebedee-x>\\u202eZebedee",\
                                "agency":"early-help","role":"x","email":"x@early-help.example",\
                                "active":true}\
                                """)));
        service.isAt(500, "10:00");
        Child child =
                Child.number(84)
                        .opened(500, 400)
                        .ledBy("pr-hostile", 500)
                        .claimed(1, 500, "health-visiting", "SAFE_SLEEP", "WORSE", "OBSERVED")
                        .claimed(
                                2,
                                500,
                                "health-visiting",
                                "SUBSTANCE_USE_AT_HOME",
                                "WORSE",
                                "OBSERVED");
        service.hears(child);
        String alert = service.alertOf(child.person(), "SAFE-INFANT");

        try (LoggedLines lines = new LoggedLines();
                var _ = new ChronologyStub(200, facts())) {
            for (String refused : List.of(HostileText.TERMINAL, HostileText.NEVER.getFirst())) {
                String again =
                        lead().header("Sec-Fetch-Site", "same-origin")
                                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                                .formParam("reason", refused)
                                .post("/alerts/{id}/acknowledgement", alert)
                                .then()
                                .statusCode(400)
                                .extract()
                                .asString();
                HostileText.assertShownAsWords(again, 1);
            }
            asLead().contentType("application/json")
                    .body(Map.of("reason", HostileText.MARKUP + HostileText.UNSEEN))
                    .post("/v1/alerts/{id}/acknowledgement", alert)
                    .then()
                    .statusCode(200);

            HostileText.assertShownAsWords(
                    lead().get("/alerts/{id}", alert).then().statusCode(200).extract().asString(),
                    5);
            assertThat(lines.lines()).noneMatch(line -> line.contains(HostileText.CANARY));
        }
    }

    /** An answer of the chronology with hostile words wherever it has any. */
    private static String facts() {
        ObjectNode fact = JsonNodeFactory.instance.objectNode();
        String words = HostileText.MARKUP + HostileText.UNSEEN + HostileText.TERMINAL;
        fact.put("event", NOBODY)
                .put("kind", "FILED")
                .put("type", "contact")
                .put("agency", "health-visiting")
                .put("agencyName", words)
                .put("known", "2026-03-02T10:00:00Z")
                .put("basis", "OBSERVED")
                .put("summary", words)
                .put("sensitivity", "NORMAL")
                .put("struck", false)
                .put("withheld", false);
        fact.putObject("happened").put("from", "2026-03-02").put("precision", "DAY");
        fact.putObject("details");
        fact.putArray("marks");
        fact.putArray("claims");
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("entries").add(fact);
        return answer.toString();
    }

    private static HostileRequests requests() throws IOException {
        return HostileRequests.of("/approved/openapi.yaml")
                .path("alert", NOBODY)
                .path("person", NOBODY)
                .path("request", NOBODY)
                .path("mail", NOBODY)
                .path("id", NOBODY)
                .path("version", "9999")
                .body(
                        "POST /alert/v1/settings",
                        // How it is set already: there is nothing to propose.
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"thresholds":{"clocks.referral":1},
                                         "rules":{"SAFE-INFANT":"SPEAKS"},"closedDays":[],
                                         "openDays":[],"newBirthVisits":{},
                                         "inForceFrom":"2030-01-01","reason":"None."}"""))
                .body(
                        "POST /alert/v1/alerts/{alert}/acknowledgement",
                        new ObjectMapper()
                                .readTree(
                                        "{\"reason\":\"A visit.\",\"useful\":true,\"inPlan\":true}"))
                .body(
                        "POST /alert/v1/alerts/{alert}/suppression",
                        new ObjectMapper().readTree("{\"reason\":\"A visit.\",\"workingDays\":2}"))
                .body(
                        "POST /alert/v1/alerts/{alert}/suppression/decision",
                        new ObjectMapper().readTree("{\"approved\":true}"))
                .body(
                        "POST /alert/v1/alerts/{alert}/evidence",
                        new ObjectMapper()
                                .readTree("{\"basis\":\"OBSERVED\",\"words\":\"A visit.\"}"))
                .body(
                        "POST /alert/v1/alerts/{alert}/check-requests",
                        new ObjectMapper().readTree("{\"agency\":\"drug-alcohol\"}"))
                .body(
                        "POST /alert/v1/check-requests/{request}/answer",
                        new ObjectMapper()
                                .readTree(
                                        "{\"answer\":\"CONFIRMED\",\"basis\":\"OBSERVED\","
                                                + "\"words\":\"A visit.\"}"))
                .body(
                        "POST /alert/v1/people/{person}/step-down-check/decisions",
                        new ObjectMapper()
                                .readTree(
                                        "{\"outcome\":\"WAIT\",\"seen\":[],\"network\":[],"
                                                + "\"reason\":\"A visit.\"}"))
                .as("practitioner", Tokens.practitioner("pr-other", "early-help"))
                .as("front-door", Tokens.practitioner("pr-front-door", "early-help", "front-door"))
                .as("manager", Tokens.practitioner("pr-other", "early-help", "manager"))
                .as("operations", Tokens.inRole("operations"))
                .as(
                        "administrator",
                        Tokens.practitioner("pr-hostile-admin", "social-care", "administrator"))
                .as(
                        "privacy-officer",
                        Tokens.practitioner("pr-hostile-po", "social-care", "privacy-officer"))
                .stranger("agency", Tokens.agency("early-help", "contact"))
                .stranger("administrator", Tokens.inRole("administrator"))
                .stranger("practitioner", Tokens.practitioner("pr-other", "early-help"))
                .stranger("privacy-officer", Tokens.inRole("privacy-officer"))
                .operation("GET", "/alert/v1/quarantine", "operations")
                .operation("POST", "/alert/v1/quarantine/{id}/replay", "operations")
                .page("/alert/", READERS)
                .page("/alert/alerts/{alert}", READERS)
                .page("/alert/undelivered", FRONT_DOOR)
                .page("/alert/settings", SETTINGS_READERS)
                .page("/alert/settings/volume", SETTINGS_READERS)
                .page("/alert/settings/versions/{version}", SETTINGS_READERS)
                .page("/alert/settings/proposal", ADMINISTRATOR, "speaking")
                .form(
                        "/alert/settings/proposal",
                        ADMINISTRATOR,
                        Map.of("thresholds/clocks.visit", "10", "reason", "None."))
                .form("/alert/settings/versions/{version}/approval", ADMINISTRATOR, Map.of())
                .form("/alert/settings/versions/{version}/rejection", ADMINISTRATOR, Map.of())
                .form("/alert/settings/versions/{version}/preview", ADMINISTRATOR, Map.of())
                .page("/alert/queue", FRONT_DOOR)
                .page("/alert/team", List.of("manager"))
                .page("/alert/usefulness", List.of("manager", "administrator"))
                .page(
                        "/alert/oversight/step-downs",
                        List.of("manager", "administrator"),
                        "mark",
                        "after")
                .page("/alert/checks", READERS)
                .page("/alert/checks/{request}", READERS)
                .page(
                        "/alert/people/{person}/step-down-check",
                        List.of("practitioner", "manager"),
                        "agency")
                .form(
                        "/alert/people/{person}/step-down-check",
                        List.of("practitioner", "manager"),
                        Map.of("decision", "WAIT", "reason", "A visit."))
                .form(
                        "/alert/checks/{request}/answer",
                        READERS,
                        Map.of("answer", "CONFIRMED", "basis", "OBSERVED", "words", "A visit."))
                .form(
                        "/alert/alerts/{alert}/check-requests",
                        READERS,
                        Map.of("agency", "drug-alcohol"))
                .page("/alert/rules", EVERYBODY)
                .form(
                        "/alert/alerts/{alert}/acknowledgement",
                        READERS,
                        Map.of("reason", "A visit.", "useful", "yes", "answer", "in-plan"))
                .form(
                        "/alert/alerts/{alert}/suppression",
                        READERS,
                        Map.of("reason", "A visit.", "days", "2"))
                .form(
                        "/alert/alerts/{alert}/suppression/decision",
                        READERS,
                        Map.of("decision", "agree"))
                .form(
                        "/alert/alerts/{alert}/evidence",
                        READERS,
                        Map.of("basis", "OBSERVED", "words", "A visit."))
                .form("/alert/alerts/{alert}/claim", READERS, Map.of())
                .form("/alert/alerts/{alert}/release", READERS, Map.of())
                .form("/alert/undelivered/{mail}/sending", FRONT_DOOR, Map.of());
    }

    private static RequestSpecification lead() {
        return asLead().accept("text/html");
    }

    private static RequestSpecification asLead() {
        return RestAssured.given().auth().oauth2(Tokens.practitioner("pr-hostile", "early-help"));
    }
}
