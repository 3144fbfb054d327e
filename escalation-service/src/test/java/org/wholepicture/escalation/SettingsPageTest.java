package org.wholepicture.escalation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wholepicture.escalation.application.PlanTimers;
import org.wholepicture.escalation.domain.Settings;
import org.wholepicture.escalation.domain.Settings.StageSetting;
import org.wholepicture.escalation.domain.SettingsBook;
import org.wholepicture.platform.testsupport.Tokens;

/** The page on which one administrator proposes settings and another one approves them. */
@QuarkusTest
@WithTestResource(EscalationServers.class)
class SettingsPageTest {

    private static final String FIRST =
            Tokens.practitioner("pr-admin-a", "social-care", "administrator");
    private static final String SECOND =
            Tokens.practitioner("pr-admin-b", "social-care", "administrator");

    @Inject SettingsBook book;
    @Inject PlanTimers plan;

    private Settings before;

    @BeforeEach
    void theSettingsAsTheyAre() {
        TestClock.CLOCK.setTo("2026-11-02T10:00:00Z");
        before = book.present();
    }

    /** Other tests count on what the product comes with. */
    @AfterEach
    void theSettingsAreAsBefore() {
        if (!book.present().equals(before)) {
            assertThat(propose(FIRST, "", "", "1").statusCode()).isEqualTo(303);
            approve(SECOND, newest());
        }
        while (plan.next() > 0) {
            // Until everything is planned by the present settings.
        }
        assertThat(book.present().stages()).isEqualTo(before.stages());
    }

    @Test
    void whatIsProposedIsShownInPlainWordsAndHoldsOnceAnotherApproves() {
        Response proposed = propose(FIRST, "2026-12-29\n2026-12-30", "2027-01-01", "3");
        assertThat(proposed.statusCode()).isEqualTo(303);
        assertThat(proposed.header("Location")).endsWith("/escalation/settings");
        int version = newest();

        assertThat(page(FIRST))
                .contains(
                        "Waiting for approval",
                        "Stage 1, Practitioners: limit of 3 working days instead of 1 working"
                                + " day.",
                        "29 December 2026 is a day off.",
                        "30 December 2026 is a day off.",
                        "1 January 2027 is worked.",
                        "Because of &lt;b&gt;Christmas&lt;/b&gt;.",
                        "another administrator has to approve it")
                .doesNotContain("/settings/" + version + "/approval");
        assertThat(page(SECOND)).contains("/settings/" + version + "/approval");
        assertThat(book.present()).isEqualTo(before);

        assertThat(approve(FIRST, version).statusCode()).isEqualTo(403);
        assertThat(book.present()).isEqualTo(before);
        assertThat(approve(SECOND, version).statusCode()).isEqualTo(303);

        assertThat(book.present().version()).isEqualTo(version);
        assertThat(book.present().stage(1).limit()).isEqualTo(3);
        assertThat(page(SECOND))
                .contains("In effect: version " + version, "29 December 2026, 30 December 2026")
                .doesNotContain("Waiting for approval");
        assertThat(approve(SECOND, version).statusCode()).as("again").isEqualTo(409);
        assertThat(approve(SECOND, 999_999).statusCode()).as("no version").isEqualTo(404);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "limit | 0 | Enter working days from 1 to 60",
                "limit | 61 | Enter working days from 1 to 60",
                "limit | one | Enter working days from 1 to 60",
                "who | 11 | Choose who stands at stage 1",
                "who | inbox | Enter the inbox’s code",
                "notified | safeguarding lead | Enter at most 10 codes",
                "name | '' | Enter at least one stage",
                "closed | tomorrow | Enter a day on each line",
                "opened | 2026-02-30 | Enter a day on each line",
                "monitor | x | Enter the inbox’s code",
                "reason | '' | Enter why it should change"
            })
    void whatIsWrongIsSaidAndNothingIsProposed(String field, String value, String words) {
        int newest = newest();

        Response answer = one(FIRST, field, value).post("/settings/proposal");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString()).contains("<title>Error: ", words);
        assertThat(newest()).isEqualTo(newest);
    }

    @Test
    void theFormBeginsWithWhatIsInEffectAndNobodyElseSeesIt() {
        String form = given().auth().oauth2(FIRST).get("/settings/proposal").asString();

        assertThat(form)
                .contains("value=\"Safeguarding partners\"", "value=\"SAFEGUARDING_PARTNER\"")
                .contains("id=\"name-7\"")
                .doesNotContain("id=\"name-8\"");
        for (String path : List.of("/settings", "/settings/proposal")) {
            assertThat(
                            given().auth()
                                    .oauth2(Tokens.practitioner("pr-x", "school", "front-door"))
                                    .get(path)
                                    .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void aFormOfAnotherSiteChangesNothing() {
        int newest = newest();

        Response answer =
                filled(
                                given().auth().oauth2(FIRST).header("Sec-Fetch-Site", "cross-site"),
                                "",
                                "",
                                "1")
                        .post("/settings/proposal");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(newest()).isEqualTo(newest);
    }

    private int newest() {
        return book.all().getFirst().settings().version();
    }

    private static String page(String token) {
        Response page = given().auth().oauth2(token).accept("text/html").get("/settings");
        assertThat(page.statusCode()).isEqualTo(200);
        return page.asString();
    }

    private static Response approve(String token, int version) {
        return own(token)
                .contentType("application/x-www-form-urlencoded")
                .post("/settings/%d/approval".formatted(version));
    }

    private static RequestSpecification own(String token) {
        return given().auth()
                .oauth2(token)
                .redirects()
                .follow(false)
                .header("Sec-Fetch-Site", "same-origin");
    }

    private static Response propose(String token, String closed, String opened, String limit) {
        return filled(own(token), closed, opened, limit).post("/settings/proposal");
    }

    /** What the product comes with, but for this. */
    private static RequestSpecification filled(
            RequestSpecification request, String closed, String opened, String limit) {
        for (StageSetting stage : Settings.DEFAULTS.stages()) {
            request.formParam("name", stage.name())
                    .formParam(
                            "limit",
                            stage.name().equals("Practitioners") ? limit : "" + stage.limit())
                    .formParam("notified", String.join(", ", stage.notified()));
            switch (stage.who()) {
                case Settings.Who.Above(int steps) ->
                        request.formParam("who", steps).formParam("inbox", "");
                case Settings.Who.Inbox(String role) ->
                        request.formParam("who", "inbox").formParam("inbox", role);
            }
        }
        return request.formParam("closed", closed)
                .formParam("opened", opened)
                .formParam("monitor", Settings.DEFAULTS.monitor())
                .formParam("reason", "Because of <b>Christmas</b>.");
    }

    /** One stage, with one field of the form made wrong. */
    private static RequestSpecification one(String token, String field, String value) {
        RequestSpecification request = own(token);
        List.of(
                        new String[] {"name", "Practitioners"},
                        new String[] {"who", "0"},
                        new String[] {"inbox", ""},
                        new String[] {"limit", "1"},
                        new String[] {"notified", ""},
                        new String[] {"closed", ""},
                        new String[] {"opened", ""},
                        new String[] {"monitor", "PARTNERSHIP"},
                        new String[] {"reason", "Why not."})
                .forEach(
                        pair ->
                                request.formParam(
                                        pair[0], pair[0].equals(field) ? value : pair[1]));
        return request;
    }
}
