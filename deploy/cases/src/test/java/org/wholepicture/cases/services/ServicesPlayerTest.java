package org.wholepicture.cases.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wholepicture.cases.CaseFile;
import org.wholepicture.cases.CasePlayer.CannotPlayException;
import org.wholepicture.cases.CasePlayer.Played;
import org.wholepicture.cases.CaseReader;
import org.wholepicture.cases.CaseReading;
import org.wholepicture.cases.RaisedAlert;

/** A story is played by those who would do it, and what cannot be played stops no other. */
class ServicesPlayerTest {

    private static final String CONCERN =
            """
            {"id": "c", "day": 1, "agency": "school", "type": "CONCERN", "children": ["A"], "level": "LOW", "category": "NEG", "basis": "OBSERVED"}""";

    private static final String REAL_TIME = "{\"offset\":\"PT0S\"}";

    @TempDir private Path folder = Path.of(".");

    private FakeServices services;
    private ServicesPlayer player;

    @BeforeEach
    void start() throws IOException {
        services = new FakeServices(folder);
        player = new ServicesPlayer(services.connection(), _ -> {});
    }

    @AfterEach
    void stop() {
        services.close();
    }

    @Test
    void whoRaisedADisagreementResolvesItForEachChild() throws Exception {
        Played played =
                player.play(
                        story(
                                """
                                {"id": "close", "day": 1, "agency": "early-help", "type": "CLOSE_PROPOSED", "children": ["A", "B"]},
                                {"id": "no", "day": 2, "agency": "school", "type": "DISSENT", "children": ["A", "B"]},
                                {"id": "yes", "day": 3, "agency": "early-help", "type": "ESCALATION_RESOLVED", "children": ["A", "B"], "of": "no"}"""));

        assertThat(played.problems()).isEmpty();
        assertThat(services.said())
                .containsExactly(
                        "dissent-of-person-1 resolution by school-practitioner",
                        "dissent-of-person-2 resolution by school-practitioner");
    }

    @Test
    void aDisagreementGoesUpStageByStageAndToTheTopInDanger() throws Exception {
        Played played =
                player.play(
                        story(
                                """
                                {"id": "no", "day": 2, "agency": "school", "type": "DISSENT", "children": ["A"]},
                                {"id": "up", "day": 3, "agency": "school", "type": "ESCALATION_STAGE", "children": ["A"], "of": "no"},
                                {"id": "third", "day": 4, "agency": "school", "type": "ESCALATION_STAGE", "children": ["A"], "of": "up", "stage": 3},
                                {"id": "danger", "day": 4, "agency": "school", "type": "DISSENT", "children": ["B"], "stage": 5}"""));

        assertThat(services.said())
                .containsExactly(
                        "dissent-of-person-1 stages by school-practitioner",
                        "dissent-of-person-1 stages by school-practitioner",
                        "dissent-of-person-2 immediate-danger by school-practitioner");
        assertThat(played.problems()).isEmpty();
        assertThat(played.alerts())
                .as("what the clock has marked, once, though it is read every day")
                .hasSize(2)
                .allMatch(alert -> alert.rule().equals("ESC-OVERDUE"))
                .extracting(RaisedAlert::subject)
                .containsExactlyInAnyOrder("dissent:no#2", "dissent:danger#2");
    }

    @Test
    void anEventThatIsNotAcceptedFailsItsStoryByItsTypeAndTheNextIsPlayed() throws Exception {
        services.refuse("org.wholepicture.concern.v1");

        Played refused = player.play(story(CONCERN));
        Played next =
                player.play(
                        story(CONCERN.replace("CONCERN", "CONTACT").replaceAll(", .level.*", "}")));

        assertThat(refused.problems())
                .singleElement()
                .asString()
                .contains("of type org.wholepicture.concern.v1 is not accepted: 422");
        assertThat(next.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"topic:SAFE_SLEEP, 1", "topic:FOOD, 0"})
    void theLeadRecordsWhatSettlesAContradictionThatStands(String subject, int recorded)
            throws Exception {
        services.contradictionStands(subject);

        Played played =
                player.play(
                        story(
                                """
                                {"id": "m", "day": 1, "agency": "school", "type": "CONTRA_RESOLVED", "children": ["A"], "topic": "SAFE_SLEEP"}"""));

        assertThat(played.problems()).noneMatch(problem -> problem.contains("not played"));
        assertThat(services.said())
                .filteredOn(said -> said.startsWith("alert-1 evidence by "))
                .hasSize(recorded);
    }

