package org.wholepicture.referral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.HostileRequest;
import org.wholepicture.platform.testsupport.HostileRequests;
import org.wholepicture.platform.testsupport.Tokens;

/** Every operation and page, asked as nobody honest asks; bodies of events stand apart. */
@QuarkusTest
class HostileRequestsTest extends ServiceTest {

    private static final String NOBODY = "00000000-0000-4000-8000-00000000dead";
    private static final List<String> FRONT_DOOR = List.of("front-door");
    private static final List<String> LEAD = List.of("practitioner");
    private static final List<String> OFFICER = List.of("privacy-officer");

    @Test
    void hasItsOwnClearAnswerAndChangesNothing() throws IOException {
        List<HostileRequest> all = requests().all();
        HostileEventsTest.everythingIsFiled();

        HostileRequest.assertNothingComesOf(all, RestAssured.port, "referral");
        assertThat(all).hasSizeGreaterThan(2_000);
    }

    @Test
    void isNotListenedToWithoutAnEnd() throws IOException {
        HostileRequest.assertLittleIsTakenInOf(requests().endless(), RestAssured.port);
    }

    private static HostileRequests requests() throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode why = json.readTree("{\"reason\":\"Asked the agency.\"}");
        Map<String, String> confirmation =
                Map.of("person", NOBODY, "practitioner", "pr-x", "as", "NAMED", "claim", NOBODY);
        Map<String, String> refusal =
                Map.of("person", NOBODY, "claim", NOBODY, "why", "Asked the agency.");
        return HostileRequests.of("/openapi.approved.yaml")
                .path("id", NOBODY)
                .path("person", NOBODY)
                .path("claim", NOBODY)
                .path("event", NOBODY)
                .path("name", "concern.v1")
                .path("size", "full")
                .path("policy", NOBODY)
                .path("practitioner", "pr-nobody-at-all")
                .body(
                        "PUT /referral/v1/directory/practitioners/{practitioner}/absences",
                        json.readTree(
                                """
                                {"absences":[{"from":"2026-01-02","to":"2026-01-05"}]}
                                """))
                .path("order", NOBODY)
                .path("hold", NOBODY)
                .path("number", "999999999")
                .body(
                        "POST /referral/v1/erasure-orders",
                        json.readTree(
                                """
                                {"events":["%s"],"ground":"COURT_ORDER","reason":"For nobody."}
                                """
                                        .formatted(NOBODY)))
                .body("POST /referral/v1/erasure-orders/{order}/refusal", why)
                .body(
                        "POST /referral/v1/erasure-orders/repetition",
                        json.readTree("{\"since\":\"2999-01-01\"}"))
                .body(
                        "POST /referral/v1/people/{person}/legal-holds",
                        json.readTree(
                                """
                                {"reason":"For nobody.","reviewOn":"2030-01-01"}
                                """))
                .body("POST /referral/v1/legal-holds/{hold}/end", why)
                .body(
                        "POST /referral/v1/retention-periods",
                        json.readTree(
                                """
                                {"heldClass":"SHARED_COPY","months":0,"reason":"For nobody."}
                                """))
                .body(
                        "POST /referral/v1/sharing-policies",
                        json.readTree(
                                """
                                {"agency":"nobody","purpose":"SAFEGUARDING","dataClass":"NORMAL","effect":"CONTENT",
                                 "from":"2026-01-02T00:00:00Z","until":"2026-01-01T00:00:00Z","reason":"For nobody."}
                                """))
                .body(
                        "PUT /referral/v1/people/{person}/shield-list",
                        json.readTree(
                                """
                                {"practitioners":["pr-x"],"reason":"For nobody."}
                                """))
                .operation("GET", "/referral/v1/audit/verification", "privacy-officer")
                .body(
                        "POST /referral/v1/people/{person}/confirmations",
                        json.readTree(
                                """
                                {"practitioner":"pr-x","as":"NAMED","claim":"%s","until":"2099-01-01T00:00:00Z","end":false}
                                """
                                        .formatted(NOBODY)))
                .body("POST /referral/v1/people/{person}/claims/{claim}/refusal", why)
                .body("POST /referral/v1/reviews/{event}/look", why)
                .body("PUT /referral/v1/directory", aDirectoryThatIsNeverTaken(json))
                .as("agency", systemOf("hostile"))
                .as("administrator", Tokens.practitioner("pr-admin", "council", "administrator"))
                .as(
                        "privacy-officer",
                        Tokens.practitioner("pr-privacy", "council", "privacy-officer"))
                .as("operations", Tokens.inRole("operations"))
                .as("front-door", Tokens.practitioner("pr-officer", "mash", "front-door"))
                .as("practitioner", Tokens.practitioner("pr-anybody", "school"))
                .stranger("agency", systemOf("hostile"))
                .stranger("administrator", Tokens.inRole("administrator"))
                .stranger("operations", Tokens.inRole("operations"))
                .stranger("manager", Tokens.practitioner("pr-manager", "mash", "manager"))
                .stranger("practitioner", Tokens.practitioner("pr-anybody", "school"))
                .operation("GET", "/referral/v1/quarantine", "operations")
                .operation("POST", "/referral/v1/quarantine/{id}/replay", "operations")
                .page(
                        "/referral/front-door",
                        FRONT_DOOR,
                        "declined",
                        "claimsAfter",
                        "reason",
                        "lookedAt",
                        "after",
                        "done")
                .form(
                        "/referral/absences",
                        LEAD,
                        Map.of("of", "pr-nobody", "from", "2026-01-02", "to", "2026-01-05"))
                .form(
                        "/referral/absences/taken-back",
                        LEAD,
                        Map.of("of", "pr-nobody", "from", "2026-01-02"))
                .page("/referral/confirmations", LEAD, "declined", "claimsAfter", "done")
                .page("/referral/erasure", OFFICER, "done")
                .form(
                        "/referral/erasure/orders",
                        OFFICER,
                        Map.of("events", NOBODY, "ground", "COURT_ORDER", "reason", "For nobody."))
                .form("/referral/erasure/orders/{order}/approval", OFFICER, Map.of())
                .form("/referral/erasure/orders/{order}/refusal", OFFICER, Map.of("reason", "x"))
                .form(
                        "/referral/erasure/holds",
                        OFFICER,
                        Map.of("person", NOBODY, "reviewOn", "2030-01-01", "reason", "x"))
                .form("/referral/erasure/holds/{hold}/end", OFFICER, Map.of("reason", "x"))
                .form(
                        "/referral/erasure/periods",
                        OFFICER,
                        Map.of("heldClass", "SHARED_COPY", "months", "0", "reason", "x"))
                .form("/referral/erasure/periods/{number}/approval", OFFICER, Map.of())
                .page("/referral/sharing", List.of("administrator"), "done")
                .form(
                        "/referral/sharing/policies",
                        List.of("administrator"),
                        Map.of(
                                "agency",
                                "nobodys-agency",
                                "purpose",
                                "EVERY",
                                "dataClass",
                                "NORMAL",
                                "effect",
                                "CONTENT",
                                "until",
                                "2027-01-01",
                                "reason",
                                "For nobody."))
                .form(
                        "/referral/sharing/policies/{policy}/approval",
                        List.of("administrator"),
                        Map.of())
                .form("/referral/sharing/policies/{policy}/end", List.of("administrator"), Map.of())
                .form("/referral/front-door/confirmations", FRONT_DOOR, confirmation)
                .form("/referral/confirmations", LEAD, confirmation)
                .form("/referral/front-door/confirmations/refusal", FRONT_DOOR, refusal)
                .form("/referral/confirmations/refusal", LEAD, refusal)
                .form("/referral/front-door/reviews/{event}/filing", FRONT_DOOR, Map.of())
                .form("/referral/front-door/reviews/{event}/look", FRONT_DOOR, Map.of("why", "x"));
    }

    /** Whatever is changed in it at one place: an address or a manager is still nobody's. */
    private static JsonNode aDirectoryThatIsNeverTaken(ObjectMapper json) throws IOException {
        JsonNode directory =
                json.readTree(
                        LoadingTheDirectoryTest.directory(
                                "hostile", "pr-hostile", "Kim Sample", "kim@hostile.example"));
        ((ObjectNode) directory.at("/agencies/0/inboxes")).put("MASH", "mash@elsewhere.invalid");
        ((ObjectNode) directory.at("/practitioners/0")).put("manager", "pr-nobody-at-all");
        return directory;
    }
}
