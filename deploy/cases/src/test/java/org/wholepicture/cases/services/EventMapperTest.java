package org.wholepicture.cases.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wholepicture.cases.CaseFile;
import org.wholepicture.cases.CaseReader;
import org.wholepicture.cases.CaseReading;

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

    private static final String NO_SUCH_TYPE =
            """
            {"id": "t", "title": "t", "startDay": 0, "endDay": 9,
             "children": [{"id": "A", "birthDay": -100}],
             "events": [{"id": "g", "day": 0, "agency": "school-nursing", "type": "GCP", "children": ["A"], "grades": {"physical": 4, "safety": 3, "emotional": 3, "developmental": 3}}],
             "expected": [], "mustNotFire": []}
            """;

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

        JsonNode home = mapper.event(story.event("home")).event();
        JsonNode missed = mapper.event(story.event("missed")).event();

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
                mapper.event(story.event("concern")).event().at("/data/subject/children/1");
        JsonNode after = mapper.event(story.event("born")).event().at("/data/subject/child");

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
    void aTypeThatNoEventSaysYetIsNamed() throws IOException {
        assertThat(EventMapper.notAccepted(story(NO_SUCH_TYPE))).containsExactly("GCP");
        assertThat(EventMapper.notAccepted(story(STORY))).isEmpty();
    }

    private JsonNode event(String id) throws IOException {
        return mapper().event(story(STORY).event(id)).event();
    }

    private EventMapper mapper() throws IOException {
        Anchor anchor = new Anchor(LocalDate.of(2026, 1, 5));
        Cast cast = new Cast(story(STORY), anchor, new Identities(folder));
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
