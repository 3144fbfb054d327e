package org.wholepicture.cases.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wholepicture.cases.CaseEvent;
import org.wholepicture.cases.CaseEventType;
import org.wholepicture.cases.CaseFile;
import org.wholepicture.cases.CaseReader;
import org.wholepicture.cases.CaseReading;
import org.wholepicture.platform.testsupport.Contracts;

/** Each event of a story goes out as the event type that says it, about whom its agency knows. */
class EventMapperTest {

    private static final String STORY =
            """
            {"id": "t", "title": "t", "startDay": -1, "endDay": 90,
             "children": [{"id": "A", "birthDay": -100}, {"id": "U", "birthDay": 30}],
             "adults": [{"id": "mother"}],
             "events": [
              {"id": "home", "day": 0, "agency": "health-visiting", "type": "HOUSEHOLD_MEMBER", "children": ["A"], "adult": "mother", "role": "mother"},
              {"id": "concern", "day": 0, "agency": "health-visiting", "type": "CONCERN", "children": ["A", "U"], "level": "LOW", "category": "NEG", "basis": "OBSERVED"},
              {"id": "claim", "day": 1, "agency": "early-help", "type": "CLAIM", "children": ["A"], "topic": "ENGAGEMENT:drug-alcohol", "value": "BETTER", "basis": "SELF_REPORT"},
              {"id": "missed", "day": 2, "agency": "drug-alcohol", "type": "CLAIM", "children": ["A"], "adult": "mother", "topic": "ENGAGEMENT:drug-alcohol", "value": "WORSE", "basis": "SERVICE_RECORD"},
              {"id": "came", "day": 3, "agency": "drug-alcohol", "type": "CLAIM", "children": ["A"], "adult": "mother", "topic": "ENGAGEMENT:drug-alcohol", "value": "BETTER", "basis": "SERVICE_RECORD"},
              {"id": "dentist", "day": 4, "received": 9, "agency": "dental", "type": "APPOINTMENT", "children": ["A"], "kind": "dental", "outcome": "ATTENDED", "apptRef": "D1"},
              {"id": "born", "day": 31, "agency": "maternity", "type": "CONTACT", "children": ["U"]},
              {"id": "close", "day": 40, "agency": "early-help", "type": "CLOSE_PROPOSED", "children": ["A"], "network": ["dental"], "reason": "all well"},
              {"id": "gone", "day": 12, "agency": "drug-alcohol", "type": "APPOINTMENT", "children": ["A"], "adult": "mother", "kind": "keyworker", "outcome": "DID_NOT_ATTEND"},
              {"id": "seen", "day": 13, "agency": "drug-alcohol", "type": "CONTACT", "children": ["A"], "adult": "mother"},
              {"id": "back", "day": 41, "agency": "dental", "type": "RETRACTION", "children": ["A"], "targets": ["dentist"], "reason": "wrong day"}
             ], "expected": [], "mustNotFire": []}
            """;

