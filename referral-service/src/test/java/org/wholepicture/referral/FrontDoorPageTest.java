package org.wholepicture.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Tokens;

@QuarkusTest
class FrontDoorPageTest extends ServiceTest {

    private static final String OFFICER =
            Tokens.practitioner("pr-front-door-officer", "mash", "practitioner", "front-door");

    private final String child = AnEvent.newNhsNumber();

    @BeforeEach
    void nothingWaitsAndTheDirectoryKnowsThePractitioners() {
        clearReviews();
        execute("DELETE FROM practitioner_claim");
        as(Tokens.inRole("administrator"))
                .contentType("application/json")
                .body(
                        LoadingTheDirectoryTest.directory(
                                "early-help", "pr-page", "Kim Page", "kim@early-help.example"))
                .put("/v1/directory")
                .then()
                .statusCode(200);
    }

    @Test
    void thePageShowsWhatToConfirmAndWhatIsInReview() {
        claim("Robin", "Quokka");
        waitsFor(
                accepted(AnEvent.aConcern().about("9990000019").named("Sam", "Wombat")),
                "IDENTIFIER_INVALID");

        page(OFFICER)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(
                        allOf(
                                containsString("Kim Page leads the work with Robin Quokka"),
                                containsString("fails its check digit"),
                                containsString("Sam Wombat"),
                                containsString("Not an emergency route"),
                                not(containsString("9990000019")),
                                not(containsString(child))));
    }

    @Test
    void namesAreShownAsTextAndNotAsMarkup() {
        claim("<script>alert(1)</script>", "Example");

        page(OFFICER).then().body(not(containsString("<script>alert(1)")));
    }

    @Test
    void aButtonConfirmsAndThePageSaysSo() {
        JsonNode claim = claim("Robin", "Quokka");

        Response answer = confirm(form(OFFICER), claim);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(URI.create(answer.header("Location")))
                .hasPath("/referral/front-door")
                .hasQuery("done=confirmed");
        assertThat(
                        rows(
                                "SELECT practitioner FROM confirmation WHERE claim_event = '%s'"
                                        .formatted(claim.path("event").asText())))
                .containsExactly("pr-page");
        as(OFFICER)
                .accept("text/html")
                .get("/front-door?done=confirmed")
                .then()
                .body(containsString("can read the timeline"));
    }

    @Test
    void everyClaimIsReachedAndCounted() {
        JsonNode last = claim("Robin", "Quokka");
        haveNoLink("claimed", 50);
        execute(
                """
                INSERT INTO practitioner_claim
                SELECT e.id, c.record_id, 'NAMED', 'pr-page', 'early-help', c.from_day, NULL, c.known - interval '1 day'
                FROM (SELECT id FROM accepted_event WHERE source_id LIKE 'claimed%%') e,
                     practitioner_claim c WHERE c.event_id = '%1$s'
                """
                        .formatted(last.path("event").asText()));

        String first = page(OFFICER).then().statusCode(200).extract().asString();

        assertThat(first).contains("To confirm (51)");
        assertThat(first).doesNotContain("leads the work with Robin Quokka");
        Matcher next = Pattern.compile("front-door\\?(claimsAfter=[^\"]+)").matcher(first);
        assertThat(next.find()).isTrue();
        as(OFFICER)
                .accept("text/html")
                .get("/front-door?" + next.group(1))
                .then()
                .statusCode(200)
                .body(containsString("leads the work with Robin Quokka"))
                .body(not(containsString("Next claims")));
    }

    @Test
    void aDeclinedClaimWaitsNoLongerAndCanStillBeConfirmed() {
        JsonNode claim = claim("Robin", "Quokka");

        form(OFFICER)
                .formParam("person", claim.path("person").asText())
                .formParam("claim", claim.path("event").asText())
                .formParam("why", "The agency says it was a mistake.")
                .post("/front-door/confirmations/refusal")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/referral/front-door?done=declined"));

        page(OFFICER)
                .then()
                .body(not(containsString("Robin Quokka")))
                .body(containsString("Show what was declined (1)"));
        as(OFFICER)
                .accept("text/html")
                .get("/front-door?declined=true")
                .then()
                .body(containsString("Robin Quokka"))
                .body(containsString("Declined by pr-front-door-officer on "))
                .body(containsString("The agency says it was a mistake."));
        assertThat(audited("decline-claim", claim.path("event").asText()))
                .containsExactly("ALLOWED");
        confirm(form(OFFICER), claim).then().statusCode(303);
        page(OFFICER).then().body(not(containsString("Show what was declined")));
    }

