package org.wholepicture.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wholepicture.platform.testsupport.Tokens;
import org.wholepicture.referral.application.DecideSharing;

/** Two people open, one closes, and the others are told. */
@QuarkusTest
class SharingTest extends ServiceTest {

    private static final String ONE = Tokens.practitioner("pr-admin-1", "council", "administrator");
    private static final String OTHER =
            Tokens.practitioner("pr-admin-2", "council", "administrator");
    private static final String CONTENT =
            """
            {"agency":"sharing","purpose":"SAFEGUARDING","dataClass":"NORMAL","effect":"CONTENT",
             "from":"2026-01-01T00:00:00Z","until":"2027-01-01T00:00:00Z","reason":"The agreement of 2026."}
            """;
    private static final String DENY =
            """
            {"agency":"sharing","dataClass":"RESTRICTED","effect":"DENY","reason":"A breach is looked at."}
            """;

    @Inject DecideSharing sharing;

    @BeforeEach
    void anAgency() {
        as(Tokens.inRole("administrator"))
                .contentType(ContentType.JSON)
                .body(
                        LoadingTheDirectoryTest.directory(
                                "sharing", "pr-sharing", "Kim Sample", "kim@sharing.example"))
                .put("/v1/directory")
                .then()
                .statusCode(200);
    }

    @Test
    void whatOpensIsToldOnceASecondPersonAgreedAndNotBefore() {
        String policy = propose(ONE, CONTENT).statusCode(201).extract().path("policy");
        propose(ONE, DENY).statusCode(201);
        assertThat(told(policy)).isEmpty();

        act(ONE, policy, "approval").statusCode(403);
        assertThat(told(policy)).isEmpty();
        act(OTHER, policy, "approval")
                .statusCode(200)
                .body("approved.practitioner", equalTo("pr-admin-2"));

        Published.soon().until(() -> told(policy).size() == 1);
        JsonNode data = told(policy).getFirst();
        assertThat(data.path("agency").asText()).isEqualTo("sharing");
        assertThat(data.path("effect").asText()).isEqualTo("CONTENT");
        assertThat(data.has("reason")).isFalse();
        act(OTHER, policy, "approval").statusCode(409);
    }

    @Test
    void onePersonEndsAtOnce() {
        String policy = propose(ONE, CONTENT).extract().path("policy");
        act(OTHER, policy, "approval").statusCode(200);

        act(ONE, policy, "end").statusCode(200).body("ended.practitioner", equalTo("pr-admin-1"));

        Published.soon().until(() -> told(policy).size() == 2);
        assertThat(told(policy).getLast().path("until").asText())
                .isLessThan("2027-01-01T00:00:00Z");
        act(ONE, policy, "end").statusCode(409);
        act(OTHER, policy, "approval").statusCode(409);
    }

    @Test
    void onePersonDeniesAtOnceAndAnotherLiftsIt() {
        String policy = propose(ONE, DENY).statusCode(201).extract().path("policy");
        Published.soon().until(() -> told(policy).size() == 1);

        act(ONE, policy, "end").statusCode(403);
        act(OTHER, policy, "end").statusCode(200);

        Published.soon().until(() -> told(policy).size() == 2);
        assertThat(told(policy).getLast().has("until")).isTrue();
    }

    @Test
    void thePagesDoTheSame() {
        page(ONE)
                .formParam("agency", "sharing")
                .formParam("purpose", "EARLY_HELP")
                .formParam("dataClass", "NORMAL")
                .formParam("effect", "CONTENT")
                .formParam("until", "2027-01-01")
                .formParam("reason", "The agreement of pages.")
                .post("/sharing/policies")
                .then()
                .statusCode(303);
        String policy = ofPages();

        String mine = page(ONE).get("/sharing").then().statusCode(200).extract().asString();
        String others = page(OTHER).get("/sharing").then().statusCode(200).extract().asString();
        page(ONE).post("/sharing/policies/" + policy + "/approval").then().statusCode(403);
        page(OTHER).post("/sharing/policies/" + policy + "/approval").then().statusCode(303);
        Published.soon().until(() -> told(policy).size() == 1);
        String standing = page(ONE).get("/sharing").asString();
        page(ONE).post("/sharing/policies/" + policy + "/end").then().statusCode(303);
        Published.soon().until(() -> told(policy).size() == 2);

        assertThat(mine)
                .contains("sharing: may read what is not restricted, for early help")
                .contains("Another administrator has to agree.");
        assertThat(others).contains("/sharing/policies/" + policy + "/approval");
        assertThat(standing).contains("End now: sharing: may read", "Agreed by pr-admin-2");
        assertThat(page(ONE).get("/sharing").asString()).contains("Ended by pr-admin-1");
    }