    /** An event of every kind with all that it may say. */
    private static final String EVERY_KIND =
            """
            {"id": "t", "title": "t", "startDay": -1, "endDay": 90,
             "children": [{"id": "A", "birthDay": -3000, "household": "home", "lead": "lead-z"}, {"id": "U", "birthDay": 30, "household": "home", "lead": "lead-b"}],
             "adults": [{"id": "mother"}],
             "events": [
              {"id": "concern", "day": 0, "agency": "school", "type": "CONCERN", "children": ["A", "U"], "level": "LOW", "category": "NEG", "basis": "OBSERVED", "neglectTypes": ["PHYSICAL"], "physicalHarmDisclosed": true, "sharedHome": true},
              {"id": "came", "day": 0, "agency": "dental", "type": "APPOINTMENT", "children": ["A"], "kind": "dental", "outcome": "ATTENDED", "apptRef": "D1", "basis": "SERVICE_RECORD"},
              {"id": "missed", "day": 0, "agency": "dental", "type": "APPOINTMENT", "children": ["A"], "kind": "dental", "outcome": "WAS_NOT_BROUGHT", "serviceFault": false},
              {"id": "claim", "day": 0, "agency": "early-help", "type": "CLAIM", "children": ["A"], "topic": "SAFE_SLEEP", "value": "BETTER", "basis": "SELF_REPORT"},
              {"id": "contact", "day": 0, "agency": "hospital", "type": "CONTACT", "children": ["A"], "basis": "OBSERVED", "sw": false, "childSeen": true, "seenAlone": true},
              {"id": "visit", "day": 0, "agency": "social-care", "type": "VISIT", "children": ["A", "U"], "sw": true, "childSeen": true, "seenAlone": false},
              {"id": "down", "day": 0, "agency": "social-care", "type": "STEP_DOWN_PROPOSED", "children": ["A"], "from": "CP", "to": "CIN", "network": ["school"], "reason": "outcomes met"},
              {"id": "downed", "day": 0, "agency": "social-care", "type": "STEP_DOWN", "children": ["A"], "from": "CP", "to": "CIN"},
              {"id": "close", "day": 0, "agency": "early-help", "type": "CLOSE_PROPOSED", "children": ["A"], "from": "EH"},
              {"id": "closed", "day": 0, "agency": "early-help", "type": "CLOSE", "children": ["A"]},
              {"id": "start", "day": 0, "agency": "social-care", "type": "PLAN_START", "children": ["A"], "plan": "CP", "category": "MUL", "categories": ["NEG", "EMO"]},
              {"id": "end", "day": 0, "agency": "social-care", "type": "PLAN_END", "children": ["A"], "plan": "CP", "reason": "moved away"},
              {"id": "review", "day": 0, "agency": "social-care", "type": "CIN_REVIEW", "children": ["A"], "reason": "due"},
              {"id": "eh", "day": 0, "agency": "early-help", "type": "EH_ASSESSMENT", "children": ["A"], "newWorker": true},
              {"id": "begins", "day": 0, "agency": "social-care", "type": "ASSESSMENT_START", "children": ["A"], "newWorker": true},
              {"id": "ends", "day": 0, "agency": "social-care", "type": "ASSESSMENT_END", "children": ["A"], "voice": false, "adultMalesIncluded": true},
              {"id": "profile", "day": 0, "agency": "school-nursing", "type": "GCP", "children": ["A"], "grades": {"physical": 4, "safety": 3, "emotional": 2, "developmental": 1}, "basis": "OBSERVED"},
              {"id": "strategy", "day": 0, "agency": "social-care", "type": "STRATEGY_DISCUSSION", "children": ["A"], "s47": true, "physical": true, "medicalDecision": "NOT_NEEDED", "reason": "seen today", "of": "concern"},
              {"id": "none", "day": 0, "agency": "social-care", "type": "STRATEGY_DECLINED", "children": ["A"], "reason": "an accident", "of": "concern"},
              {"id": "s47", "day": 0, "agency": "social-care", "type": "S47_END_NO_ICPC", "children": ["A"], "reason": "not substantiated", "of": "strategy"},
              {"id": "icpc", "day": 0, "agency": "social-care", "type": "ICPC", "children": ["A"]},
              {"id": "rcpc", "day": 0, "agency": "social-care", "type": "REVIEW_CONFERENCE", "children": ["A"]},
              {"id": "core", "day": 0, "agency": "social-care", "type": "CORE_GROUP", "children": ["A"]},
              {"id": "taf", "day": 0, "agency": "early-help", "type": "TAF_MEETING", "children": ["A"]},
              {"id": "minutes", "day": 0, "agency": "social-care", "type": "MINUTES_SHARED", "children": ["A"], "of": "icpc"},
              {"id": "term", "day": 0, "agency": "school", "type": "ATTENDANCE", "children": ["A"], "possible": 60, "absent": 6, "term": "spring-1"},
              {"id": "referral", "day": 0, "agency": "mental-health", "type": "REFERRAL", "children": ["A"], "adult": "mother", "historyGiven": false, "basisGiven": true, "reason": "a pattern"},
              {"id": "decision", "day": 0, "agency": "social-care", "type": "REFERRAL_DECISION", "children": ["A"], "outcome": "NO_STRATEGY", "reason": "an accident", "of": "referral"},
              {"id": "on", "day": 0, "agency": "early-help", "type": "REFERRAL_TO_SERVICE", "children": ["A"], "to": "drug-alcohol", "reason": "asked for"},
              {"id": "lead", "day": 0, "agency": "social-care", "type": "LEAD_ASSIGNED", "children": ["A"], "newWorker": true, "lead": "lead-a"},
              {"id": "factor", "day": 0, "agency": "drug-alcohol", "type": "FACTOR", "children": ["A"], "adult": "mother", "factor": "SUBSTANCE_MISUSE", "basis": "SERVICE_RECORD"},
              {"id": "male", "day": 0, "agency": "police", "type": "HOUSEHOLD_MALE", "children": ["A"], "role": "mother's new Partner", "basis": "SERVICE_RECORD"},
              {"id": "member", "day": 2, "agency": "health-visiting", "type": "HOUSEHOLD_MEMBER", "children": ["A"], "adult": "mother", "role": "mother"},
              {"id": "other", "day": 0, "agency": "health-visiting", "type": "HOUSEHOLD_MEMBER", "children": ["A"]},
              {"id": "mother", "day": 0, "agency": "social-care", "type": "VISIT", "children": ["U"], "sw": true},
              {"id": "wrong", "day": 0, "agency": "school", "type": "CONCERN", "children": ["A"], "level": "LOW", "category": "NEG", "basis": "OBSERVED", "identity": "INVALID"},
              {"id": "whose", "day": 0, "agency": "school", "type": "CONCERN", "children": ["A"], "level": "LOW", "category": "NEG", "basis": "OBSERVED", "identity": "AMBIGUOUS"},
              {"id": "back", "day": 0, "agency": "school", "type": "RETRACTION", "children": ["A"], "targets": ["concern"], "reason": "wrong day"}
             ], "expected": [], "mustNotFire": []}
            """;