    @Test
    void anEventOfNobodyKnownIsSeenOnTheFrontDoorsList() throws Exception {
        Played played =
                player.play(
                        story(
                                CONCERN.replace("}", ", \"identity\": \"INVALID\"}")
                                        + ","
                                        + CONCERN.replace("\"c\"", "\"d\"")
                                                .replace("}", ", \"identity\": \"AMBIGUOUS\"}")));

        assertThat(played.problems()).isEmpty();
        assertThat(played.alerts())
                .containsExactly(
                        new RaisedAlert(1, "ID-REVIEW", RaisedAlert.NOBODY, "c", List.of()),
                        new RaisedAlert(1, "ID-REVIEW", RaisedAlert.NOBODY, "d", List.of()));
    }

    @Test
    void whenItsAgencyTakesAHeldEventBackThatIsSeenOnTheListToo() throws Exception {
        Played played =
                player.play(
                        story(
                                CONCERN.replace("}", ", \"identity\": \"INVALID\"}")
                                        + """
                                        ,{"id": "r", "day": 3, "agency": "school", "type": "RETRACTION", "children": ["A"], "targets": ["c"]}"""));

        assertThat(played.problems()).isEmpty();
        assertThat(played.alerts())
                .containsExactly(
                        new RaisedAlert(1, "ID-REVIEW", RaisedAlert.NOBODY, "c", List.of()),
                        new RaisedAlert(
                                3, "WITHDRAWN:ID-REVIEW", RaisedAlert.NOBODY, "c", List.of()));
    }

    @Test
    void aHeldEventThatDoesNotWaitIsAProblem() throws Exception {
        services.fileEverything();

        Played played = player.play(story(CONCERN.replace("}", ", \"identity\": \"INVALID\"}")));

        assertThat(played.problems()).containsExactly("c was to wait in review and does not");
    }

    @Test
    void aYoungChildThatDidNotAttendIsSentBackAndTheStoryGoesOn() throws Exception {
        services.refuse("org.wholepicture.missed-appointment.v1");

        Played played =
                player.play(
                        story(
                                """
                                {"id": "m", "day": 1, "agency": "dental", "type": "APPOINTMENT", "children": ["A"], "kind": "dental", "outcome": "DID_NOT_ATTEND"},"""
                                        + CONCERN));
        Played other =
                player.play(
                        story(
                                """
                                {"id": "m", "day": 1, "agency": "dental", "type": "APPOINTMENT", "children": ["A"], "kind": "dental", "outcome": "WAS_NOT_BROUGHT"}"""));

        assertThat(played.problems()).isEmpty();
        assertThat(services.events()).anyMatch(event -> event.toString().contains("concern.v1"));
        assertThat(other.problems()).singleElement().asString().contains("is not accepted: 422");
    }

    @Test
    void anAgencyThatIsNotOfThePartnershipFailsItsStoryAlone() throws Exception {
        Played failed = player.play(story(CONCERN.replace("school", "circus")));
        Played next = player.play(story(CONCERN));

        assertThat(failed.problems())
                .containsExactly("not played to its end: there is no client agency-circus");
        assertThat(next.problems()).isEmpty();
    }

