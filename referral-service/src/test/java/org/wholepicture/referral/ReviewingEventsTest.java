package org.wholepicture.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wholepicture.platform.testsupport.Tokens;

@QuarkusTest
class ReviewingEventsTest extends ServiceTest {

    private static final String OFFICER =
            Tokens.practitioner("pr-front-door-officer", "mash", "practitioner", "front-door");

    private final String child = AnEvent.newNhsNumber();

    @BeforeEach
    void nothingIsInReview() {
        clearReviews();
    }

    @Test
    void aNumberThatFailsItsCheckDigitIsSetAsideAndTheSenderIsAsked() {
        String receipt = accepted(AnEvent.aConcern().about("9990000019"));

        waitsFor(receipt, "IDENTIFIER_INVALID");
        as(systemOf("health-visiting"))
                .get("/v1/receipts/" + receipt)
                .then()
                .statusCode(200)
                .body("state", equalTo("SENDER_ASKED"))
                .body("asks[0].pointer", equalTo("/data/subject/child/identifiers/0"));
    }

    @Test
    void aChildWithAGoodNumberGetsTheEventBesideOneWhoseNumberFails() {
        String receipt = accepted(AnEvent.aConcern().aboutAll(child, "9990000019"));

        waitsFor(receipt, "IDENTIFIER_INVALID");
        assertThat(Published.filed(receipt, 1)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reason=WHATEVER",
                "lookedAt=perhaps",
                "after=the-last",
                "after=1-1-1-1-1",
                "limit=0",
                "limit=201",
                "limit=many"
            })
    void aWrongParameterIsNamedAndNotRepeated(String parameter) {
        as(OFFICER)
                .get("/v1/reviews?" + parameter)
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("faults", hasSize(1))
                .body(
                        "faults[0].detail",
                        startsWith(parameter.substring(0, parameter.indexOf('=')) + ": "))
                .body(not(containsString(parameter.substring(parameter.indexOf('=') + 1) + '"')));
    }

    @Test
    void anEventWithoutAnyNumberWaits() {
        AnEvent event = AnEvent.aConcern().named("Robin", "Example");
        event.data().withObject("/subject/child").putArray("identifiers");

        waitsFor(accepted(event), "LOW_CONFIDENCE");
    }

    @Test
    void numbersOfTwoChildrenInOneEventWait() {
        String other = "LA-" + AnEvent.newNhsNumber();
        Published.data(accepted(AnEvent.aConcern().about(child)));
        Published.data(accepted(AnEvent.aConcern().child("la-child-id", other)));

        waitsFor(accepted(AnEvent.aConcern().about(child).child("la-child-id", other)), "MANY");
    }

