package org.wholepicture.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wholepicture.platform.testsupport.CaseText.aCase;
import static org.wholepicture.platform.testsupport.CaseText.aCaseOfTwoMissedAppointments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wholepicture.platform.testsupport.CaseText;

/** What a case file may say, and how plainly its faults are named. */
class CaseReaderTest {

    @TempDir Path folder;

    private CaseFile sound(CaseText text) {
        return switch (CaseReader.read(text.in(folder, "story.json"))) {
            case CaseReading.Sound(CaseFile story, var _) -> story;
            case CaseReading.Broken broken -> throw new AssertionError(broken.toString());
        };
    }

    private List<String> faults(CaseText text) {
        return switch (CaseReader.read(text.in(folder, "story.json"))) {
            case CaseReading.Sound _ -> List.of();
            case CaseReading.Broken(var _, var faults) ->
                    faults.stream().map(CaseReading.Fault::toString).toList();
        };
    }

    private static String event(String members) {
        return "{\"id\": \"e1\", \"day\": 3, \"agency\": \"school\", \"children\": [\"A\"], "
                + members
                + "}";
    }

    @Test
    void readsWhatItIsTold() {
        // given
        CaseText text =
                aCase().adults("{\"id\": \"mother\"}")
                        .event(
                                """
                                {"id": "e1", "day": 3, "received": 9, "agency": "school-nursing",
                                 "type": "GCP", "children": ["A"], "adult": "mother",
                                 "identity": "INVALID", "text": "said in passing",
                                 "grades": {"physical": 4, "safety": 2}}""")
                        .expecting(
                                """
                                {"day": 3, "rule": "STEPDOWN-CHECK",
                                 "reasons": ["OPEN_DISSENT", "AGENCY_SILENT:school"]}""");

        // when
        CaseFile story = sound(text);

        // then
        assertThat(story.id()).isEqualTo("c1");
        assertThat(story.startDay()).isEqualTo(-5);
        assertThat(story.endDay()).isEqualTo(100);
        assertThat(story.mustNotFire()).containsExactly("CONTRA-PAIR");
        assertThat(story.children()).containsExactly(new CaseChild("A", -2000, null, null));
        assertThat(story.adults()).containsExactly(new CaseAdult("mother"));
        assertThat(story.expected())
                .containsExactly(
                        new ExpectedAlert(
                                3,
                                "STEPDOWN-CHECK",
                                "A",
                                Set.of("OPEN_DISSENT", "AGENCY_SILENT:school")));
        CaseEvent event = story.event("e1");
        assertThat(event.day()).isEqualTo(3);
        assertThat(event.known()).isEqualTo(9);
        assertThat(event.held()).isTrue();
        assertThat(event.grades()).isEqualTo(Map.of("physical", 4, "safety", 2));
    }

    @Test
    void dayZeroIsMonday5January2026() {
        assertThat(CaseFile.date(0)).hasToString("2026-01-05");
        assertThat(CaseFile.date(-5)).hasToString("2025-12-31");
        assertThat(CaseFile.day(CaseFile.date(361))).isEqualTo(361);
    }