    @Test
    void eachPlayingHasPeopleAndEventsOfItsOwn() throws Exception {
        player.play(story(CONCERN));
        player.play(story(CONCERN));

        List<String> people = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (JsonNode event : services.events()) {
            ids.add(event.path("id").asText());
            if (event.path("type").asText().endsWith("concern.v1")) {
                people.add(event.at("/data/subject/child/identifiers/0/value").asText());
            }
        }
        assertThat(people).hasSize(2).doesNotHaveDuplicates();
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void newBirthVisitsAreExpectedWhereAChildIsBornAndThatIsPutBack() throws Exception {
        Played played = player.play(story(CONCERN, 2));

        assertThat(played.problems()).isEmpty();
        assertThat(services.settings())
                .containsExactly(
                        "proposed by administrator: {\"from\":\"2026-01-05\"}",
                        "approved by second-administrator at 2026-01-04T09:00:00Z",
                        "proposed by administrator: {}",
                        "approved by second-administrator at 2026-01-04T09:00:00Z");
    }

    @Test
    void whereNoChildIsBornTheSettingsStayAsTheyAre() throws Exception {
        player.play(story(CONCERN));
        player.playEndingNow(story(CONCERN, 2));

        assertThat(services.settings()).isEmpty();
    }

    @Test
    void aStoryIsPlayedWhereItIsWrittenAlsoWhenThatIsAfterToday() throws Exception {
        player.play(story(CONCERN));

        assertThat(services.clocks().stream().map(clock -> clock.path("now").asText()))
                .contains("2026-01-05T09:00:00Z", "2026-01-09T16:00:00Z")
                .doesNotContain("2026-01-10T09:00:00Z");
        assertThat(services.clocks().getLast().toString()).isEqualTo(REAL_TIME);
    }

    @Test
    void eachDayHasAMorningAndAnAfternoonOnlyWhereThereIsNews() throws Exception {
        player.play(story(CONCERN));

        assertThat(
                        services.clocks().stream()
                                .map(clock -> clock.path("now").asText())
                                .filter(now -> !now.isEmpty())
                                .distinct())
                .containsExactly(
                        "2026-01-05T09:00:00Z",
                        "2026-01-06T09:00:00Z",
                        "2026-01-06T16:00:00Z",
                        "2026-01-07T09:00:00Z",
                        "2026-01-08T09:00:00Z",
                        "2026-01-09T09:00:00Z",
                        "2026-01-09T16:00:00Z");
    }

    @Test
    void whenPlayingIsBroughtToAnEndTheServicesAreInRealTimeAndStayThere() throws Exception {
        services.atEachEvent(player::broughtToAnEnd);

        Played played = player.play(story(CONCERN));

        assertThat(played.problems()).containsExactly("not played to its end: playing was ended");
        List<String> told = services.clocks().stream().map(JsonNode::toString).toList();
        int moved = told.size() - 1 - told.reversed().indexOf(displaced(told));
        assertThat(told.subList(moved + 1, told.size()))
                .hasSizeGreaterThanOrEqualTo(2 * Connection.SERVICES.size())
                .containsOnly(REAL_TIME);
    }

    @Test
    void whenNothingIsPlayedAnEndMovesNothing() {
        player.broughtToAnEnd();

        assertThat(services.clocks()).isEmpty();
    }

    /** What the clocks were last told that was not real time. */
    private static String displaced(List<String> told) {
        return told.reversed().stream()
                .filter(body -> !body.equals(REAL_TIME))
                .findFirst()
                .orElseThrow();
    }

    private CaseFile story(String events) throws IOException, CannotPlayException {
        return story(events, -100);
    }

    private CaseFile story(String events, int birthDay) throws IOException, CannotPlayException {
        Path file = folder.resolve("story.json");
        Files.writeString(
                file,
                """
                {"id": "t", "title": "t", "startDay": 0, "endDay": 4,
                 "children": [{"id": "A", "birthDay": %d}, {"id": "B", "birthDay": -900}],
                 "events": [%s], "expected": [], "mustNotFire": []}
                """
                        .formatted(birthDay, events));
        return switch (CaseReader.read(file)) {
            case CaseReading.Sound(CaseFile story, var _) -> story;
            case CaseReading.Broken broken -> throw new AssertionError(broken.toString());
        };
    }
}
