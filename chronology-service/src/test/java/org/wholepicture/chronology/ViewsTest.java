package org.wholepicture.chronology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Tokens;

/** The views beside the timeline, over the API and as pages; who may read them: AccessTest. */
@QuarkusTest
class ViewsTest {

    private static final String NAMED = Tokens.practitioner("pr-health-visitor", "health-visiting");

    @Inject Service service;

    private Story story;

    @BeforeEach
    void told() {
        story = service.tell(0x90);
    }

    private JsonPath view(String view) {
        return Service.asLead()
                .get("/v1/people/" + story.id("b1") + "/" + view)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private String page(String view) {
        return page(Service.asLead().accept("text/html").get(address(view)));
    }

    private String address(String view) {
        return "/people/" + story.id("b1") + view;
    }

    private static String page(Response answer) {
        return answer.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .extract()
                .asString();
    }

    @Test
    void thePictureHasWhatStandsAndNothingElse() {
        JsonPath picture = view("picture");

        assertThat(picture.getList("plans.plan")).containsExactly("EH");
        assertThat(picture.getList("steps.event")).containsExactly(story.id("e18").toString());
        assertThat(picture.getList("lanes.happenings.flatten().event"))
                .contains(story.id("e09").toString())
                // Withdrawn, and replaced by a later version.
                .doesNotContain(story.id("e13").toString(), story.id("e10").toString());
        assertThat(picture.getList("voice.event")).containsExactly(story.id("e05").toString());
        assertThat(picture.getInt("of.struck")).isEqualTo(3);
    }

    @Test
    void aViewIsAsKnownOnTheDayAskedAbout() {
        assertThat(view("picture?knownOn=2026-02-11").getList("lanes.happenings.flatten().event"))
                .contains(story.id("e13").toString());
        assertThat(view("claims?knownOn=2026-01-12").getString("topics[0].standing"))
                .isEqualTo("NOT_CONFIRMED");
        assertThat(view("claims").getList("topics.standing")).contains("DO_NOT_AGREE");
    }

    @Test
    void saysWhatBecameKnownBetweenTwoDays() {
        JsonPath changes = view("changes?since=2026-02-11&until=2026-02-13");

        assertThat(changes.getList("added.event"))
                .contains(story.id("e15").toString())
                .doesNotContain(story.id("e13").toString(), story.id("e18").toString());
        assertThat(changes.getList("withdrawn.event")).contains(story.id("e13").toString());
        assertThat(changes.getString("withdrawn.find { it.type == 'concern' }.marks[0].reason"))
                .isEqualTo("It was another child.");
    }

    @Test
    void nothingIsAddedBetweenADayAndItself() {
        JsonPath changes = view("changes?since=2026-02-11&until=2026-02-11");

        assertThat(changes.getList("added")).isEmpty();
        assertThat(changes.getList("said")).isEmpty();
    }

    @Test
    void restrictedEntriesAreCountedAndNotUsed() {
        JsonPath gaps =
                Service.as(NAMED)
                        .get("/v1/people/" + story.id("b1") + "/gaps")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();

        assertThat(gaps.getInt("of.restricted")).isEqualTo(1);
        // The contact of the police at which the child was seen is for the lead alone.
        assertThat(gaps.getString("seen.agency")).isNotEqualTo("police");
        assertThat(view("gaps").getString("seen.agency")).isEqualTo("police");
    }

    @Test
    void aQuestionThatIsNotUnderstoodIsRefused() {
        for (String asked :
                List.of(
                        "picture?knownon=2026-01-01",
                        "picture?knownOn=2026-13-01",
                        "picture?knownOn=2027-01-01",
                        "history-pack?of=x",
                        "changes",
                        "changes?since=2026-02-01&until=2026-01-01")) {
            Service.asLead()
                    .get("/v1/people/" + story.id("b1") + "/" + asked)
                    .then()
                    .statusCode(400);
        }
    }

    @Test
    void everyPageIsThereAndSaysWhatItIs() {
        assertThat(page("/picture"))
                .contains(
                        "<svg",
                        "Early help plan, open",
                        "Closing proposed",
                        "The child’s own words")
                .contains("silent for 50 days");
        assertThat(page("/care-profile")).contains("No graded care profile is recorded");
        assertThat(page("/household"))
                .contains(
                        "<svg",
                        "Cultural notes",
                        "not known who",
                        "Nobody is recorded as the father");
        assertThat(page("/claims"))
                .contains("Attending Drug and Alcohol Service", "Accounts do not agree")
                .contains("wp-said--family", "wp-said--seen");
        assertThat(page("/gaps"))
                .contains("Child last seen", "ever seen alone")
                .contains("Dental Clinic");
        assertThat(page("/cycles")).contains("Open now: Early help plan", "No earlier ending");
        assertThat(page("/changes?since=2026-02-09")).contains("New (", "Withdrawn (");
    }

    @Test
    void noPageHasAStyleOrAScriptThatItsPolicyForbids() {
        for (String view : List.of("", "/picture", "/household", "/claims", "/gaps", "/history")) {
            assertThat(page(view)).doesNotContain("style=", "<style", "<script", "onclick");
        }
    }

    @Test
    void theHistoryPackIsAcknowledgedOnceAndSaysByWhom() {
        Story other = service.tell(0x91);
        String history = "/people/" + other.id("b1") + "/history";
        String before = page(Service.asLead().accept("text/html").get(history));
        assertThat(before)
                .contains("New lead practitioner, Kim Example", "I have read this history");
        assertThat(page(Service.asLead().accept("text/html").get("/people/" + other.id("b1"))))
                .contains("To read first");

        for (int i = 0; i < 2; i++) {
            Service.asLead()
                    .contentType("application/x-www-form-urlencoded")
                    .header("Sec-Fetch-Site", "same-origin")
                    .formParam("of", other.id("e16").toString())
                    .redirects()
                    .follow(false)
                    .post(history)
                    .then()
                    .statusCode(303);
        }

        assertThat(page(Service.asLead().accept("text/html").get(history)))
                .contains("Kim Example on 10 March 2026")
                .doesNotContain("I have read this history");
        assertThat(page(Service.asLead().accept("text/html").get("/people/" + other.id("b1"))))
                .doesNotContain("To read first");
        assertThat(
                        Servers.count(
                                "SELECT count(*) FROM history_acknowledgement WHERE event = '%s'"
                                        .formatted(other.id("e16"))))
                .isEqualTo(1);
        assertThat(
                        Servers.count(
                                """
                                SELECT count(*) FROM audit_entry
                                WHERE action = 'acknowledge-history' AND outcome = 'ALLOWED' AND about[2] = '%s'
                                """
                                        .formatted(other.id("e16"))))
                .isEqualTo(2);
        // As known on a day before, nobody had.
        assertThat(page(Service.asLead().accept("text/html").get(history + "?knownOn=2026-03-09")))
                .contains("Nobody has said so yet");
    }

    @Test
    void onlyWhoMayReadCanAcknowledgeAndOnlyWhatBegins() {
        String path = "/v1/people/" + story.id("b1") + "/history-pack/";
        String after = "/acknowledgement";

        Service.as(Tokens.practitioner("pr-other", "school"))
                .put(path + story.id("e16") + after)
                .then()
                .statusCode(404);
        Service.asLead().put(path + story.id("e05") + after).then().statusCode(404);
        Service.as(NAMED).put(path + story.id("e16") + after).then().statusCode(204);

        assertThat(view("history-pack").getList("beginnings[0].acknowledged.practitioner"))
                .contains("pr-health-visitor")
                .doesNotContain("pr-other");
    }

    @Test
    void aFormFromElsewhereIsRefused() {
        Service.asLead()
                .contentType("application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "cross-site")
                .formParam("of", story.id("e16").toString())
                .post(address("/history"))
                .then()
                .statusCode(403);
    }

    @Test
    void significantEntriesComeFirstAndTheRestOnRequest() {
        String first = page("");
        String all = page("?layer=all");

        assertThat(first)
                .contains("Significant entries alone are shown", "Concern: neglect")
                .doesNotContain("Service working with the child<", "Attended an appointment<");
        assertThat(all).contains("Everything is shown", "Service working with the child");
        assertThat(
                        Service.timeline(Service.asLead(), story.id("b1"), "?layer=significant")
                                .jsonPath()
                                .getList("entries.type"))
                .contains("concern", "plan", "alert")
                .doesNotContain("involvement");
        assertThat(
                        Service.timeline(Service.asLead(), story.id("b1"), "")
                                .jsonPath()
                                .getList("entries.type"))
                .contains("involvement");
    }

    @Test
    void theChildsWordsStandAboveEverything() {
        String html = page("");

        assertThat(html.indexOf("In the child’s own words"))
                .isPositive()
                .isLessThan(html.indexOf("wp-timeline__item"));
    }

    @Test
    void filtersByWhatIsSaidAndSaysNothingOfWhatIsRestricted() {
        Story other = new Story(0x92, service.privateMember());
        String known = "2026-03-02T10:00:00Z";
        other.opened("a1", "b1", known, "Alex", "")
                .confirmed("c1", "a1", "b1", known, "pr-lead", "LEAD", "{}")
                .confirmed("c2", "a1", "b1", known, "pr-health-visitor", "NAMED", "{}");
        concern(other, "e1", known, "SAB", "RESTRICTED");
        concern(other, "e2", known, "NEG", "NORMAL");
        other.sent().forEach(service::apply);
        String asked = "?harm=SAB";

        assertThat(found(Service.timeline(Service.asLead(), other.id("b1"), asked)))
                .containsExactly(other.id("e1").toString());
        assertThat(found(Service.timeline(Service.as(NAMED), other.id("b1"), asked))).isEmpty();
        assertThat(found(Service.timeline(Service.as(NAMED), other.id("b1"), "?basis=OBSERVED")))
                .containsExactly(other.id("e2").toString());
        assertThat(
                        found(
                                Service.timeline(
                                        Service.asLead(), other.id("b1"), "?neglectType=PHYSICAL")))
                .isEmpty();
    }

    private static void concern(
            Story story, String id, String known, String category, String sensitivity) {
        story.filed(
                id,
                "a1",
                "b1",
                known,
                "concern",
                "police",
                "{\"from\":\"2026-03-01\",\"precision\":\"DAY\"}",
                "{\"level\":\"HIGH\",\"category\":\"%s\"}".formatted(category),
                "{}",
                "{\"basis\":\"OBSERVED\",\"sensitivity\":\"%s\"}".formatted(sensitivity));
    }

    private static List<String> found(Response timeline) {
        return timeline.then().statusCode(200).extract().jsonPath().getList("entries.event");
    }

    @Test
    void whatWasWithdrawnBeforeSomebodyCouldSeeItIsHiddenUntilAskedFor() {
        Story other = new Story(0x93, service.privateMember());
        String known = "2026-02-10T10:00:00Z";
        other.opened("a1", "b1", known, "Alex", "")
                .confirmed("c1", "a1", "b1", known, "pr-lead", "LEAD", "{}");
        concern(other, "e1", "2026-02-11T10:00:00Z", "PHY", "NORMAL");
        other.filed(
                        "e2",
                        "a1",
                        "b1",
                        "2026-02-12T10:00:00Z",
                        "retraction",
                        "police",
                        "{\"from\":\"2026-02-12\",\"precision\":\"DAY\"}",
                        "{\"targets\":[\"%s\"]}".formatted(other.id("e1")),
                        "{\"reason\":\"It was another child.\"}",
                        "{}")
                .confirmed(
                        "c2",
                        "a1",
                        "b1",
                        "2026-02-13T10:00:00Z",
                        "pr-health-visitor",
                        "NAMED",
                        "{}");
        other.sent().forEach(service::apply);

        Response later = Service.timeline(Service.as(NAMED), other.id("b1"), "");
        assertThat(found(Service.timeline(Service.asLead(), other.id("b1"), "")))
                .contains(other.id("e1").toString());
        assertThat(found(later)).doesNotContain(other.id("e1").toString());
        assertThat(later.jsonPath().getInt("hidden")).isEqualTo(1);
        assertThat(found(Service.timeline(Service.as(NAMED), other.id("b1"), "?struck=shown")))
                .contains(other.id("e1").toString());
        assertThat(
                        Service.as(NAMED)
                                .accept("text/html")
                                .get("/people/" + other.id("b1"))
                                .asString())
                .contains("corrected or withdrawn before you were confirmed");
        assertThat(
                        Servers.count(
                                """
                                SELECT count(*) FROM audit_entry
                                WHERE about[1] = '%s' AND purpose LIKE '%%with what was corrected%%'
                                """
                                        .formatted(other.id("b1"))))
                .isEqualTo(1);
        // Nobody learns by comparing two days what was withdrawn before their time.
        assertThat(
                        Service.as(NAMED)
                                .get("/v1/people/" + other.id("b1") + "/changes?since=2026-02-11")
                                .jsonPath()
                                .getList("withdrawn"))
                .isEmpty();
    }
}
