package org.wholepicture.chronology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wholepicture.platform.testsupport.Tokens;

/** What a timeline says, now and as known on a day. */
@QuarkusTest
class TimelineTest {

    @Inject Service service;

    private Story story;

    @BeforeEach
    void told() {
        story = service.tell(0x30);
    }

    private JsonPath timeline(String query) {
        return Service.timeline(Service.asLead(), story.id("b1"), query)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .extract()
                .jsonPath();
    }

    private List<String> events(String query) {
        return timeline(query).getList("entries.event", String.class).stream()
                .map(id -> id.substring(33).replaceFirst("^0+", ""))
                .toList();
    }

    @Test
    void saysEverythingInTheApprovedWords() throws JsonProcessingException {
        String answer = Service.timeline(Service.asLead(), story.id("b1"), "?limit=200").asString();

        ObjectMapper pretty = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        Approved.assertSame(
                "timeline.json",
                pretty.writeValueAsString(pretty.readTree(story.asTold(answer))) + "\n");
    }

    @Test
    void listsWhatHappenedNewestFirstAndAnEventUnderTwoRecordsOnce() {
        assertThat(events("?limit=200"))
                .containsExactly(
                        "d9", "e18", "d2", "e17", "e14", "e13", "d1", "e11", "e10", "e09", "e08",
                        "e40", "e06", "e16", "e04", "e15", "e05", "e07");
    }

    /** e12 is a second version that came after the third: nobody can have seen it standing. */
    @Test
    void whatNeverStoodIsLeftOutUnlessItIsAskedFor() {
        assertThat(events("?limit=200&type=missed-appointment")).doesNotContain("e12");
        assertThat(events("?limit=200&type=missed-appointment&struck=shown")).contains("e12");
    }

    @Test
    void pagesMeetWithoutGapOrOverlap() {
        List<String> all = events("?limit=200");
        List<String> paged = new ArrayList<>();

        String query = "?limit=3";
        while (query != null) {
            JsonPath page = timeline(query);
            paged.addAll(
                    page.getList("entries.event", String.class).stream()
                            .map(id -> id.substring(33).replaceFirst("^0+", ""))
                            .toList());
            String next = page.getString("next");
            query = next == null ? null : "?limit=3&cursor=" + next;
        }

        assertThat(paged).isEqualTo(all);
    }

    @Test
    void filtersByAgencyTypeAndPeriod() {
        assertThat(events("?agency=police")).containsExactly("e17", "e14", "e13");
        assertThat(events("?agency=police&agency=gp&type=contact&type=attended-appointment"))
                .containsExactly("e17", "e40");
        assertThat(events("?type=alert")).containsExactly("d2", "d1");
        // A period that began before and lasted into it is in it.
        assertThat(events("?from=2025-12-20&to=2026-01-05"))
                .containsExactly("e16", "e04", "e15", "e05");
    }

    @Test
    void onADayShowsWhatWasKnownByItsEndAndNothingElse() {
        assertThat(events("?knownOn=2026-01-04")).isEmpty();
        assertThat(events("?knownOn=2026-01-05")).containsExactly("e04");
        assertThat(events("?knownOn=2026-02-08")).doesNotContain("e09").contains("e10");
        assertThat(events("?knownOn=2026-02-09")).contains("e09", "d1");
    }

    @Test
    void onADayBeforeTheCorrectionTheFirstVersionStands() {
        assertThat(mark("e10", "2026-02-09")).isEmpty();
        assertThat(mark("e10", "2026-02-10")).containsExactly("SUPERSEDED");
        assertThat(mark("e12", "2026-02-11")).containsExactly("SUPERSEDED");
        assertThat(mark("e13", "2026-02-11")).isEmpty();
        assertThat(mark("e13", "2026-02-12")).containsExactly("RETRACTED");
        assertThat(mark("d1", "2026-02-11")).containsExactly("ADDED_TO", "ACKNOWLEDGED");
        assertThat(mark("d1", "2026-02-12"))
                .containsExactly("ADDED_TO", "ACKNOWLEDGED", "WITHDRAWN");
        assertThat(mark("e18", "2026-03-03")).containsExactly("DISPUTED");
        assertThat(mark("d9", "2026-03-03")).isEmpty();
        assertThat(mark("d9", "2026-03-05")).containsExactly("RESOLVED");
    }

    private List<String> mark(String event, String day) {
        return timeline("?limit=200&struck=shown&knownOn=" + day)
                .getList(
                        "entries.find { it.event == '%s' }.marks.kind".formatted(story.id(event)),
                        String.class);
    }