    private static final Map<String, String> RECEIPTS =
            Map.of("concern", "00000000-0000-4000-8000-000000000001");

    @TempDir private Path folder = Path.of(".");

    @Test
    void whatAnAdultsServiceRecordsIsAboutTheAdultAlone() throws IOException {
        JsonNode missed = event("missed");

        assertThat(missed.path("type").asText())
                .isEqualTo("org.wholepicture.missed-appointment.v1");
        assertThat(missed.path("data").path("outcome").asText()).isEqualTo("DID_NOT_ATTEND");
        assertThat(missed.path("data").path("subject").fieldNames())
                .toIterable()
                .containsExactly("adult");
        assertThat(missed.path("data").has("claims")).isFalse();
        assertThat(event("came").path("type").asText())
                .isEqualTo("org.wholepicture.attended-appointment.v1");
    }

    @Test
    void whateverNamesAnAdultIsAboutTheAdultAlone() throws IOException {
        for (String id : new String[] {"gone", "seen"}) {
            assertThat(event(id).at("/data/subject").fieldNames())
                    .toIterable()
                    .containsExactly("adult");
        }
        assertThat(event("home").at("/data/subject").fieldNames())
                .toIterable()
                .containsExactly("child");
    }

    @Test
    void whatSomebodySaysIsAContactWithAClaimAboutTheChild() throws IOException {
        JsonNode claim = event("claim");

        assertThat(claim.path("type").asText()).isEqualTo("org.wholepicture.contact.v1");
        assertThat(claim.path("data").path("subject").has("child")).isTrue();
        assertThat(claim.at("/data/claims/0/topic").asText()).isEqualTo("ENGAGEMENT:drug-alcohol");
        assertThat(claim.at("/data/claims/0/basis").asText()).isEqualTo("SELF_REPORT");
    }

    @Test
    void theAdultIsTheSameOneInTheHouseholdAndInTheRecord() throws IOException {
        EventMapper mapper = mapper();
        CaseFile story = story(STORY);

        JsonNode home = mapper.event(story.event("home"), Map.of()).event();
        JsonNode missed = mapper.event(story.event("missed"), Map.of()).event();

        assertThat(home.at("/data/member/adult")).isEqualTo(missed.at("/data/subject/adult"));
    }

    @Test
    void anEventOccurredOnItsDayHoweverLateItIsSent() throws IOException {
        assertThat(event("dentist").at("/data/occurred/from").asText()).isEqualTo("2026-01-09");
    }

