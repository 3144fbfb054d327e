package org.wholepicture.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Tokens;

@QuarkusTest
class FrontDoorPageTest extends ServiceTest {

    private static final String OFFICER =
            Tokens.practitioner("pr-front-door-officer", "mash", "practitioner", "front-door");

    private final String child = AnEvent.newNhsNumber();

    @BeforeEach
    void theDirectoryKnowsThePractitioners() {
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
        assertThat(answer.header("Location")).endsWith("/referral/front-door?done=confirmed");
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