    @Test
    void aReceiptSaysTheSameForAKnownAndAnUnknownChild() {
        String known = accepted(AnEvent.aConcern().about(child));
        Published.data(known);
        String other = "LA-" + AnEvent.newNhsNumber();
        Published.data(accepted(AnEvent.aConcern().child("la-child-id", other)));
        String many = accepted(AnEvent.aConcern().about(child).child("la-child-id", other));
        waitsFor(many, "MANY");

        for (String receipt : new String[] {known, many}) {
            as(systemOf("health-visiting"))
                    .get("/v1/receipts/" + receipt)
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("ACCEPTED"))
                    .body("asks", hasSize(0))
                    .body("receipt", equalTo(receipt))
                    .body("size()", equalTo(7));
        }
    }

    @Test
    void aSenderWhoSaysThatAChildDidNotAttendIsAskedForTheAge() {
        AnEvent known = AnEvent.aMissedAppointment().about(child);
        Published.data(accepted(AnEvent.aConcern().about(child).born("2020-01-01")));

        for (AnEvent event :
                List.of(known, AnEvent.aMissedAppointment().about(AnEvent.newNhsNumber()))) {
            as(systemOf("drug-alcohol"))
                    .get("/v1/receipts/" + accepted(event))
                    .then()
                    .body("state", equalTo("SENDER_ASKED"))
                    .body("asks.pointer", equalTo(List.of("/data/subject/child/birthDate")));
        }
        for (AnEvent event :
                List.of(
                        AnEvent.aMissedAppointment().about(child).born("2005-01-01"),
                        AnEvent.aMissedAppointment()
                                .about(AnEvent.newNhsNumber())
                                .expected("2025-12-01"),
                        AnEvent.aMissedAppointment().aboutTheAdult(AnEvent.newNhsNumber()))) {
            as(systemOf("drug-alcohol"))
                    .get("/v1/receipts/" + accepted(event))
                    .then()
                    .body("state", equalTo("ACCEPTED"));
        }
    }

    @Test
    void theSenderOfARetractionIsToldThatTheEventNeverCame() {
        String receipt = accepted(AnEvent.aRetractionOf(AnEvent.aConcern()));

        as(systemOf("health-visiting"))
                .get("/v1/receipts/" + receipt)
                .then()
                .body("state", equalTo("SENDER_ASKED"))
                .body("asks[0].pointer", equalTo("/data/targets/0"));
    }

    @Test
    void anotherAgencysReceiptIsAsUnknownAsOneThatNeverWas() {
        String receipt = accepted(AnEvent.aConcern().about(child));
        String foreign = notFound(systemOf("school"), receipt);

        assertThat(notFound(systemOf("school"), UUID.randomUUID().toString())).isEqualTo(foreign);
        assertThat(notFound(systemOf("school"), "x")).isEqualTo(foreign);
    }

    @Test
    void theFrontDoorSeesWhyAnEventWaitsAndNoNumber() {
        String receipt =
                accepted(AnEvent.aConcern().about("9990000019").named("Zebedee", "Quokka"));
        waitsFor(receipt, "IDENTIFIER_INVALID");

        reviews("?limit=200")
                .body("reviews.event", hasItem(receipt))
                .body(
                        "reviews.find { it.event == '%s' }.reasons".formatted(receipt),
                        hasItem("IDENTIFIER_INVALID"))
                .body(
                        "reviews.find { it.event == '%s' }.agency".formatted(receipt),
                        equalTo("health-visiting"))
                .body(not(containsString("9990000019")))
                .body(not(containsString("Zebedee")));
    }

    @Test
    void theFrontDoorSeesThatAWaitingEventWasWithdrawn() {
        AnEvent event = AnEvent.aConcern().about("9990000019");
        String receipt = accepted(event);
        waitsFor(receipt, "IDENTIFIER_INVALID");
        waitsFor(accepted(AnEvent.aRetractionOf(event)), "TARGET_UNKNOWN");

        reviews("?limit=200")
                .body(
                        "reviews.find { it.event == '%s' }.withdrawn".formatted(receipt),
                        equalTo(true));
    }

    @Test
    void nobodyElseSeesWhatIsInReview() {
        RestAssured.given().get("/v1/reviews").then().statusCode(401);
        as(systemOf("school")).get("/v1/reviews").then().statusCode(403);
        as(Tokens.practitioner("pr-a", "school")).get("/v1/reviews").then().statusCode(403);
    }

    @Test
    void anEventInReviewCanBeTriedAgain() {
        String receipt = accepted(AnEvent.aConcern().about("9990000019"));
        waitsFor(receipt, "IDENTIFIER_INVALID");
        // As if a mistake of ours had kept it.
        execute(
                """
                UPDATE accepted_event SET data = replace(data, '9990000019', '%s') WHERE id = '%s'
                """
                        .formatted(child, receipt));

        as(OFFICER).post("/v1/reviews/" + receipt + "/filing").then().statusCode(202);

        Published.data(receipt);
        isFiled(receipt);
        as(OFFICER).post("/v1/reviews/" + UUID.randomUUID() + "/filing").then().statusCode(404);
    }

    @Test
    void whatHasNoLinkStandsBeforeNothingAndEveryEventIsReached() {
        haveNoLink("patient", 260);
        String receipt = accepted(AnEvent.aConcern().about("9990000019"));
        waitsFor(receipt, "IDENTIFIER_INVALID");

        reviews("?limit=200").body("reviews.event", hasItem(receipt));
        Set<String> seen = new HashSet<>();
        String after = "";
        int pages = 0;
        while (after != null) {
            JsonPath page = reviews("?reason=NO_LINK" + after).extract().jsonPath();
            List<String> events = page.getList("reviews.event");
            assertThat(seen).doesNotContainAnyElementsOf(events);
            seen.addAll(events);
            assertThat(page.getLong("total")).isEqualTo(260);
            after = page.get("next") == null ? null : "&after=" + page.get("next");
            pages++;
        }
        assertThat(seen).hasSize(260);
        assertThat(pages).isEqualTo(6);
    }

    @Test
    void whatSomebodyHasLookedAtWaitsNoLongerAndIsKept() {
        String receipt = accepted(AnEvent.aConcern().about("9990000019"));
        waitsFor(receipt, "IDENTIFIER_INVALID");

        look(OFFICER, receipt, "Sent again with the right number.").statusCode(204);

        reviews("?limit=200")
                .body("reviews.event", not(hasItem(receipt)))
                .body("counts.toLookAt", equalTo(0))
                .body("counts.lookedAt", equalTo(1));
        reviews("?lookedAt=true")
                .body("total", equalTo(1))
                .body("reviews.event", hasItem(receipt))
                .body("reviews[0].lookedAt.by", equalTo("pr-front-door-officer"))
                .body("reviews[0].lookedAt.reason", equalTo("Sent again with the right number."));
        assertThat(audited("looked-at", receipt)).containsExactly("ALLOWED");

        // As if filing it once more had found another reason.
        execute("UPDATE accepted_event SET reasons = '{MANY}' WHERE id = '%s'".formatted(receipt));
        reviews("").body("reviews.event", hasItem(receipt));
    }

    @Test
    void aLookNeedsAReasonAnOfficerAndAnEventInReview() {
        String receipt = accepted(AnEvent.aConcern().about("9990000019"));
        waitsFor(receipt, "IDENTIFIER_INVALID");
        String filed = accepted(AnEvent.aConcern().about(child));
        isFiled(filed);

        look(OFFICER, receipt, " ").statusCode(400).body("faults[0].pointer", equalTo("/reason"));
        look(OFFICER, receipt, "x".repeat(501)).statusCode(400);
        look(Tokens.practitioner("pr-a", "school"), receipt, "Seen.").statusCode(403);
        look(OFFICER, filed, "Seen.").statusCode(404);
        look(OFFICER, UUID.randomUUID().toString(), "Seen.").statusCode(404);

        reviews("").body("reviews.event", hasItem(receipt));
        assertThat(audited("looked-at", filed)).containsExactly("REFUSED");
    }

    @Test
    void whoReadsWhatIsInReviewIsWrittenDownFirst() {
        String receipt = accepted(AnEvent.aConcern().about("9990000019"));
        waitsFor(receipt, "IDENTIFIER_INVALID");
        String request = UUID.randomUUID().toString();

        as(OFFICER).header("X-Request-Id", request).get("/v1/reviews").then().statusCode(200);

        assertThat(audited("read-reviews", receipt)).contains("ALLOWED");
        execute("ALTER TABLE audit_entry RENAME TO audit_entry_away");
        try {
            as(OFFICER)
                    .get("/v1/reviews")
                    .then()
                    .statusCode(503)
                    .body(not(containsString(receipt)));
            look(OFFICER, receipt, "Seen.").statusCode(503);
        } finally {
            execute("ALTER TABLE audit_entry_away RENAME TO audit_entry");
        }
        reviews("").body("reviews.event", hasItem(receipt));
    }

    private static ValidatableResponse reviews(String query) {
        return as(OFFICER).get("/v1/reviews" + query).then().statusCode(200);
    }

    private static ValidatableResponse look(String token, String event, String reason) {
        return as(token)
                .contentType("application/json")
                .body("{\"reason\":\"" + reason + "\"}")
                .post("/v1/reviews/" + event + "/look")
                .then();
    }

    private static String notFound(String token, String receipt) {
        return as(token)
                .get("/v1/receipts/" + receipt)
                .then()
                .statusCode(404)
                .contentType(PROBLEM)
                .extract()
                .asString();
    }
}