    @Test
    void aLeadDeclinesForTheirOwnChildrenAlone() {
        JsonNode lead = claim("Robin", "Quokka");
        confirm(form(OFFICER), lead).then().statusCode(303);
        JsonNode involvement =
                Published.data(accepted(AnEvent.anInvolvementOf("pr-page-2").about(child)));

        String path = "/confirmations/refusal";
        decline(Tokens.practitioner("pr-elsewhere", "school"), path, involvement)
                .then()
                .statusCode(404);
        decline(Tokens.practitioner("pr-page", "early-help"), path, lead).then().statusCode(403);
        decline(Tokens.practitioner("pr-page", "early-help"), path, involvement)
                .then()
                .statusCode(303);

        assertThat(audited("decline-claim", involvement.path("event").asText()))
                .containsExactly("REFUSED", "ALLOWED");
        as(OFFICER)
                .get("/v1/confirmations")
                .then()
                .body("claim", not(hasItem(involvement.path("event").asText())));
    }

    private static Response decline(String token, String path, JsonNode claim) {
        return form(token)
                .formParam("person", claim.path("person").asText())
                .formParam("claim", claim.path("event").asText())
                .formParam("why", "Asked the agency.")
                .post(path);
    }

    @Test
    void thePageKeepsWhatHasNoLinkApartAndTakesOffWhatWasLookedAt() {
        String receipt = accepted(AnEvent.aConcern().about("9990000019").named("Sam", "Wombat"));
        waitsFor(receipt, "IDENTIFIER_INVALID");
        waitsFor(
                accepted(AnEvent.anAttendedAppointment().aboutTheAdult(AnEvent.newNhsNumber())),
                "NO_LINK");

        page(OFFICER)
                .then()
                .body(containsString("Sam Wombat"))
                .body(containsString("To look at</a> (1)"))
                .body(containsString("no child was linked to at that time.</a> (1)"))
                .body(not(containsString("Attended appointment from")));
        as(OFFICER)
                .accept("text/html")
                .get("/front-door?reason=NO_LINK")
                .then()
                .body(containsString("Attended appointment from"))
                .body(not(containsString("Sam Wombat")));
        form(OFFICER)
                .formParam("why", "")
                .post("/front-door/reviews/" + receipt + "/look")
                .then()
                .statusCode(422);
        form(OFFICER)
                .formParam("why", "Sent again.")
                .post("/front-door/reviews/" + receipt + "/look")
                .then()
                .statusCode(303);
        page(OFFICER)
                .then()
                .body(not(containsString("Sam Wombat")))
                .body(containsString("Looked at</a> (1)"));
        as(OFFICER)
                .accept("text/html")
                .get("/front-door?lookedAt=true")
                .then()
                .body(containsString("Sam Wombat"))
                .body(containsString("Looked at by pr-front-door-officer on "));
    }