    @Test
    void anUnbornChildIsExpectedAndABornOneHasANumber() throws IOException {
        EventMapper mapper = mapper();
        CaseFile story = story(STORY);

        JsonNode before =
                mapper.event(story.event("concern"), Map.of())
                        .event()
                        .at("/data/subject/children/1");
        JsonNode after =
                mapper.event(story.event("born"), Map.of()).event().at("/data/subject/child");

        assertThat(before.has("expectedBirthDate")).isTrue();
        assertThat(before.at("/identifiers/0/system").asText()).isEqualTo("la-child-id");
        assertThat(after.has("birthDate")).isTrue();
        assertThat(after.path("identifiers"))
                .extracting(identifier -> identifier.path("system").asText())
                .containsExactly("nhs-number", "la-child-id");
        assertThat(after.at("/identifiers/1/value")).isEqualTo(before.at("/identifiers/0/value"));
    }

    @Test
    void aClosureIsAStepDownToClosed() throws IOException {
        JsonNode data = event("close").path("data");

        assertThat(data.path("state").asText()).isEqualTo("PROPOSED");
        assertThat(data.path("to").asText()).isEqualTo("CLOSED");
        assertThat(data.at("/network/0").asText()).isEqualTo("dental");
    }

    @Test
    void aRetractionNamesTheEventsItTakesBackAndNobody() throws IOException {
        JsonNode data = event("back").path("data");

        assertThat(data.at("/targets/0/id").asText()).isEqualTo("run-dentist");
        assertThat(data.has("subject")).isFalse();
    }

