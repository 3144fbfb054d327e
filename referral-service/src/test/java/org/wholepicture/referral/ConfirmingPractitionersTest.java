package org.wholepicture.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Tokens;

@QuarkusTest
class ConfirmingPractitionersTest extends ServiceTest {

    private static final String OFFICER =
            Tokens.practitioner("pr-front-door-officer", "mash", "practitioner", "front-door");
    private static final String LEAD = Tokens.practitioner("pr-lead", "early-help");
    private static final String OTHER = Tokens.practitioner("pr-other", "early-help");

    private final String child = AnEvent.newNhsNumber();

    @BeforeEach
    void theDirectoryKnowsThePractitioners() {
        for (String practitioner : List.of("pr-lead", "pr-other", "pr-health-visitor")) {
            as(Tokens.inRole("administrator"))
                    .contentType("application/json")
                    .body(
                            LoadingTheDirectoryTest.directory(
                                    "early-help",
                                    practitioner,
                                    "Kim Sample",
                                    practitioner + "@early-help.example"))
                    .put("/v1/directory")
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void theFrontDoorConfirmsTheLeadAnAgencyClaims() {
        JsonNode claim =
                Published.data(accepted(AnEvent.aLeadPractitioner("pr-lead").about(child)));
        String person = claim.path("person").asText();
        waiting(OFFICER).body("claim", hasItem(claim.path("event").asText()));

        String confirmation =
                confirm(OFFICER, person, lead("pr-lead", claim.path("event").asText()))
                        .statusCode(200)
                        .body("practitioner", equalTo("pr-lead"))
                        .body("confirmedBy", equalTo("pr-front-door-officer"))
                        .body("ended", equalTo(false))
                        .extract()
                        .path("confirmation");

        JsonNode filed = Published.data(confirmation);
        assertThat(filed.path("as").asText()).isEqualTo("LEAD");
        assertThat(filed.path("claim")).isEqualTo(claim.path("event"));
        assertThat(filed.path("person")).isEqualTo(claim.path("person"));
        assertThat(filed.path("record")).isEqualTo(claim.path("record"));
        waiting(OFFICER).body("claim", not(hasItem(claim.path("event").asText())));
        assertThat(
                        rows(
                                "SELECT confirmed_by FROM confirmation WHERE id = '%s' AND request_id IS NOT NULL"
                                        .formatted(confirmation)))
                .containsExactly("pr-front-door-officer");
    }

    @Test
    void theConfirmedLeadConfirmsANamedPractitionerAndNobodyElseDoes() {
        String person = led(child);
        JsonNode claim =
                Published.data(accepted(AnEvent.anInvolvementOf("pr-health-visitor").about(child)));
        String event = claim.path("event").asText();
        waiting(LEAD).body("claim", hasItem(event));
        waiting(OTHER).body("claim", not(hasItem(event)));

        confirm(OTHER, person, named("pr-health-visitor", event)).statusCode(404);
        JsonNode filed =
                Published.data(
                        confirm(LEAD, person, named("pr-health-visitor", event))
                                .statusCode(200)
                                .extract()
                                .path("confirmation"));

        assertThat(filed.path("as").asText()).isEqualTo("NAMED");
        assertThat(filed.path("confirmedBy").asText()).isEqualTo("pr-lead");
    }

    @Test
    void aLeadDoesNotDecideWhoLeads() {
        String person = led(child);

        confirm(LEAD, person, "{\"practitioner\":\"pr-other\",\"as\":\"LEAD\"}")
                .statusCode(403)
                .contentType(PROBLEM);
    }

    @Test
    void confirmingAnotherLeadEndsTheFormer() {
        String person = led(child);
        confirm(OFFICER, person, "{\"practitioner\":\"pr-other\",\"as\":\"LEAD\"}").statusCode(200);

        confirm(LEAD, person, "{\"practitioner\":\"pr-health-visitor\",\"as\":\"NAMED\"}")
                .statusCode(404);
        confirm(OTHER, person, "{\"practitioner\":\"pr-health-visitor\",\"as\":\"NAMED\"}")
                .statusCode(200);
    }

    @Test
    void endingIsPublishedAndTakesEffectAtOnce() {
        String person = led(child);

        String ended =
                confirm(
                                OFFICER,
                                person,
                                "{\"practitioner\":\"pr-lead\",\"as\":\"LEAD\",\"end\":true}")
                        .statusCode(200)
                        .body("ended", equalTo(true))
                        .extract()
                        .path("confirmation");

        assertThat(Published.data(ended).path("ended").asBoolean()).isTrue();
        confirm(LEAD, person, "{\"practitioner\":\"pr-other\",\"as\":\"NAMED\"}").statusCode(404);
        confirm(OFFICER, person, "{\"practitioner\":\"pr-lead\",\"as\":\"LEAD\",\"end\":true}")
                .statusCode(409);
    }

    @Test
    void theSameDecisionTwiceIsOne() {
        String person = led(child);
        String body = "{\"practitioner\":\"pr-other\",\"as\":\"NAMED\"}";
        String first = confirm(LEAD, person, body).extract().path("confirmation");

        confirm(LEAD, person, body).statusCode(200).body("confirmation", equalTo(first));
    }

    @Test
    void nobodyConfirmsThemselves() {
        String person = led(child);

        confirm(OFFICER, person, "{\"practitioner\":\"pr-front-door-officer\",\"as\":\"NAMED\"}")
                .statusCode(403);
    }

    @Test
    void aConfirmationMayBeLimitedInTime() {
        String person = led(child);
        confirm(
                        LEAD,
                        person,
                        "{\"practitioner\":\"pr-other\",\"as\":\"NAMED\",\"until\":\"2025-01-01T00:00:00Z\"}")
                .statusCode(422)
                .body("faults[0].pointer", equalTo("/until"));

        confirm(
                        LEAD,
                        person,
                        "{\"practitioner\":\"pr-other\",\"as\":\"NAMED\",\"until\":\"2200-01-01T00:00:00Z\"}")
                .statusCode(422)
                .body("faults[0].pointer", equalTo("/until"));

        String limited =
                confirm(
                                LEAD,
                                person,
                                "{\"practitioner\":\"pr-other\",\"as\":\"NAMED\",\"until\":\"2199-01-01T00:00:00Z\"}")
                        .statusCode(200)
                        .extract()
                        .path("confirmation");

        assertThat(Published.data(limited).path("until").asText())
                .isEqualTo("2199-01-01T00:00:00Z");
    }

    @Test
    void aStrangerToTheDirectoryIsNotConfirmed() {
        confirm(OFFICER, led(child), "{\"practitioner\":\"pr-stranger\",\"as\":\"NAMED\"}")
                .statusCode(422)
                .body("faults[0].pointer", equalTo("/practitioner"))
                .body(not(containsString("stranger")));
    }

    @Test
    void aClaimOfSomebodyElseIsNotConfirmed() {
        JsonNode claim = Published.data(accepted(AnEvent.anInvolvementOf("pr-other").about(child)));

        confirm(
                        OFFICER,
                        claim.path("person").asText(),
                        named("pr-health-visitor", claim.path("event").asText()))
                .statusCode(422)
                .body("faults[0].pointer", equalTo("/claim"));
    }

    @Test
    void aWithdrawnClaimDoesNotWait() {
        AnEvent event = AnEvent.anInvolvementOf("pr-other").about(child);
        String receipt = accepted(event);
        Published.data(receipt);
        waiting(OFFICER).body("claim", hasItem(receipt));

        Published.data(accepted(AnEvent.aRetractionOf(event)));

        waiting(OFFICER).body("claim", not(hasItem(receipt)));
    }

    @Test
    void whoLedBeforeAndIsClaimedAgainWaitsAgain() {
        String person = led(child);
        String other = accepted(AnEvent.aLeadPractitioner("pr-other").about(child));
        Published.data(other);
        confirm(OFFICER, person, lead("pr-other", other)).statusCode(200);

        String again = accepted(AnEvent.aLeadPractitioner("pr-lead").about(child));
        Published.data(again);

        waiting(OFFICER).body("claim", hasItem(again));
        confirm(OFFICER, person, lead("pr-lead", again)).statusCode(200);
        waiting(OFFICER).body("claim", not(hasItem(again)));
        confirm(LEAD, person, "{\"practitioner\":\"pr-health-visitor\",\"as\":\"NAMED\"}")
                .statusCode(200);
    }

    @Test
    void whoLeadsAndIsClaimedAgainDoesNotWait() {
        led(child);

        String again = accepted(AnEvent.aLeadPractitioner("pr-lead").about(child));
        Published.data(again);

        waiting(OFFICER).body("claim", not(hasItem(again)));
    }

    @Test
    void aWithdrawnReplacedOrExpiredClaimIsNotConfirmed() {
        AnEvent event = AnEvent.anInvolvementOf("pr-other").about(child);
        JsonNode withdrawn = Published.data(accepted(event));
        Published.data(accepted(AnEvent.aRetractionOf(event)));
        AnEvent first = AnEvent.anInvolvementOf("pr-other").about(child).version("inv-" + child, 1);
        String replaced = accepted(first);
        Published.data(replaced);
        Published.data(
                accepted(
                        AnEvent.anInvolvementOf("pr-health-visitor")
                                .about(child)
                                .version("inv-" + child, 2)));
        String expired =
                accepted(AnEvent.anInvolvementOf("pr-other").about(child).with("to", "2025-10-01"));
        Published.data(expired);

        for (String claim : List.of(withdrawn.path("event").asText(), replaced, expired)) {
            confirm(OFFICER, withdrawn.path("person").asText(), named("pr-other", claim))
                    .statusCode(422)
                    .body("faults[0].pointer", equalTo("/claim"));
        }
    }

    @Test
    void anUnknownChildAndOneOutOfScopeAreTheSame() {
        String person = led(child);
        String body = "{\"practitioner\":\"pr-health-visitor\",\"as\":\"NAMED\"}";
        String outOfScope = confirm(OTHER, person, body).statusCode(404).extract().asString();

        assertThat(confirm(OTHER, UUID.randomUUID().toString(), body).extract().asString())
                .isEqualTo(outOfScope);
        assertThat(confirm(OTHER, "x", body).extract().asString()).isEqualTo(outOfScope);
        confirm(OFFICER, UUID.randomUUID().toString(), body).statusCode(404);
    }

    @Test
    void whatIsNotARequestIsRefused() {
        String person = led(child);
        for (String body :
                List.of(
                        "{}",
                        "{",
                        "",
                        "{\"practitioner\":\"pr-other\",\"as\":\"BOSS\"}",
                        "{\"practitioner\":\"pr-other\",\"as\":\"NAMED\",\"x\":1}",
                        "{\"practitioner\":\"pr-other\",\"as\":\"NAMED\",\"as\":\"LEAD\"}",
                        "{\"practitioner\":\"pr-other\",\"as\":\"NAMED\",\"claim\":\"x\"}")) {
            confirm(OFFICER, person, body).statusCode(400).contentType(PROBLEM);
        }
    }

    @Test
    void onlyPeopleDecide() {
        RestAssured.get("/v1/confirmations").then().statusCode(401);
        as(systemOf("school")).get("/v1/confirmations").then().statusCode(403);
        as(Tokens.inRole("administrator")).get("/v1/confirmations").then().statusCode(403);
        confirm(
                        systemOf("early-help"),
                        UUID.randomUUID().toString(),
                        "{\"practitioner\":\"pr-other\",\"as\":\"NAMED\"}")
                .statusCode(403);
        waiting(Tokens.practitioner("pr-newcomer", "school")).body("", empty());
    }

    /** The child, led by pr-lead; the person's id. */
    private String led(String number) {
        JsonNode claim =
                Published.data(accepted(AnEvent.aLeadPractitioner("pr-lead").about(number)));
        String person = claim.path("person").asText();
        confirm(OFFICER, person, lead("pr-lead", claim.path("event").asText())).statusCode(200);
        return person;
    }

    private static String lead(String practitioner, String claim) {
        return "{\"practitioner\":\"%s\",\"as\":\"LEAD\",\"claim\":\"%s\"}"
                .formatted(practitioner, claim);
    }

    private static String named(String practitioner, String claim) {
        return "{\"practitioner\":\"%s\",\"as\":\"NAMED\",\"claim\":\"%s\"}"
                .formatted(practitioner, claim);
    }

    private static ValidatableResponse waiting(String token) {
        return as(token).get("/v1/confirmations").then().statusCode(200);
    }

    private static ValidatableResponse confirm(String token, String person, String body) {
        return as(token)
                .contentType("application/json")
                .body(body)
                .post("/v1/people/" + person + "/confirmations")
                .then();
    }
}
