package org.wholepicture.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Tokens;

/** What the pages show, and what they leave out when the chronology does not answer. */
@QuarkusTest
@WithTestResource(AlertServers.class)
class AlertPagesTest {

    private static final String FACTS =
            """
            {"entries":[
              {"event":"00000000-0000-4000-8000-000000000001","kind":"FILED","type":"contact",
               "agency":"health-visiting","agencyName":"Health Visiting Service",
               "happened":{"from":"2026-03-02","precision":"DAY"},"known":"2026-03-02T10:00:00Z",
               "basis":"OBSERVED","summary":"A sentence <b>of the fact</b>.",
               "claims":[{"topic":"ENGAGEMENT:drug-alcohol","value":"WORSE","basis":"OBSERVED"}],
               "sensitivity":"NORMAL","details":{},"struck":false,"withheld":false,"marks":[],
               "aMemberOfALaterVersion":{}},
              {"event":"00000000-0000-4000-8000-000000000002","kind":"FILED",
               "type":"missed-appointment","agency":"drug-alcohol",
               "happened":{"from":"2026-03-01","precision":"ABOUT"},
               "details":{"outcome":"DID_NOT_ATTEND"},"claims":[],"struck":true,"withheld":false}
            ]}""";

    /** What the chronology answers of a fact whose content a policy keeps from the reader. */
    private static final String ONE_WITHHELD =
            """
            {"entries":[
              {"event":"00000000-0000-4000-8000-000000000001","kind":"FACT","type":"contact",
               "agency":"health-visiting","agencyName":"Health Visiting Service",
               "happened":{"from":"2026-03-02","precision":"DAY"},"known":"2026-03-02T10:00:00Z",
               "basis":"OBSERVED","summary":"A sentence of the fact.","claims":[],
               "sensitivity":"NORMAL","details":{},"struck":false,"withheld":false,"marks":[]},
              {"event":"00000000-0000-4000-8000-000000000002","kind":"FACT",
               "type":"missed-appointment","agency":"drug-alcohol",
               "agencyName":"Drug and Alcohol Service",
               "happened":{"from":"2026-03-01","precision":"DAY"},"known":"2026-03-02T10:00:00Z",
               "details":{},"claims":[],"sensitivity":"RESTRICTED","struck":false,"withheld":true,
               "marks":[],"summary":"A withheld sentence."}
            ]}""";

    @Inject Service service;

    private Child child;
    private String alert;

    @BeforeEach
    void anAlert() {
        service.knowsTheDirectory();
        service.isAt(500, "10:00");
        child = Child.number(91).coventryFrom(444);
        service.hears(child);
        alert = service.alertOf(child.person(), "STEPDOWN-CHECK");
    }

    @Test
    void theListHasTheLeadsAlertsWithWhatIsDueAndNoFactAboutTheChild() {
        String page = lead().get("/").asString();

        assertThat(page)
                .contains("/alert/alerts/" + alert)
                .contains("Check before stepping down or closing")
                .contains("High")
                .contains("Answer by")
                .doesNotContain("drug", "Safe sleep", "safe sleep", child.person().toString());
    }

    @Test
    void somebodyElsesListIsEmpty() {
        assertThat(
                        RestAssured.given()
                                .auth()
                                .oauth2(Tokens.practitioner("pr-other", "early-help"))
                                .get("/")
                                .asString())
                .contains("There are no open alerts for you.")
                .doesNotContain(alert);
    }

    @Test
    void anAlertShowsItsReasonsAndTheFactsThatTheChronologyTellsTheReader() {
        try (var chronology = new ChronologyStub(200, FACTS)) {
            String page = lead().get("/alerts/{id}", alert).asString();

            assertThat(page)
                    .contains("From Health Visiting Service")
                    .contains("Basis: seen by the practitioner")
                    .contains("2 March 2026")
                    .contains("Engagement with Drug and Alcohol Service: worse")
                    .contains("A sentence &lt;b&gt;of the fact&lt;/b&gt;.")
                    .contains("about 1 March 2026")
                    .contains("Did not attend an appointment")
                    .contains("No longer stands")
                    .contains("Accounts of engagement with Drug and Alcohol Service do not agree")
                    .contains("Accounts of safe sleep do not agree")
                    .contains("A worry about substance use at home was seen or recorded")
                    .contains("/chronology/people/" + child.person())
                    .contains("name=\"reason\"")
                    .doesNotContain("SELF_REPORT", "OPEN_CONTRADICTION", "failed to engage");
            assertThat(chronology.asked())
                    .singleElement()
                    .satisfies(
                            asked ->
                                    assertThat(asked)
                                            .contains(
                                                    "/v1/people/"
                                                            + child.person()
                                                            + "/entries?event=")
                                            .contains("Bearer " + token()));
        }
    }