    @Test
    void aRetractedEntryIsStruckWithItsReason() {
        JsonPath now = timeline("?limit=200");

        String entry = "entries.find { it.event == '%s' }".formatted(story.id("e13"));
        assertThat(now.getBoolean(entry + ".struck")).isTrue();
        assertThat(now.getString(entry + ".summary")).isEqualTo("Seen outside late.");
        assertThat(now.getString(entry + ".marks[0].reason")).isEqualTo("It was another child.");
    }

    @Test
    void aMergedRecordCountsFromTheDayTheMergeWasKnown() {
        assertThat(events("?knownOn=2026-02-20")).doesNotContain("e40");
        assertThat(events("?knownOn=2026-02-21")).contains("e40");
    }

    @Test
    void aRecordThatWasSplitOffIsClosedAlsoForTheDaysOnWhichItStoodHere() {
        JsonPath then = timeline("?limit=200&knownOn=2026-02-20");

        assertThat(then.getList("entries.event", String.class))
                .doesNotContain(story.id("e20").toString());
        assertThat(then.getInt("moved.records")).isEqualTo(1);
        assertThat(then.prettify()).doesNotContain("CANARY");
        assertThat(timeline("?limit=200&knownOn=2026-02-19").getInt("moved.records")).isZero();
    }

    @Test
    void namesTheChildAsTheyWereKnownThen() {
        assertThat(timeline("?knownOn=2026-02-15").getString("child.given")).isEqualTo("Alex");
        assertThat(timeline("?knownOn=2026-02-16").getString("child.given")).isEqualTo("Alexandra");
    }

    @Test
    void whatALaterOpeningLeavesOutStands() {
        Story named =
                new Story(0x33, service.privateMember())
                        .opened("a1", "b1", "2026-02-01T09:00:00Z", "Alex", "2025-09-20")
                        .opened("a1", "b1", "2026-02-02T09:00:00Z", "Alexandra", "")
                        .confirmed(
                                "c1", "a1", "b1", "2026-02-02T09:00:00Z", "pr-lead", "LEAD", "{}");
        named.sent().forEach(service::apply);

        JsonPath now = Service.timeline(Service.asLead(), named.id("b1"), "").jsonPath();

        assertThat(now.getString("child.given")).isEqualTo("Alexandra");
        assertThat(now.getString("child.birthDate")).isEqualTo("2025-09-20");
    }

    @Test
    void coverageComesFirstAndTellsSilence() {
        String answer = Service.timeline(Service.asLead(), story.id("b1"), "?limit=1").asString();
        JsonPath now = JsonPath.from(answer);

        assertThat(answer.indexOf("\"coverage\"")).isLessThan(answer.indexOf("\"entries\""));
        assertThat(state(now, "early-help")).isEqualTo("HEARD 8");
        assertThat(state(now, "drug-alcohol")).isEqualTo("SILENT 50");
        // Heard about this child through the record that was merged; never by anybody else.
        assertThat(state(now, "gp")).isEqualTo("SILENT 58");
        assertThat(state(now, "police")).isEqualTo("HEARD 25");
        assertThat(now.getList("coverage.agency", String.class)).doesNotContain("youth-club");
    }

    @Test
    void coverageOnADayCountsFromThatDay() {
        JsonPath then = timeline("?knownOn=2026-02-08");

        assertThat(state(then, "gp")).isEqualTo("NOTHING_RECEIVED null");
        assertThat(state(then, "early-help")).isEqualTo("HEARD 27");
    }

    @Test
    void anAgencyIsConnectedFromTheDayOnWhichItsFirstEventWasKnown() {
        Story other =
                new Story(0x31, service.privateMember())
                        .agency("only-here", "Only Here", true)
                        .opened("a1", "b1", "2026-02-01T09:00:00Z", "Alex", "")
                        .confirmed(
                                "c1", "a1", "b1", "2026-02-01T09:00:00Z", "pr-lead", "LEAD", "{}")
                        .filed(
                                "e1",
                                "a1",
                                "b1",
                                "2026-02-09T09:00:00Z",
                                "contact",
                                "only-here",
                                "{\"from\":\"2026-02-07\",\"precision\":\"DAY\"}",
                                "{}",
                                "{}",
                                "{}");
        other.sent().forEach(service::apply);
        try {
            assertThat(onlyHere(story, "2026-02-08")).isEqualTo("NOT_CONNECTED null");
            assertThat(onlyHere(other, "2026-02-08")).isEqualTo("NOT_CONNECTED null");
            assertThat(onlyHere(story, "2026-02-09")).isEqualTo("NOTHING_RECEIVED null");
            assertThat(onlyHere(other, "2026-02-09")).isEqualTo("HEARD 2");
        } finally {
            Servers.asSuperuser("DELETE FROM directory_agency WHERE agency = 'only-here'");
            Servers.asSuperuser("DELETE FROM agency_heard WHERE agency = 'only-here'");
        }
    }

