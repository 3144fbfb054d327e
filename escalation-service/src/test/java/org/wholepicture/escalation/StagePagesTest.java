package org.wholepicture.escalation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Tokens;

/** The pages of the stages: the path as a picture and a list, a form for each thing to do. */
@QuarkusTest
@WithTestResource(EscalationServers.class)
class StagePagesTest {

    private static final String MONDAY = "2026-11-02T10:00:00Z";
    private static final List<String> ACTS =
            List.of("view", "meeting", "stages", "immediate-danger", "resolution", "withdrawal");
    private static int tests = 0;

    private People people;
    private Story story;

    @BeforeEach
    void aChildWithAStepDown() {
        TestClock.CLOCK.setTo(MONDAY);
        int number = ++tests;
        people = new People("p" + number).deliver();
        story =
                Story.ofChild(7000 + number)
                        .led(people.decider())
                        .named(people.raiser())
                        .decidedBy(people.decidingAgency())
                        .steppedDown(1, "PROPOSED")
                        .delivered();
    }

    @AfterEach
    void theClockIsAsBefore() {
        TestClock.CLOCK.setTo(MONDAY);
    }

    @Test
    void everyActHasAPageThatSaysFirstNotToWait() {
        String address = raised();

        for (String act : ACTS) {
            String page = page(raiser(), address + "/" + act).asString();
            assertThat(page.indexOf("Do not wait if a child is in danger"))
                    .as(act)
                    .isPositive()
                    .isLessThan(page.indexOf("<h1"));
            assertThat(page).contains("<form", "name=\"words\"").doesNotContain("style=\"");
        }
        assertThat(page(raiser(), address + "/nothing-of-the-kind").statusCode()).isEqualTo(404);
        assertThat(page(raiser(), address.replace("dissents", "records")).asString())
                .contains("Record of a professional disagreement", "Nobody saw the bedroom.");
    }

    @Test
    void thePathIsAPictureAndAListOfTheSame() {
        String address = raised();
        act(raiser(), address + "/stages", Map.of("words", "Not agreed."));

        String page = page(decider(), address).asString();

        assertThat(page.split("<rect", -1)).hasSize(6);
        assertThat(page)
                .contains(">Line managers<", ">Moved up Mon 2 Nov<", ">Limit Tue 3 Nov<")
                .contains(">Second-tier<", ">managers<")
                .contains(
                        "<li>Stage 1, Practitioners: from Mon 2 Nov 2026, limit Tue 3 Nov 2026."
                                + " Moved up Mon 2 Nov 2026.</li>")
                .contains(
                        "<li>Stage 2, Line managers: from Mon 2 Nov 2026, limit Tue 3 Nov 2026. It"
                                + " stands here.</li>")
                .contains(
                        "<li>Stage 4, Heads of service: not reached. Its limit is 3 working"
                                + " days.</li>")
                .contains("1 working day left", "Not agreed.");
        assertThat(page(raiser(), "/").asString()).contains("1 working day left", "Stage 2");
    }

    @Test
    void skippedStagesAreShownAsSkipped() {
        String address = raised();
        Response answer =
                act(
                        raiser(),
                        address + "/immediate-danger",
                        Map.of("words", "Hit again.", "emergency", "Police at ten."));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(page(raiser(), address).asString())
                .contains("<li>Stage 3, Second-tier managers: skipped.</li>")
                .contains("What was done at once", "Police at ten.");
    }

    @Test
    void whatIsMissingIsSaidAndWhatWasWrittenIsKept() {
        String address = raised();

        Response danger =
                act(raiser(), address + "/immediate-danger", Map.of("words", "Hit again."));
        Response meeting =
                act(raiser(), address + "/meeting", Map.of("words", "A.", "on", "2026-11-03"));

        assertThat(danger.statusCode()).isEqualTo(400);
        assertThat(danger.asString())
                .contains("<title>Error: ", "Enter what was done at once", "Hit again.");
        assertThat(meeting.statusCode()).isEqualTo(400);
        assertThat(meeting.asString()).contains("Enter a day that has been");
    }