    @Test
    void ofAFactThatAPolicyKeepsFromTheReaderOnlyItsExistenceIsShown() {
        try (var _ = new ChronologyStub(200, ONE_WITHHELD)) {
            String page = lead().get("/alerts/{id}", alert).asString();

            assertThat(page)
                    .contains("A sentence of the fact.")
                    .contains("1 March 2026", "From Drug and Alcohol Service")
                    .contains("its reasons would tell of them")
                    .doesNotContain("A withheld sentence")
                    .doesNotContain("Accounts of engagement", "Accounts of safe sleep");
        }
    }

    @Test
    void whenTheChronologyDoesNotAnswerThePageHasRuleDueDateAndForm() {
        String page = lead().get("/alerts/{id}", alert).asString();

        assertThat(page)
                .contains("the timeline does not answer")
                .contains("Check before stepping down or closing")
                .contains("Answer by")
                .contains("name=\"reason\"")
                .doesNotContain("Drug and Alcohol", "safe sleep");
    }

    @Test
    void whenTheReaderMayNotReadTheTimelineThePageSaysSo() {
        try (var chronology = new ChronologyStub(404, "{}")) {
            String page = lead().get("/alerts/{id}", alert).asString();

            assertThat(page)
                    .contains("you are not confirmed to read this child")
                    .doesNotContain("Drug and Alcohol", "safe sleep", "/chronology/people/");
            assertThat(chronology.asked()).hasSize(1);
        }
    }

    @Test
    void anAnswerThatCannotBeReadIsNoAnswer() {
        try (var _ = new ChronologyStub(200, "<html>")) {
            assertThat(lead().get("/alerts/{id}", alert).asString())
                    .contains("the timeline does not answer");
        }
        try (var _ = new ChronologyStub(500, "{}")) {
            assertThat(lead().get("/alerts/{id}", alert).asString())
                    .contains("the timeline does not answer");
        }
    }

    @Test
    void theFormAcknowledgesAndLeadsBackToTheAlert() {
        Child other = Child.number(92).coventryFrom(444);
        service.hears(other);
        String id = service.alertOf(other.person(), "SAFE-INFANT");

        Response answer =
                form().formParam("reason", "Will visit <tomorrow>.")
                        .formParam("useful", "yes")
                        .post("/alerts/{id}/acknowledgement", id);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(URI.create(answer.header("Location")).getPath())
                .isEqualTo("/alert/alerts/" + id);
        try (var _ = new ChronologyStub(200, FACTS)) {
            assertThat(lead().get("/alerts/{id}", id).asString())
                    .contains("Will visit &lt;tomorrow&gt;.")
                    .contains("Was it useful? Yes.")
                    .contains("Name-Canary pr-lead")
                    .contains("Say that the plan deals with it")
                    .doesNotContain(">Acknowledge<");
        }
    }

    @Test
    void whatWasWrittenIsShownOnlyWhenTheChronologyHasAnswered() {
        Child other = Child.number(93).coventryFrom(444);
        service.hears(other);
        String id = service.alertOf(other.person(), "SAFE-INFANT");
        form().formParam("reason", "Fact-Canary: will visit.")
                .post("/alerts/{id}/acknowledgement", id);

        try (var _ = new ChronologyStub(404, "{}")) {
            assertThat(lead().get("/alerts/{id}", id).asString())
                    .contains("By Name-Canary pr-lead")
                    .contains("shown together with the facts")
                    .doesNotContain("Fact-Canary");
        }
        assertThat(lead().get("/alerts/{id}", id).asString())
                .contains("the timeline does not answer")
                .doesNotContain("Fact-Canary");
    }