    @Test
    void aFileWithoutExpectedExpectsNothingToBeSaid() {
        assertThat(sound(aCase().expectingNothingSaid()).expected()).isNull();
        assertThat(sound(aCase()).expected()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "type": "CONTACT", "colour": "red"                   | "colour": unknown key
                    "type": "CONTRACT"                                   | "type": unknown type "CONTRACT"
                    "type": 7                                            | "type": must be a text, is the number 7
                    "type": "CONTACT", "seenAlone": "yes"                | "seenAlone": must be true or false, is the text "yes"
                    "type": "CONTACT", "received": 2                     | "received": is before the day it happened
                    "type": "CONTACT", "received": "4"                   | "received": must be a whole number, is the text "4"
                    "type": "CONTACT", "received": 4.5                   | "received": must be a whole number, is the number 4.5
                    "type": "CONTACT", "identity": "LOST"                | "identity": unknown code "LOST", known are INVALID, AMBIGUOUS
                    "type": "CONTACT", "adult": "father"                 | "adult": no adult "father" in this file
                    "type": "MINUTES_SHARED", "of": "e9"                 | "of": no event "e9" in this file
                    "type": "MINUTES_SHARED", "of": "e1"                 | "of": names its own event
                    "type": "RETRACTION", "targets": ["e9"]              | "targets": no event "e9" in this file
                    "type": "RETRACTION", "targets": []                  | "targets": is empty
                    "type": "RETRACTION"                                 | "targets": missing in a RETRACTION
                    "type": "CLAIM", "topic": "MOOD", "value": "BETTER", "basis": "OPINION"                         | "topic": unknown topic "MOOD"
                    "type": "CLAIM", "topic": "FOOD", "value": "SAME", "basis": "OPINION"                           | "value": unknown code "SAME", known are BETTER, WORSE
                    "type": "CLAIM", "topic": "FOOD", "topicKind": "FACT", "value": "WORSE", "basis": "OPINION"     | "topicKind": FOOD is a STATE topic
                    "type": "CONCERN", "level": "MEDIUM", "category": "NEG", "basis": "OBSERVED"                    | "level": unknown code "MEDIUM", known are LOW, MODERATE, HIGH
                    "type": "CONCERN", "level": "LOW", "category": "NEG"                                            | "basis": missing in a CONCERN
                    "type": "APPOINTMENT", "kind": "dental", "outcome": "DNA"                                       | "outcome": unknown code "DNA", known are ATTENDED, WAS_NOT_BROUGHT, DID_NOT_ATTEND, CANCELLED_BY_CARER, CANCELLED_BY_SERVICE, NO_ACCESS, RESCHEDULED
                    "type": "REFERRAL_DECISION", "outcome": "NFA"                                                   | "outcome": unknown code "NFA", known are ASSESS, EARLY_HELP, STRATEGY, NO_STRATEGY, NO_STRATEGY_YET, NO_FURTHER_ACTION
                    "type": "GCP", "grades": {"physical": 6}             | "physical": 6 is not within 1 and 5
                    "type": "GCP", "grades": {"clothing": 3}             | "grades": unknown area "clothing", known are physical, safety, emotional, developmental
                    "type": "GCP", "grades": {}                          | "grades": must be grades by area, is an empty object
                    "type": "CLOSE_PROPOSED", "network": "school"        | "network": must be a list, is the text "school"
                    "type": "CLOSE_PROPOSED", "network": [1]             | "network": must be a list of texts, holds the number 1
                    "type": "ATTENDANCE", "possible": 60, "absent": -1   | "absent": -1 is not within 0 and 500
                    "type": "ATTENDANCE", "possible": 60, "absent": 1, "term": "winter-1" | "term": unknown code "winter-1", known are autumn-1, autumn-2, spring-1, spring-2, summer-1, summer-2
                    """)
    void namesTheFileTheEventAndTheKeyOfAFault(String members, String fault) {
        assertThat(faults(aCase().event(event(members))))
                .containsExactly("story.json: event e1: " + fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"id": "A"}                                                     | child A: "birthDay": missing
                    {"id": "A", "birthDay": 0, "name": "x"}                         | child A: "name": unknown key
                    {"id": "A", "birthDay": 0}, {"id": "A", "birthDay": 1}          | child A: "id": "A" is there twice
                    {"birthDay": 0}                                                 | child number 1: "id": missing
                    ``                                                              | "children": names nobody
                    """)
    void namesTheFaultOfAChild(String children, String fault) {
        assertThat(faults(aCase().children(children))).containsExactly("story.json: " + fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"day": 3, "rule": "WNB-TWICE"}                    | "rule": unknown rule "WNB-TWICE"
                    {"day": 3, "rule": "WITHDRAWN:WNB-TWICE"}          | "rule": unknown rule "WITHDRAWN:WNB-TWICE"
                    {"rule": "WNB-REPEAT"}                             | "day": missing
                    {"day": 101, "rule": "WNB-REPEAT"}                 | "day": is outside startDay to endDay
                    {"day": 3, "rule": "WNB-REPEAT", "child": "B"}     | "child": no child "B" in this file
                    {"day": 3, "rule": "WNB-REPEAT", "when": 3}        | "when": unknown key
                    {"day": 3, "rule": "STEPDOWN-CHECK", "reasons": ["TIRED"]} | "reasons": unknown reason "TIRED"
                    """)
    void namesTheFaultOfAnExpectedAlert(String expected, String fault) {
        assertThat(faults(aCase().expecting(expected)))
                .containsExactly("story.json: expected alert number 1: " + fault);
    }

    @Test
    void asksForTheChildOfAnAlertWhereThereAreSeveral() {
        // given
        CaseText text =
                aCase().children(
                                "{\"id\": \"A\", \"birthDay\": 0}, {\"id\": \"B\", \"birthDay\": 0}")
                        .expecting("{\"day\": 3, \"rule\": \"WNB-REPEAT\"}");

        // then
        assertThat(faults(text))
                .containsExactly(
                        "story.json: expected alert number 1: \"child\": missing, and the file has"
                                + " several children");
    }

    @Test
    void anAlertAboutAHeldEventIsAboutNobody() {
        // given
        CaseText text =
                aCase().expecting("{\"day\": 3, \"rule\": \"ID-REVIEW\", \"child\": \"?\"}");

        // then
        assertThat(sound(text).expected())
                .containsExactly(new ExpectedAlert(3, "ID-REVIEW", RaisedAlert.NOBODY, null));
    }

    @Test
    void refusesAnEventIdThatIsThereTwice() {
        // given
        String contact = event("\"type\": \"CONTACT\"");

        // then
        assertThat(faults(aCase().event(contact).event(contact)))
                .containsExactly("story.json: event e1: \"id\": \"e1\" is there twice");
    }

    @Test
    void refusesAnEventAboutSomebodyElse() {
        // given
        CaseText text =
                aCase().event(
                                """
                                {"id": "e1", "day": 3, "agency": "school", "type": "CONTACT",
                                 "children": ["B"]}""");

        // then
        assertThat(faults(text))
                .containsExactly("story.json: event e1: \"children\": no child \"B\" in this file");
    }

    @Test
    void refusesAnEventAboutNobody() {
        assertThat(
                        faults(
                                aCase().event(
                                                """
                                                {"id": "e1", "day": 5, "agency": "school",
                                                 "type": "CONTACT", "children": []}""")))
                .containsExactly("story.json: event e1: \"children\": names nobody");
    }

    @Test
    void refusesAnAnswerToWhatIsNoDisagreement() {
        assertThat(
                        faults(
                                aCase().event(
                                                """
                                                {"id": "e1", "day": 5, "agency": "school",
                                                 "type": "CONTACT", "children": ["A"]}""")
                                        .event(
                                                """
                                                {"id": "e2", "day": 6, "agency": "school",
                                                 "type": "ESCALATION_RESOLVED",
                                                 "children": ["A"], "of": "e1"}""")))
                .containsExactly(
                        "story.json: event e2: \"of\": \"e1\" is a CONTACT, not a disagreement");
    }

    @Test
    void refusesARetractionOfAnotherAgencysEvent() {
        // given
        CaseText text =
                aCaseOfTwoMissedAppointments()
                        .event(
                                """
                                {"id": "e3", "day": 12, "agency": "school", "type": "RETRACTION",
                                 "children": ["A"], "targets": ["e1"]}""");

        // then
        assertThat(faults(text))
                .containsExactly(
                        "story.json: event e3: \"targets\": \"e1\" is an event of dental: an agency"
                                + " takes back its own only");
    }

    @Test
    void findsAllFaultsAtOnce() {
        // given
        CaseText text =
                aCase().with("\"colour\": 1,")
                        .event(event("\"type\": \"CONTACT\", \"a\": 1, \"b\": 2"))
                        .expecting("{\"day\": \"x\", \"rule\": \"WNB-REPEAT\"}");

        // then
        assertThat(faults(text)).hasSize(4);
    }

    @Test
    void notesAKeyThatSaysNothingWhereItStands() {
        // given
        CaseText text = aCase().event(event("\"type\": \"CONTACT\", \"level\": \"LOW\""));

        // when
        CaseReading reading = CaseReader.read(text.in(folder, "story.json"));

        // then
        assertThat(reading).isInstanceOf(CaseReading.Sound.class);
        assertThat(((CaseReading.Sound) reading).notes())
                .extracting(CaseReading.Fault::toString)
                .containsExactly("story.json: event e1: \"level\": says nothing in a CONTACT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1, 2", "{\"id\": 1, \"id\": 2}", "{} {}"})
    void saysWhenAFileIsNotJson(String text) throws IOException {
        // given
        Path file = Files.writeString(folder.resolve("story.json"), text);

        // when
        CaseReading reading = CaseReader.read(file);

        // then
        assertThat(reading).isInstanceOf(CaseReading.Broken.class);
        assertThat(reading.toString()).startsWith("story.json: ");
    }

    @Test
    void saysWhenAFileIsNotAnObject() throws IOException {
        // given
        Path file = Files.writeString(folder.resolve("story.json"), "[]");

        // then
        assertThat(CaseReader.read(file)).hasToString("story.json: is not a JSON object");
    }

    @Test
    void readsAFolderInTheOrderOfItsNames() throws IOException {
        // given
        aCase().id("two").in(folder, "b.json");
        aCase().id("one").in(folder, "a.json");
        Files.writeString(folder.resolve("README.md"), "not a case");

        // then
        assertThat(CaseReader.readAll(folder))
                .extracting(reading -> ((CaseReading.Sound) reading).story().id())
                .containsExactly("one", "two");
    }

    @Test
    void refusesAnIdThatTwoFilesShare() throws IOException {
        // given
        aCase().in(folder, "a.json");
        aCase().in(folder, "b.json");

        // when
        List<CaseReading> readings = CaseReader.readAll(folder);

        // then
        assertThat(readings.getFirst()).isInstanceOf(CaseReading.Sound.class);
        assertThat(readings.getLast())
                .hasToString("b.json: \"id\": \"c1\" is already the id of a.json");
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        assertThatThrownBy(() -> CaseReader.readAll(folder.resolve("nowhere")))
                .isInstanceOf(IOException.class);
    }
}
