package org.wholepicture.referral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.HostileText;
import org.wholepicture.platform.testsupport.LoggedLines;
import org.wholepicture.platform.testsupport.Tokens;

/** What was kept although it is hostile is shown as words on the front door's page. */
@QuarkusTest
class HostileWordsTest extends ServiceTest {

    private static final String OFFICER =
            Tokens.practitioner("pr-words-officer", "mash", "practitioner", "front-door");

    private static final String WORDS = HostileText.MARKUP + HostileText.UNSEEN;

    @BeforeEach
    void nothingWaits() {
        clearReviews();
        execute("DELETE FROM practitioner_claim");
    }

    @Test
    void areShownAsWordsAndNeverLogged() {
        as(Tokens.inRole("administrator"))
                .contentType("application/json")
                .body(
                        LoadingTheDirectoryTest.directory(
                                "early-help",
                                "pr-words",
                                "<zebedee-x>Zebedee",
                                "kim@early-help.example"))
                .put("/v1/directory")
                .then()
                .statusCode(200);
        String child = AnEvent.newNhsNumber();
        try (LoggedLines lines = new LoggedLines()) {
            JsonNode claim =
                    Published.data(
                            accepted(
                                    AnEvent.aLeadPractitioner("pr-words")
                                            .about(child)
                                            .named(WORDS, HostileText.TERMINAL)));
            String review = accepted(AnEvent.aConcern().about("9990000019").named(WORDS, WORDS));
            waitsFor(review, "IDENTIFIER_INVALID");
            HostileText.assertShownAsWords(page("/front-door"), 5);

            json().body(Map.of("reason", WORDS))
                    .post("/v1/reviews/{event}/look", review)
                    .then()
                    .statusCode(204);
            HostileText.assertShownAsWords(page("/front-door?lookedAt=true"), 3);

            json().body(Map.of("reason", WORDS))
                    .post(
                            "/v1/people/{person}/claims/{claim}/refusal",
                            claim.path("person").asText(),
                            claim.path("event").asText())
                    .then()
                    .statusCode(204);
            HostileText.assertShownAsWords(page("/front-door?declined=true"), 3);
            assertThat(lines.lines()).noneMatch(line -> line.contains(HostileText.CANARY));
        }
    }

    @Test
    void aReasonOfTheLengthThatIsPromisedIsTakenInWhateverScript() {
        String review = accepted(AnEvent.aConcern().about("9990000019"));
        waitsFor(review, "IDENTIFIER_INVALID");

        as(OFFICER)
                .redirects()
                .follow(false)
                .header("Sec-Fetch-Site", "same-origin")
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                // Three bytes each, and so nine when they travel in a form.
                .formParam("why", "\u0939".repeat(500))
                .post("/front-door/reviews/{event}/look", review)
                .then()
                .statusCode(303);
    }

    private static RequestSpecification json() {
        return as(OFFICER).contentType("application/json");
    }

    private static String page(String path) {
        return as(OFFICER)
                .accept("text/html")
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
