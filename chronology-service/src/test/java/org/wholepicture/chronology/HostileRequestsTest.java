package org.wholepicture.chronology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.HostileRequest;
import org.wholepicture.platform.testsupport.HostileRequests;
import org.wholepicture.platform.testsupport.HostileText;
import org.wholepicture.platform.testsupport.LoggedLines;
import org.wholepicture.platform.testsupport.Tokens;

/** Every operation and page, asked as nobody honest asks. */
@QuarkusTest
class HostileRequestsTest {

    private static final String NOBODY = "00000000-0000-4000-8000-00000000dead";
    private static final List<String> ANYBODY = List.of("");

    @Inject Service service;

    @Test
    void hasItsOwnClearAnswerAndChangesNothing() {
        List<HostileRequest> all = requests().all();

        HostileRequest.assertNothingComesOf(all, RestAssured.port, "chronology");
        assertThat(all).hasSizeGreaterThan(500);
    }

    @Test
    void isNotListenedToWithoutAnEnd() {
        HostileRequest.assertLittleIsTakenInOf(requests().endless(), RestAssured.port);
    }

    @Test
    void whatIsKeptIsShownAsWordsAndNeverLogged() {
        String name = HostileText.MARKUP + HostileText.UNSEEN;
        String words = name + HostileText.TERMINAL;
        ObjectNode narrative = JsonNodeFactory.instance.objectNode();
        for (String member :
                List.of(
                        "summary",
                        "childVoice",
                        "action",
                        "outcomeNote",
                        "reasons",
                        "authorRole")) {
            narrative.put(member, words);
        }
        try (LoggedLines lines = new LoggedLines()) {
            Story story = new Story(0x78, service.privateMember());
            story.agency("hostile", name, true)
                    .practitioner("pr-lead", "Kim Example", "early-help", true)
                    .opened("a1", "b1", "2026-01-05T09:00:00Z", name, "")
                    .confirmed("c1", "a1", "b1", "2026-01-05T09:00:00Z", "pr-lead", "LEAD", "{}")
                    .filed(
                            "e1",
                            "a1",
                            "b1",
                            "2026-01-05T09:00:00Z",
                            "step-down",
                            "hostile",
                            "{\"from\":\"2026-01-05\",\"precision\":\"DAY\"}",
                            "{\"state\":\"PROPOSED\",\"to\":\"CLOSED\"}",
                            narrative.toString(),
                            "{}");
            story.sent().forEach(service::apply);

            String page =
                    Service.asLead()
                            .accept("text/html")
                            .get("/people/" + story.id("b1"))
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString();
            HostileText.assertShownAsWords(page, 12);
            for (String view : List.of("picture", "gaps", "claims", "changes?since=2026-01-01")) {
                HostileText.assertShownAsWords(
                        Service.asLead()
                                .accept("text/html")
                                .get("/people/" + story.id("b1") + "/" + view)
                                .asString(),
                        1);
            }
            HostileText.assertShownAsWords(
                    Service.asLead().accept("text/html").get("/").asString(), 1);
            assertThat(lines.lines()).noneMatch(line -> line.contains(HostileText.CANARY));
            // Nobody else's coverage has this agency in it.
            service.apply(story.agency("hostile", name, false).sent().getLast());
        }
    }