    private static String onlyHere(Story child, String day) {
        return state(
                Service.timeline(Service.asLead(), child.id("b1"), "?knownOn=" + day).jsonPath(),
                "only-here");
    }

    @Test
    void whatWasWithdrawnWasNotHeardNorIsTheWithdrawal() {
        assertThat(state(timeline("?knownOn=2026-02-11"), "police")).isEqualTo("HEARD 1");
        assertThat(state(timeline("?knownOn=2026-02-12"), "police"))
                .isEqualTo("NOTHING_RECEIVED null");
    }

    @Test
    void aPeriodIsHeardOnItsLastDay() {
        String known = "2026-03-09T17:00:00Z";
        Story period =
                new Story(0x32, service.privateMember())
                        .opened("a1", "b1", known, "Alex", "")
                        .confirmed("c1", "a1", "b1", known, "pr-lead", "LEAD", "{}")
                        .filed(
                                "e1",
                                "a1",
                                "b1",
                                known,
                                "contact",
                                "gp",
                                "{\"from\":\"2026-01-10\",\"to\":\"2026-03-09\",\"precision\":\"DAY\"}",
                                "{}",
                                "{}",
                                "{}")
                        .filed(
                                "e2",
                                "a1",
                                "b1",
                                known,
                                "contact",
                                "gp",
                                "{\"from\":\"2026-02-01\",\"precision\":\"DAY\"}",
                                "{}",
                                "{}",
                                "{}");
        period.sent().forEach(service::apply);

        JsonPath now = Service.timeline(Service.asLead(), period.id("b1"), "").jsonPath();

        assertThat(state(now, "gp")).isEqualTo("HEARD 1");
    }

    @Test
    void decisionsAndAnswersStandOnTheTimelineWithWhatTheyWereAbout() {
        Story decided =
                new Story(0xE3D, service.privateMember())
                        .opened("a1", "b1", "2026-02-01T09:00:00Z", "Alex", "")
                        .confirmed(
                                "c1", "a1", "b1", "2026-02-01T09:00:00Z", "pr-lead", "LEAD", "{}")
                        .done(
                                "check-answered",
                                "d6",
                                "a1",
                                "b1",
                                "2026-02-09T08:00:00Z",
                                "CORRECTED")
                        .done(
                                "step-down-decided",
                                "d7",
                                "a1",
                                "b1",
                                "2026-02-10T08:00:00Z",
                                "WAIT");
        decided.sent().reversed().forEach(service::apply);
        decided.sent().forEach(service::apply);

        JsonPath told =
                Service.timeline(Service.asLead(), decided.id("b1"), "?layer=significant")
                        .jsonPath();
        assertThat(told.getList("entries.type"))
                .containsExactly("step-down-decision", "check-answer");
        assertThat(told.getList("entries.event"))
                .containsExactly(decided.id("d7").toString(), decided.id("d6").toString());
        assertThat(told.getString("entries[0].details.outcome")).isEqualTo("WAIT");
        assertThat(told.getList("entries[0].details.reasons"))
                .containsExactly("UNCONFIRMED:SAFE_SLEEP");
        assertThat(told.getString("entries[0].author.practitioner")).isEqualTo("pr-lead");
        assertThat(told.getString("entries[1].basis")).isEqualTo("SERVICE_RECORD");
        String page =
                Service.asLead()
                        .accept("text/html")
                        .get("/people/" + decided.id("b1"))
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        assertThat(page)
                .contains("Decision before a step-down or closure: wait")
                .contains("Open then: Not confirmed by another agency")
                .contains("Answer to a question: corrected")
                .contains("/alert/alerts/" + decided.id("d1"))
                .contains("/alert/people/" + decided.id("b1") + "/step-down-check");
    }