    @Test
    void whoSeesAChildsNameIsWrittenDownFirst() {
        JsonNode claim = claim("Robin", "Quokka");
        String person = claim.path("person").asText();

        page(OFFICER).then().statusCode(200);
        as(OFFICER).get("/v1/confirmations").then().statusCode(200);

        assertThat(audited("read-claims", person)).containsExactly("ALLOWED", "ALLOWED");
        assertThat(
                        rows(
                                """
                                SELECT caller || ' ' || agency || ' ' || purpose FROM audit_entry
                                WHERE '%s' = ANY (about) AND '%s' = ANY (about)
                                """
                                        .formatted(person, claim.path("event").asText())))
                .containsOnly("pr-front-door-officer mash front door");
        execute("ALTER TABLE audit_entry RENAME TO audit_entry_away");
        try {
            page(OFFICER).then().statusCode(503).body(not(containsString("Quokka")));
            as(OFFICER)
                    .get("/v1/confirmations")
                    .then()
                    .statusCode(503)
                    .body(not(containsString(person)));
        } finally {
            execute("ALTER TABLE audit_entry_away RENAME TO audit_entry");
        }
        confirm(form(Tokens.practitioner("pr-elsewhere", "school")), claim).then().statusCode(403);
        form(Tokens.practitioner("pr-elsewhere", "school"))
                .formParam("person", person)
                .formParam("practitioner", "pr-page")
                .formParam("as", "NAMED")
                .formParam("claim", claim.path("event").asText())
                .post("/confirmations")
                .then()
                .statusCode(404);
        assertThat(audited("confirm", person)).containsExactly("REFUSED");
    }

    @Test
    void aFormOfAnotherSiteIsRefused() {
        JsonNode claim = claim("Robin", "Quokka");

        confirm(as(OFFICER).redirects().follow(false), claim).then().statusCode(403);
        confirm(as(OFFICER).redirects().follow(false).header("Sec-Fetch-Site", "cross-site"), claim)
                .then()
                .statusCode(403);

        assertThat(
                        rows(
                                "SELECT id FROM confirmation WHERE claim_event = '%s'"
                                        .formatted(claim.path("event").asText())))
                .isEmpty();
    }

    @Test
    void aLeadSeesTheirOwnChildrensClaimsAndConfirmsThem() {
        JsonNode claim = claim("Robin", "Quokka");
        confirm(form(OFFICER), claim).then().statusCode(303);
        JsonNode involvement =
                Published.data(accepted(AnEvent.anInvolvementOf("pr-page-2").about(child)));
        as(Tokens.inRole("administrator"))
                .contentType("application/json")
                .body(
                        LoadingTheDirectoryTest.directory(
                                "early-help", "pr-page-2", "Jo Page", "jo@early-help.example"))
                .put("/v1/directory")
                .then()
                .statusCode(200);
        String lead = Tokens.practitioner("pr-page", "early-help");

        as(lead).accept("text/html")
                .get("/confirmations")
                .then()
                .statusCode(200)
                .body(containsString("Jo Page works with Robin Quokka"));
        form(lead)
                .formParam("person", involvement.path("person").asText())
                .formParam("practitioner", "pr-page-2")
                .formParam("as", "NAMED")
                .formParam("claim", involvement.path("event").asText())
                .post("/confirmations")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/referral/confirmations?done=confirmed"));
        as(Tokens.practitioner("pr-elsewhere", "school"))
                .accept("text/html")
                .get("/confirmations")
                .then()
                .statusCode(200)
                .body(not(containsString("Quokka")));
    }

    @Test
    void nobodyElseSeesThePage() {
        claim("Robin", "Quokka");

        for (String token :
                new String[] {
                    Tokens.practitioner("pr-page", "early-help"),
                    systemOf("school"),
                    Tokens.inRole("administrator")
                }) {
            page(token).then().statusCode(403).body(not(containsString("Quokka")));
        }
        RestAssured.given()
                .accept("text/html")
                .get("/front-door")
                .then()
                .statusCode(401)
                .body(not(containsString("Quokka")));
    }

    private JsonNode claim(String given, String family) {
        return Published.data(
                accepted(AnEvent.aLeadPractitioner("pr-page").about(child).named(given, family)));
    }

    private static Response page(String token) {
        return as(token).accept("text/html").get("/front-door");
    }

    private static RequestSpecification form(String token) {
        return as(token)
                .redirects()
                .follow(false)
                .header("Sec-Fetch-Site", "same-origin")
                .contentType("application/x-www-form-urlencoded");
    }

    private static Response confirm(RequestSpecification form, JsonNode claim) {
        return form.contentType("application/x-www-form-urlencoded")
                .formParam("person", claim.path("person").asText())
                .formParam("practitioner", "pr-page")
                .formParam("as", "LEAD")
                .formParam("claim", claim.path("event").asText())
                .post("/front-door/confirmations");
    }
}