    private static ObjectNode reason() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("ground", "EMERGENCY")
                .put("emergency", "CHILD_MISSING")
                .put("reason", "Nobody knows where they are.");
    }

    private static ObjectNode withheld() {
        ObjectNode withheld = JsonNodeFactory.instance.objectNode().put("ground", "CRIME");
        withheld.putArray("parts").add("ENTRY");
        return withheld;
    }

    private static HostileRequests requests() {
        return HostileRequests.of("/approved/openapi.yaml")
                .path("person", NOBODY)
                .path("id", NOBODY)
                .path("event", NOBODY)
                .path("export", NOBODY)
                .path("redaction", NOBODY)
                .path("emergency", NOBODY)
                .query("GET /chronology/v1/people/{person}/entries", "event=" + NOBODY)
                .query("GET /chronology/v1/people/{person}/changes", "since=2026-02-01")
                .query("GET /chronology/v1/audit/rows", "from=2026-03-01&until=2026-03-02")
                .as("", Tokens.practitioner("pr-lead", "early-help"))
                .as("operations", Tokens.inRole("operations"))
                .stranger("agency", Tokens.agency("early-help", "contact"))
                .stranger("administrator", Tokens.inRole("administrator"))
                .stranger("operations", Tokens.inRole("operations"))
                .operation("GET", "/chronology/v1/quarantine", "operations")
                .operation("POST", "/chronology/v1/quarantine/{id}/replay", "operations")
                .as(
                        "privacy-officer",
                        Tokens.practitioner("pr-privacy", "council", "privacy-officer"))
                .operation("GET", "/chronology/v1/audit/verification", "privacy-officer")
                .operation("GET", "/chronology/v1/audit/rows", "privacy-officer")
                .body("POST /chronology/v1/people/{person}/access", reason())
                .body(
                        "POST /chronology/v1/people/{person}/exports",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("format", "CSV")
                                .put("purpose", "COURT")
                                .put("reason", "For nobody's hearing."))
                .body(
                        "POST /chronology/v1/people/{person}/redactions",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("received", "2026-03-09")
                                .put("reason", "For nobody's request."))
                .body(
                        "PUT /chronology/v1/people/{person}/redactions/{redaction}/entries/{event}",
                        withheld())
                .body(
                        "POST /chronology/v1/people/{person}/redactions/{redaction}/decision",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("outcome", "SENT_BACK")
                                .put("note", "Look at it again."))
                .body(
                        "POST /chronology/v1/people/{person}/redactions/{redaction}/files",
                        JsonNodeFactory.instance.objectNode().put("format", "PDF"))
                .page("/chronology/people/{person}/redactions", ANYBODY)
                .page("/chronology/people/{person}/redactions/{redaction}", ANYBODY, "cursor")
                .page("/chronology/people/{person}/redactions/{redaction}/entries/{event}", ANYBODY)
                .form(
                        "/chronology/people/{person}/redactions",
                        ANYBODY,
                        Map.of("received", "2026-03-09", "reason", "For nobody's request."))
                .form(
                        "/chronology/people/{person}/redactions/{redaction}/entries/{event}",
                        ANYBODY,
                        Map.of("part", "SUMMARY", "ground", "CRIME"))
                .form(
                        "/chronology/people/{person}/redactions/{redaction}/proposal",
                        ANYBODY,
                        Map.of())
                .form(
                        "/chronology/people/{person}/redactions/{redaction}/approval",
                        ANYBODY,
                        Map.of())
                .form(
                        "/chronology/people/{person}/redactions/{redaction}/return",
                        ANYBODY,
                        Map.of("note", "Look at it again."))
                .form(
                        "/chronology/people/{person}/redactions/{redaction}/files",
                        ANYBODY,
                        Map.of("format", "PDF"))
                .form(
                        "/chronology/people/{person}/reason",
                        ANYBODY,
                        Map.of(
                                "ground",
                                "EMERGENCY",
                                "emergency",
                                "CHILD_MISSING",
                                "reason",
                                "Nobody knows where they are."))
                .page("/chronology/", ANYBODY)
                .page("/chronology/people/{person}/reason", ANYBODY)
                .page("/chronology/people/{person}/looks", ANYBODY)
                .page("/chronology/emergencies", List.of("privacy-officer"))
                .page("/chronology/audit", List.of("privacy-officer"))
                .operation(
                        "POST", "/chronology/v1/emergencies/{emergency}/review", "privacy-officer")
                .body(
                        "POST /chronology/v1/emergencies/{emergency}/review",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("outcome", "JUSTIFIED")
                                .put("reason", "There was nobody to ask."))
                .form(
                        "/chronology/emergencies/{emergency}/review",
                        List.of("privacy-officer"),
                        Map.of("outcome", "JUSTIFIED", "reason", "There was nobody to ask."))
                .page("/chronology/people/{person}/exports", ANYBODY)
                .page("/chronology/people/{person}/exports/{export}", ANYBODY)
                .page("/chronology/people/{person}/exports/{export}/file", ANYBODY)
                .form(
                        "/chronology/people/{person}/exports",
                        ANYBODY,
                        Map.of(
                                "format", "PDF",
                                "purpose", "COURT",
                                "reason", "For the hearing"))
                .page(
                        "/chronology/people/{person}",
                        ANYBODY,
                        "agency",
                        "type",
                        "neglectType",
                        "harm",
                        "basis",
                        "direction",
                        "from",
                        "to",
                        "knownOn",
                        "layer",
                        "struck",
                        "cursor",
                        "limit")
                .page("/chronology/people/{person}/picture", ANYBODY, "knownOn")
                .page("/chronology/people/{person}/care-profile", ANYBODY, "knownOn")
                .page("/chronology/people/{person}/household", ANYBODY, "knownOn")
                .page("/chronology/people/{person}/claims", ANYBODY, "knownOn")
                .page("/chronology/people/{person}/gaps", ANYBODY, "knownOn")
                .page("/chronology/people/{person}/cycles", ANYBODY, "knownOn")
                .page("/chronology/people/{person}/history", ANYBODY, "knownOn", "of")
                .page("/chronology/people/{person}/changes", ANYBODY, "since", "until")
                .form("/chronology/people/{person}/history", ANYBODY, Map.of("of", NOBODY));
    }
}