    @Test
    void thePageIsForAdministratorsAndThePrivacyOfficerLooks() {
        String officer = Tokens.practitioner("pr-privacy", "council", "privacy-officer");

        assertThat(page(officer).get("/sharing").then().statusCode(200).extract().asString())
                .doesNotContain("<form method=\"post\" action=\"/referral/sharing");
        page(officer).post("/sharing/policies").then().statusCode(403);
        page(Tokens.practitioner("pr-lead", "early-help")).get("/sharing").then().statusCode(403);
        // What is left out by mistake opens nothing to everybody.
        page(ONE)
                .formParam("purpose", "EVERY")
                .formParam("dataClass", "NORMAL")
                .formParam("effect", "CONTENT")
                .formParam("until", "2027-01-01")
                .formParam("reason", "The agreement.")
                .post("/sharing/policies")
                .then()
                .statusCode(422);
        page(ONE)
                .formParam("purpose", "EVERY")
                .formParam("agency", "nobodys")
                .formParam("dataClass", "NORMAL")
                .formParam("effect", "CONTENT")
                .formParam("until", "2027-01-01")
                .formParam("reason", "The agreement.")
                .post("/sharing/policies")
                .then()
                .statusCode(422);
    }

    private String ofPages() {
        List<String> found =
                as(ONE).get("/v1/sharing-policies")
                        .jsonPath()
                        .getList("findAll { it.reason == 'The agreement of pages.' }.policy");
        return found.getFirst();
    }

    private static io.restassured.specification.RequestSpecification page(String token) {
        return as(token)
                .header("Sec-Fetch-Site", "same-origin")
                .accept("text/html")
                .redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8");
    }

    @Test
    void aProposalThatIsTakenBackIsNeverTold() {
        String policy = propose(ONE, CONTENT).extract().path("policy");

        act(ONE, policy, "end").statusCode(200).body("approved", nullValue());

        act(OTHER, policy, "approval").statusCode(409);
        assertThat(told(policy)).isEmpty();
    }