    @Test
    void whatIsNotForOnesSideIsRefusedWithAReason() {
        String address = raised();

        Response refused = act(decider(), address + "/resolution", Map.of("words", "We close."));
        Response own = act(raiser(), address + "/view", Map.of("words", "As I said."));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.asString()).contains("There is a problem", "We close.");
        assertThat(own.statusCode()).isEqualTo(409);
        assertThat(page(decider(), address).asString())
                .contains("Say your side’s view")
                .doesNotContain("Resolve this disagreement");
    }

    @Test
    void aManagerWhoStandsAtTheStageReadsItWithoutTheTimeline() {
        String address = raised();
        String manager =
                Tokens.practitioner(
                        people.manager(people.decider()), people.decidingAgency(), "practitioner");
        assertThat(page(manager, address).statusCode()).isEqualTo(404);

        act(raiser(), address + "/stages", Map.of("words", "Not agreed."));

        assertThat(page(manager, address).asString())
                .contains("Not agreed.", "open to those who work with the child")
                .doesNotContain("/chronology/people/");
        assertThat(page(manager, "/").asString()).contains(address);
    }

    @Test
    void entriesOfTheTimelineAreChosenAsEvidence() {
        UUID entry = new UUID(0x77, tests);
        String entries =
                """
                {"entries":[{"event":"%s","kind":"FACT","type":"contact","agency":"school",\
                "agencyName":"Larch Hill School","happened":{"from":"2026-10-30"},\
                "summary":"He was hungry.","struck":false,"withheld":false}]}\
                """
                        .formatted(entry);
        try (ChronologyStub chronology = new ChronologyStub(200, entries)) {
            String form = page(raiser(), form()).asString();
            assertThat(form)
                    .contains("30 October 2026: Contact, Larch Hill School. He was hungry.")
                    .contains("value=\"" + entry + "\"");

            Response raised =
                    act(
                            raiser(),
                            "/people/%s/dissent".formatted(story.person()),
                            Map.of(
                                    "about",
                                    story.stepDown(1),
                                    "disagreement",
                                    "Why.",
                                    "askedFor",
                                    "What.",
                                    "since",
                                    "2026-10-01",
                                    "evidence",
                                    entry));

            assertThat(page(raiser(), path(raised)).asString())
                    .contains("#e-" + entry, "He was hungry.", "1 October 2026");
            assertThat(chronology).isNotNull();
        }
        assertThat(page(raiser(), form()).asString()).contains("The timeline does not answer");
    }

    @Test
    void theFrontDoorLooksAfterMailThatDidNotArrive() {
        String officer =
                Tokens.practitioner("pr-officer", "social-care", "practitioner", "front-door");

        assertThat(page(officer, "/undelivered").statusCode()).isEqualTo(200);
        assertThat(given().auth().oauth2(officer).get("/v1/undelivered").statusCode())
                .isEqualTo(200);
        assertThat(page(raiser(), "/undelivered").statusCode()).isEqualTo(403);
    }

    private String form() {
        return "/people/%s/dissent?about=%s".formatted(story.person(), story.stepDown(1));
    }

    private String raised() {
        Response raised =
                act(
                        raiser(),
                        "/people/%s/dissent".formatted(story.person()),
                        Map.of(
                                "about",
                                story.stepDown(1),
                                "disagreement",
                                "Nobody saw the bedroom.",
                                "askedFor",
                                "A visit."));
        assertThat(raised.statusCode()).as(raised.asString()).isEqualTo(303);
        return path(raised);
    }

    private static String path(Response answer) {
        String location = answer.header("Location");
        return location.substring(location.indexOf("/dissents/"));
    }

    private String raiser() {
        return Tokens.practitioner(people.raiser(), people.raisingAgency(), "practitioner");
    }

    private String decider() {
        return Tokens.practitioner(people.decider(), people.decidingAgency(), "practitioner");
    }

    private static Response page(String token, String path) {
        return given().auth().oauth2(token).accept("text/html").get(path);
    }

    private static Response act(String token, String path, Map<String, ?> fields) {
        RequestSpecification request =
                given().auth()
                        .oauth2(token)
                        .accept("text/html")
                        .header("Sec-Fetch-Site", "same-origin")
                        .redirects()
                        .follow(false)
                        .contentType(ContentType.URLENC.withCharset("UTF-8"));
        fields.forEach(request::formParam);
        return request.post(path);
    }
}