    @Test
    void anAlertReadsAsItStoodOnTheDay() {
        Story alerted =
                new Story(0x34, service.privateMember())
                        .opened("a1", "b1", "2026-02-01T09:00:00Z", "Alex", "")
                        .confirmed(
                                "c1", "a1", "b1", "2026-02-01T09:00:00Z", "pr-lead", "LEAD", "{}")
                        .alert("alert-raised", "d1", "a1", "b1", "2026-02-09T08:00:00Z", "{}")
                        .alert(
                                "alert-added-to",
                                "d1",
                                "a1",
                                "b1",
                                "2026-02-10T08:00:00Z",
                                "{\"severity\":\"HIGH\",\"reasons\":[\"AGENCY_SILENT:gp\"]}")
                        .alert(
                                "alert-added-to",
                                "d1",
                                "a1",
                                "b1",
                                "2026-02-12T08:00:00Z",
                                "{\"severity\":\"HIGH\",\"reasons\":[\"OPEN_DISSENT\"]}");
        alerted.sent().reversed().forEach(service::apply);

        assertThat(alert(alerted, "2026-02-09")).isEqualTo("MED []");
        assertThat(alert(alerted, "2026-02-11")).isEqualTo("HIGH [AGENCY_SILENT:gp]");
        assertThat(alert(alerted, "2026-03-10")).isEqualTo("HIGH [OPEN_DISSENT]");
    }

    private static String alert(Story story, String day) {
        JsonPath then =
                Service.timeline(Service.asLead(), story.id("b1"), "?knownOn=" + day).jsonPath();
        return then.getString("entries[0].details.severity")
                + " "
                + then.getList("entries[0].details.reasons");
    }

    private static String state(JsonPath answer, String agency) {
        String one = "coverage.find { it.agency == '" + agency + "' }.";
        return answer.getString(one + "state") + " " + answer.getString(one + "daysAgo");
    }

    @Test
    void restrictedContentIsForTheLeadAndTheAgencyItComesFrom() {
        String entry = "entries.find { it.event == '%s' }".formatted(story.id("e17"));
        JsonPath lead = timeline("?limit=200");
        JsonPath named =
                Service.timeline(
                                Service.as(
                                        Tokens.practitioner(
                                                "pr-health-visitor", "health-visiting")),
                                story.id("b1"),
                                "?limit=200")
                        .jsonPath();

        assertThat(lead.getString(entry + ".summary")).isEqualTo("Told in confidence.");
        assertThat(named.getString(entry + ".type")).isEqualTo("contact");
        assertThat(named.getBoolean(entry + ".withheld")).isTrue();
        assertThat(named.prettify()).doesNotContain("Told in confidence.");
    }

    static Stream<Arguments> whoSeesWhat() {
        String lead = Tokens.practitioner("pr-lead", "early-help");
        String own = Tokens.practitioner("pr-police", "police");
        String named = Tokens.practitioner("pr-health-visitor", "health-visiting");
        return Stream.of(
                Arguments.of("NORMAL", lead, true),
                Arguments.of("NORMAL", named, true),
                Arguments.of("RESTRICTED", lead, true),
                Arguments.of("RESTRICTED", own, true),
                Arguments.of("RESTRICTED", named, false),
                Arguments.of("SHIELDED", lead, false),
                Arguments.of("SHIELDED", own, true),
                Arguments.of("SHIELDED", named, false));
    }

    /** A concern, its withdrawal of some sensitivity, and an alert that rests on the withdrawal. */
    private Story sensitive(String sensitivity) {
        String known = "2026-02-01T09:00:00Z";
        Story told =
                new Story(0x35 + sensitivity.length(), service.privateMember())
                        .opened("a1", "b1", known, "Alex", "")
                        .confirmed("c1", "a1", "b1", known, "pr-lead", "LEAD", "{}")
                        .confirmed("c2", "a1", "b1", known, "pr-health-visitor", "NAMED", "{}")
                        .confirmed("c3", "a1", "b1", known, "pr-police", "NAMED", "{}");
        told.filed(
                        "e1",
                        "a1",
                        "b1",
                        known,
                        "concern",
                        "police",
                        "{\"from\":\"2026-02-01\",\"precision\":\"DAY\"}",
                        "{\"level\":\"HIGH\",\"category\":\"PHY\"}",
                        "{}",
                        "{}")
                .filed(
                        "e2",
                        "a1",
                        "b1",
                        "2026-02-02T09:00:00Z",
                        "retraction",
                        "police",
                        "{\"from\":\"2026-02-02\",\"precision\":\"DAY\"}",
                        "{\"targets\":[\"%s\"]}".formatted(told.id("e1")),
                        "{\"reason\":\"Because of a secret.\"}",
                        "{\"sensitivity\":\"%s\"}".formatted(sensitivity))
                .alert(
                        "alert-raised",
                        "d1",
                        "a1",
                        "b1",
                        "2026-02-03T09:00:00Z",
                        "{\"rule\":\"SAFE-INFANT\",\"reasons\":[\"OPEN_DISSENT\"],\"events\":[\"%s\"]}"
                                .formatted(told.id("e2")));
        told.sent().forEach(service::apply);
        return told;
    }