    static Stream<Arguments> impossible() {
        return Stream.of(
                Arguments.of("nobody's agency", CONTENT.replace("\"sharing\"", "\"no-such\""), 422),
                Arguments.of(
                        "a person as the agency",
                        CONTENT.replace("\"sharing\"", "\"pr-sharing\""),
                        422),
                Arguments.of("for ever", CONTENT.replace("2027-01-01", "2030-01-01"), 422),
                Arguments.of(
                        "of before all time",
                        CONTENT.replace("2026-01-01", "-99999-01-01")
                                .replace("2027-01-01", "-99998-01-01"),
                        422),
                Arguments.of(
                        "denied after all time",
                        DENY.replace(
                                "\"reason\"", "\"until\":\"+300000-01-01T00:00:00Z\",\"reason\""),
                        422),
                Arguments.of("backwards", CONTENT.replace("2027-01-01", "2025-01-01"), 422),
                Arguments.of(
                        "without an end",
                        CONTENT.replace("\"until\":\"2027-01-01T00:00:00Z\",", ""),
                        422),
                Arguments.of(
                        "without a reason", CONTENT.replace("The agreement of 2026.", " "), 400),
                Arguments.of("of no kind", CONTENT.replace("NORMAL", "SHIELDED"), 400));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("impossible")
    void isRefused(String what, String proposal, int status) {
        propose(ONE, proposal).statusCode(status);
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of("a practitioner", Tokens.practitioner("pr-x", "school"), 403, 403),
                Arguments.of(
                        "the front door",
                        Tokens.practitioner("pr-f", "council", "front-door"),
                        403,
                        403),
                Arguments.of(
                        "the privacy officer",
                        Tokens.practitioner("pr-p", "council", "privacy-officer"),
                        403,
                        200),
                Arguments.of("operations", Tokens.inRole("operations"), 403, 403),
                Arguments.of("an agency's system", Tokens.agency("sharing"), 403, 403),
                Arguments.of(
                        "an administrator without a second factor",
                        Tokens.aPerson("pr-admin-1", "council")
                                .inRoles("administrator")
                                .withoutSecondFactor()
                                .build(),
                        403,
                        200));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void isNotDecidedBy(String who, String token, int proposing, int listing) {
        propose(token, CONTENT).statusCode(proposing);
        as(token).get("/v1/sharing-policies").then().statusCode(listing);
    }

    @Test
    void theListSaysWhoDidWhat() {
        String policy = propose(ONE, CONTENT).extract().path("policy");

        as(OTHER)
                .get("/v1/sharing-policies")
                .then()
                .statusCode(200)
                .body(
                        "find { it.policy == '%s' }.proposed.practitioner".formatted(policy),
                        equalTo("pr-admin-1"))
                .body("find { it.policy == '%s' }.approved".formatted(policy), nullValue())
                .body("find { it.policy == '%s' }.reason".formatted(policy), notNullValue());
        assertThat(
                        rows(
                                "SELECT action FROM audit_entry WHERE about = ARRAY['%s']::uuid[]"
                                        .formatted(policy)))
                .containsExactly("propose-sharing-policy");
    }

    @Test
    void theFrontDoorSaysWhoSeesWhatIsShieldedOfAChildThatExists() {
        String door = Tokens.practitioner("pr-door", "council", "front-door");
        String person =
                Published.data(
                                accepted(
                                        AnEvent.aLeadPractitioner("pr-sharing")
                                                .about(AnEvent.newNhsNumber())))
                        .path("person")
                        .asText();

        shield(door, "99999999-0000-4000-8000-000000000000", "pr-sharing").statusCode(404);
        shield(ONE, "99999999-0000-4000-8000-000000000000", "pr-sharing").statusCode(403);
        shield(door, person, "pr-nobody-at-all").statusCode(422);
        as(door).contentType(ContentType.JSON)
                .body("{\"practitioners\":[null],\"reason\":\"Safe address.\"}")
                .put("/v1/people/" + person + "/shield-list")
                .then()
                .statusCode(400);
        assertThat(told(person)).isEmpty();
        int list = shield(door, person, "pr-sharing").statusCode(202).extract().path("number");
        String approval = "/v1/people/" + person + "/shield-lists/" + list + "/approval";
        as(door).post(approval).then().statusCode(403);
        as(door).get("/v1/people/" + person + "/shield-list")
                .then()
                .statusCode(200)
                .body("holds", nullValue())
                .body("waiting.number", equalTo(List.of(list)));
        assertThat(told(person)).isEmpty();
        as(Tokens.practitioner("pr-door-2", "council", "front-door"))
                .post(approval)
                .then()
                .statusCode(204);
        Published.soon().until(() -> !told(person).isEmpty());
        assertThat(told(person).getLast().path("practitioners").get(0).asText())
                .isEqualTo("pr-sharing");
        // To take people away is for one person, at once; what waited before is proposed anew.
        shield(door, person, "pr-sharing").statusCode(204);
        as(door).contentType(ContentType.JSON)
                .body("{\"practitioners\":[],\"reason\":\"Safe address.\"}")
                .put("/v1/people/" + person + "/shield-list")
                .then()
                .statusCode(204);
        Published.soon().until(() -> told(person).getLast().path("practitioners").isEmpty());
    }

    @Test
    void onlyTheLatestHeartbeatStays() {
        sharing.beat();
        Published.soon()
                .until(
                        () ->
                                rows("SELECT 1 FROM outbox WHERE key = 'referral-service' AND published_at IS NULL")
                                        .isEmpty());
        sharing.beat();

        assertThat(rows("SELECT sequence::text FROM outbox WHERE key = 'referral-service'"))
                .hasSize(1);
        Published.soon()
                .until(
                        () ->
                                Published.on("access").stream()
                                        .anyMatch(
                                                one ->
                                                        one.path("subject")
                                                                .asText()
                                                                .equals("referral-service")));
    }

    private static ValidatableResponse propose(String token, String proposal) {
        return as(token)
                .contentType(ContentType.JSON)
                .body(proposal)
                .post("/v1/sharing-policies")
                .then();
    }

    private static ValidatableResponse act(String token, String policy, String what) {
        return as(token).post("/v1/sharing-policies/" + policy + "/" + what).then();
    }

    private static ValidatableResponse shield(String token, String person, String practitioner) {
        return as(token)
                .contentType(ContentType.JSON)
                .body(
                        "{\"practitioners\":[\"%s\"],\"reason\":\"Safe address.\"}"
                                .formatted(practitioner))
                .put("/v1/people/" + person + "/shield-list")
                .then();
    }

    private static List<JsonNode> told(String key) {
        return Published.on("access").stream()
                .filter(message -> message.path("subject").asText().equals(key))
                .map(message -> message.path("data"))
                .toList();
    }
}