    @Test
    void everyKindOfEventMeetsItsContractAndItsAgencyMaySendIt() throws IOException {
        CaseFile story = story(EVERY_KIND);
        EventMapper mapper = mapper(story);
        Set<CaseEventType> kinds = EnumSet.noneOf(CaseEventType.class);

        for (CaseEvent event : story.events()) {
            JsonNode sent = mapper.event(event, RECEIPTS).event();

            kinds.add(event.type());
            Contracts.assertValidEvent(sent.toString());
            assertThat(Partnership.agency(event.agency()).orElseThrow().eventTypes())
                    .as(event.id())
                    .contains(shortName(sent));
        }

        assertThat(EnumSet.complementOf(EnumSet.copyOf(kinds)))
                .containsExactlyInAnyOrder(
                        CaseEventType.CONTRA_RESOLVED,
                        CaseEventType.DISSENT,
                        CaseEventType.ESCALATION_STAGE,
                        CaseEventType.ESCALATION_RESOLVED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    visit; visit; {"childSeen":true,"seenAlone":false,"socialWorker":true}
                    end; plan; {"state":"ENDED","plan":"CP","reason":"moved away"}
                    review; plan; {"state":"REVIEWED","plan":"CIN","reason":"due"}
                    eh; assessment; {"state":"STARTED","kind":"EARLY_HELP","newWorker":true}
                    ends; assessment; {"state":"ENDED","kind":"CHILD_AND_FAMILY","childVoiceIncluded":false,"adultMalesConsidered":true}
                    profile; care-profile; {"basis":"OBSERVED","grades":{"physical":4,"safety":3,"emotional":2,"developmental":1}}
                    strategy; meeting; {"kind":"STRATEGY_DISCUSSION","state":"HELD","s47":true,"physicalHarm":true,"medicalDecision":"NOT_NEEDED","reason":"seen today","of":{"receipt":"00000000-0000-4000-8000-000000000001"}}
                    none; meeting; {"kind":"STRATEGY_DISCUSSION","state":"DECIDED_AGAINST","reason":"an accident","of":{"receipt":"00000000-0000-4000-8000-000000000001"}}
                    s47; meeting; {"kind":"INITIAL_CONFERENCE","state":"DECIDED_AGAINST","reason":"not substantiated","of":{"id":"run-strategy"}}
                    taf; meeting; {"kind":"TEAM_AROUND_THE_FAMILY","state":"HELD"}
                    minutes; minutes-shared; {"of":{"id":"run-icpc"}}
                    term; attendance; {"possible":60,"absent":6,"term":"spring-1"}
                    referral; referral; {"historyGiven":false,"basisGiven":true,"reason":"a pattern"}
                    decision; referral-decision; {"outcome":"NO_STRATEGY","reason":"an accident"}
                    factor; family-factor; {"basis":"SERVICE_RECORD","factor":"SUBSTANCE_MISUSE"}
                    male; household-member; {"basis":"SERVICE_RECORD","adultMale":true,"role":"mothers-new-partner"}
                    other; household-member; {"member":{"notKnown":true},"role":"adult"}
                    mother; visit; {"socialWorker":true,"childSeen":true}
                    """)
    void anEventSaysWhatTheStorySays(String id, String type, String json) throws IOException {
        CaseFile story = story(EVERY_KIND);

        JsonNode sent = mapper(story).event(story.event(id), RECEIPTS).event();

        ObjectNode said = (ObjectNode) sent.path("data").deepCopy();
        said.remove(List.of("subject", "occurred"));
        if (said.at("/member/adult/identifiers").size() == 1) {
            // A man known to the agency, if not by name to the story.
            said.remove("member");
        }
        assertThat(shortName(sent)).isEqualTo(type);
        assertThat(said).isEqualTo(new ObjectMapper().readTree(json));
    }

    @Test
    void whoeverCannotBeKnownIsSentWithABadNumberOrWithNumbersOfTwoOthers() throws IOException {
        CaseFile story = story(EVERY_KIND);
        Anchor anchor = new Anchor(LocalDate.of(2026, 1, 5));
        Cast cast = new Cast(story, anchor, new Identities(folder));
        EventMapper mapper = new EventMapper(cast, anchor, "run", Map.of());
        String right = "/data/subject/child/identifiers/0/value";

        JsonNode own = mapper.event(story.event("came"), Map.of()).event().at(right);
        JsonNode wrong = mapper.event(story.event("wrong"), Map.of()).event();
        JsonNode whose = mapper.event(story.event("whose"), Map.of()).event();

        assertThat(wrong.at(right).asText()).startsWith(own.asText().substring(0, 9));
        assertThat(wrong.at(right)).isNotEqualTo(own);
        assertThat(whose.at("/data/subject/child/identifiers"))
                .containsExactlyElementsOf(
                        cast.others().stream().map(other -> other.at("/identifiers/0")).toList())
                .doesNotContain(own)
                .hasSize(2);
    }

    @Test
    void whatTheStoryTakesForKnownOfTheFamilyIsToldFirst() throws IOException {
        CaseFile story = story(EVERY_KIND);
        EventMapper mapper = mapper(story);

        List<Family.Link> links = Family.assumed(story, -1);

        // Her own event tells of the mother too late for what her services say of day 0.
        assertThat(links)
                .containsExactly(
                        new Family.Link("carer of home", List.of("A", "U"), -2, -1),
                        new Family.Link("mother", List.of("A"), 0, -1));
        for (int i = 0; i < links.size(); i++) {
            JsonNode sent = mapper.belongs(links.get(i), i).event();
            Contracts.assertValidEvent(sent.toString());
            assertThat(Partnership.agency(Partnership.DESK).orElseThrow().eventTypes())
                    .contains(shortName(sent));
        }
        assertThat(Family.assumed(story(STORY), -1)).isEmpty();
    }

    @Test
    void leadsWhomThePartnershipDoesNotHaveArePlayedByOthers() throws IOException {
        CaseFile story = story(EVERY_KIND);
        Cast cast = new Cast(story, Anchor.asWritten(), new Identities(folder));

        assertThat(cast.lead("U")).isEqualTo("lead-b");
        assertThat(cast.lead("A")).isEqualTo("lead-c");
        assertThat(cast.who("lead-a")).isEqualTo("lead-a");
    }

    private static String shortName(JsonNode event) {
        return event.path("type").asText().replaceAll("^org.wholepicture.|.v1$", "");
    }

    private JsonNode event(String id) throws IOException {
        return mapper().event(story(STORY).event(id), Map.of()).event();
    }

    private EventMapper mapper() throws IOException {
        return mapper(story(STORY));
    }

    private EventMapper mapper(CaseFile story) {
        Anchor anchor = new Anchor(LocalDate.of(2026, 1, 5));
        Cast cast = new Cast(story, anchor, new Identities(folder));
        return new EventMapper(cast, anchor, "run", Map.of());
    }

    private CaseFile story(String json) throws IOException {
        Path file = folder.resolve("story.json");
        Files.writeString(file, json);
        return switch (CaseReader.read(file)) {
            case CaseReading.Sound(CaseFile story, var _) -> story;
            case CaseReading.Broken broken -> throw new AssertionError(broken.toString());
        };
    }
}