    @ParameterizedTest
    @MethodSource("whoSeesWhat")
    void theReasonOfAWithdrawalIsForThoseWhoMayReadTheWithdrawal(
            String sensitivity, String token, boolean seen) {
        Story told = sensitive(sensitivity);

        JsonPath answer = Service.timeline(Service.as(token), told.id("b1"), "").jsonPath();

        String concern = "entries.find { it.event == '%s' }".formatted(told.id("e1"));
        assertThat(answer.getBoolean(concern + ".struck")).isTrue();
        assertThat(answer.getString(concern + ".marks[0].reason"))
                .isEqualTo(seen ? "Because of a secret." : null);
        assertThat(answer.prettify().contains("Because of a secret.")).isEqualTo(seen);
    }

    @ParameterizedTest
    @MethodSource("whoSeesWhat")
    void anAlertTellsNoMoreThanTheFactsUnderIt(String sensitivity, String token, boolean seen) {
        Story told = sensitive(sensitivity);

        JsonPath answer = Service.timeline(Service.as(token), told.id("b1"), "").jsonPath();

        String alert = "entries.find { it.event == '%s' }".formatted(told.id("d1"));
        assertThat(answer.getBoolean(alert + ".withheld")).isEqualTo(!seen);
        assertThat(answer.getMap(alert + ".details").containsKey("reasons")).isEqualTo(seen);
        assertThat(
                        Service.as(token)
                                .accept("text/html")
                                .get("/people/" + told.id("b1"))
                                .asString()
                                .contains("infant safety"))
                .isEqualTo(seen);
    }

    @Test
    void anAlertOnAFactThatIsNotHereIsForTheLead() {
        Story told = sensitive("NORMAL");
        told.alert(
                "alert-raised",
                "d2",
                "a1",
                "b1",
                "2026-02-04T09:00:00Z",
                "{\"events\":[\"%s\"]}".formatted(told.id("e77")));
        service.apply(told.sent().getLast());
        String alert = "entries.find { it.event == '%s' }.withheld".formatted(told.id("d2"));

        assertThat(
                        Service.timeline(Service.asLead(), told.id("b1"), "")
                                .jsonPath()
                                .getBoolean(alert))
                .isFalse();
        assertThat(
                        Service.timeline(
                                        Service.as(
                                                Tokens.practitioner(
                                                        "pr-health-visitor", "health-visiting")),
                                        told.id("b1"),
                                        "")
                                .jsonPath()
                                .getBoolean(alert))
                .isTrue();
    }

    @Test
    void entriesByIdAreThoseOfTheTimelineOldestFirst() {
        JsonPath found =
                Service.asLead()
                        .get(
                                "/v1/people/%s/entries?event=%s&event=%s&event=%s"
                                        .formatted(
                                                story.id("b1"),
                                                story.id("e13"),
                                                story.id("e08"),
                                                story.id("e20")))
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();

        assertThat(found.getList("entries.event", String.class))
                .containsExactly(story.id("e08").toString(), story.id("e13").toString());
        assertThat(found.getString("entries[1].marks[0].reason"))
                .isEqualTo("It was another child.");
    }

    @Test
    void listsThePeopleIWorkWith() {
        JsonPath people =
                Service.asLead().get("/v1/people").then().statusCode(200).extract().jsonPath();

        String mine = "people.find { it.person == '%s' }".formatted(story.id("b1"));
        assertThat(people.getString(mine + ".child.given")).isEqualTo("Alexandra");
        assertThat(people.getString(mine + ".as")).isEqualTo("LEAD");
        assertThat(people.getList("people.person", String.class))
                .doesNotContain(story.id("b3").toString());
    }

    @Test
    void namesWhoMayReadAndNobodyWhoseAccountIsClosed() {
        assertThat(timeline("").getList("readers.name", String.class))
                .containsExactly("Kim Example", "Sam Example");
    }

    @Test
    void aMissingMessageIsSaid() {
        Servers.asSuperuser(
                "INSERT INTO inbox_gap (topic, key, sequence, noticed_at) VALUES ('child-events', '%s', 99, now())"
                        .formatted(story.id("a1")));
        try {
            assertThat(timeline("").getInt("gaps.missing")).isEqualTo(1);
        } finally {
            Servers.asSuperuser("DELETE FROM inbox_gap WHERE sequence = 99");
        }
    }
}