    @Test
    void aFormerLeadIsShownThatItIsThereAndNothingElse() {
        Child other = Child.number(94).coventryFrom(444);
        service.hears(other);
        String id = service.alertOf(other.person(), "SAFE-INFANT");
        form().formParam("reason", "Fact-Canary: will visit.")
                .post("/alerts/{id}/acknowledgement", id);
        service.hears(other.ledBy("pr-other-lead", 500));

        try (var _ = new ChronologyStub(404, "{}")) {
            assertThat(lead().get("/alerts/{id}", id).asString())
                    .contains("A baby&#39;s safety")
                    .contains("Acknowledged")
                    .doesNotContain("Fact-Canary", "Name-Canary", "name=\"reason\"");
        }
    }

    @Test
    void manyFactsAreAskedForInQuestionsOfFifty() {
        Child other = Child.number(95).coventryFrom(444);
        service.hears(other);
        String id = service.alertOf(other.person(), "SAFE-INFANT");
        service.changes(
                "UPDATE alert SET events = ARRAY(SELECT gen_random_uuid() FROM"
                        + " generate_series(1, 120)) WHERE id = '"
                        + id
                        + "'");

        try (var chronology = new ChronologyStub(200, FACTS)) {
            String page = lead().get("/alerts/{id}", id).asString();

            assertThat(chronology.asked()).hasSize(2);
            assertThat(chronology.asked())
                    .allSatisfy(asked -> assertThat(asked.split("event=", -1)).hasSize(51));
            assertThat(page).contains("A sentence &lt;b&gt;of the fact&lt;/b&gt;.");
        }
    }

    @Test
    void theFormTakesTheLongestReasonInWhateverScript() {
        Child other = Child.number(96).coventryFrom(444);
        service.hears(other);
        String id = service.alertOf(other.person(), "SAFE-INFANT");
        // Three bytes each, and so nine when they travel in a form.
        String reason = "\u0939".repeat(2_000);

        Response answer =
                form().contentType("application/x-www-form-urlencoded; charset=UTF-8")
                        .body(
                                "useful=yes&reason="
                                        + URLEncoder.encode(reason, StandardCharsets.UTF_8))
                        .post("/alerts/{id}/acknowledgement", id);

        assertThat(answer.statusCode()).isEqualTo(303);
        try (var _ = new ChronologyStub(200, FACTS)) {
            assertThat(lead().get("/alerts/{id}", id).asString()).contains(reason);
        }
    }

    @Test
    void aReasonThatIsTooLongComesBackWithTheError() {
        String reason = "\u0939".repeat(2_001);

        Response answer =
                form().contentType("application/x-www-form-urlencoded; charset=UTF-8")
                        .body("reason=" + URLEncoder.encode(reason, StandardCharsets.UTF_8))
                        .post("/alerts/{id}/acknowledgement", alert);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString())
                .contains("The reason is longer than 2,000 characters.")
                .contains(reason);
    }

    @Test
    void aFormWithoutAReasonIsShownAgainWithTheError() {
        Response answer =
                form().formParam("reason", "  ").post("/alerts/{id}/acknowledgement", alert);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString())
                .contains("There is a problem")
                .contains("A reason is needed.")
                .contains("id=\"reason-error\"");
    }

    @Test
    void aFormFromAnotherSiteIsRefused() {
        Response answer =
                lead().contentType("application/x-www-form-urlencoded")
                        .header("Sec-Fetch-Site", "cross-site")
                        .formParam("reason", "Not mine.")
                        .post("/alerts/{id}/acknowledgement", alert);

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void anAlertOfSomebodyElseIsNotThere() {
        RequestSpecification other =
                RestAssured.given().auth().oauth2(Tokens.practitioner("pr-other", "early-help"));

        assertThat(other.get("/alerts/{id}", alert).statusCode()).isEqualTo(404);
    }

    @Test
    void everyPageSaysThatItIsNotAnEmergencyRoute() {
        assertThat(lead().get("/").asString()).contains("Not an emergency route");
        assertThat(lead().get("/alerts/{id}", alert).asString()).contains("Not an emergency route");
    }

    private static String token() {
        // The header: the rest has the time in it.
        String token = Tokens.practitioner("pr-lead", "early-help");
        return token.substring(0, token.indexOf('.'));
    }

    private static RequestSpecification form() {
        return lead().contentType("application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .redirects()
                .follow(false);
    }

    private static RequestSpecification lead() {
        return RestAssured.given()
                .auth()
                .oauth2(Tokens.practitioner("pr-lead", "early-help"))
                .accept("text/html");
    }
}
