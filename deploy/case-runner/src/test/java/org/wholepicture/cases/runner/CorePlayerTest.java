package org.wholepicture.cases.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.platform.testsupport.CaseText.aCase;
import static org.wholepicture.platform.testsupport.CaseText.aCaseOfTwoMissedAppointments;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wholepicture.alert.domain.About;
import org.wholepicture.alert.domain.Fact;
import org.wholepicture.alert.domain.Finding;
import org.wholepicture.alert.domain.History;
import org.wholepicture.alert.domain.Rule;
import org.wholepicture.alert.domain.Settings;
import org.wholepicture.alert.domain.Severity;
import org.wholepicture.alert.domain.Subject;
import org.wholepicture.cases.CaseEventType;
import org.wholepicture.cases.CaseFile;
import org.wholepicture.cases.CasePlayer;
import org.wholepicture.cases.CaseReader;
import org.wholepicture.cases.CaseReading;
import org.wholepicture.cases.RaisedAlert;
import org.wholepicture.platform.testsupport.CaseText;

/** How the events of a case become facts, and that their order is tried out. */
class CorePlayerTest {

    @TempDir Path folder;

    private CaseFile read(CaseText text) {
        return switch (CaseReader.read(text.in(folder, "story.json"))) {
            case CaseReading.Sound(CaseFile story, var _) -> story;
            case CaseReading.Broken broken -> throw new AssertionError(broken.toString());
        };
    }

    @Test
    void tellsSubjectsInTheWordsOfTheFile() {
        // given
        CaseText text =
                aCase().event(
                                """
                                {"id": "dissent", "day": 2, "agency": "school", "type": "DISSENT",
                                 "children": ["A"]}\
                                """)
                        .event(
                                """
                                {"id": "close-1", "day": 9, "agency": "early-help",
                                 "type": "CLOSE_PROPOSED", "children": ["A"], "network": []}\
                                """);

        // then
        assertThat(new CorePlayer().play(read(text)).alerts())
                .containsExactly(
                        new RaisedAlert(4, "ESC-OVERDUE", "A", "dissent:dissent#1", List.of()),
                        new RaisedAlert(
                                9,
                                "STEPDOWN-CHECK",
                                "A",
                                "proposal:close-1",
                                List.of("OPEN_DISSENT")));
    }

    @Test
    void anAnswerToAStageAnswersItsDissent() {
        // given
        CaseText text =
                aCase().event(
                                """
                                {"id": "d1", "day": 2, "agency": "school", "type": "DISSENT",
                                 "children": ["A"]}\
                                """)
                        .event(
                                """
                                {"id": "d2", "day": 3, "agency": "school", "children": ["A"],
                                 "type": "ESCALATION_STAGE", "of": "d1", "stage": 2}\
                                """)
                        .event(
                                """
                                {"id": "d3", "day": 4, "agency": "school", "children": ["A"],
                                 "type": "ESCALATION_RESOLVED", "of": "d2", "outcome": "agreed"}\
                                """)
                        .event(
                                """
                                {"id": "e9", "day": 9, "agency": "early-help",
                                 "type": "STEP_DOWN_PROPOSED", "children": ["A"]}\
                                """);

        // then
        assertThat(new CorePlayer().play(read(text)).alerts()).isEmpty();
    }

    @Test
    void anAdultsAppointmentSaysWhetherTheyEngage() {
        // given
        CaseText text =
                aCase().adults("{\"id\": \"mother\"}")
                        .event(
                                """
                                {"id": "e1", "day": 2, "agency": "early-help", "type": "CLAIM",
                                 "children": ["A"], "topic": "ENGAGEMENT:drug-alcohol",
                                 "value": "BETTER", "basis": "SELF_REPORT"}\
                                """)
                        .event(
                                """
                                {"id": "e2", "day": 5, "agency": "drug-alcohol", "adult": "mother",
                                 "type": "APPOINTMENT", "children": ["A"], "kind": "keywork",
                                 "outcome": "DID_NOT_ATTEND"}\
                                """);

        // then
        assertThat(new CorePlayer().play(read(text)).alerts())
                .containsExactly(
                        new RaisedAlert(
                                5, "CONTRA-PAIR", "A", "topic:ENGAGEMENT:drug-alcohol", List.of()));
    }

    @Test
    void alertsOutsideTheWindowAreNotTold() {
        // given
        CaseText text = aCaseOfTwoMissedAppointments();
        CaseFile story = read(text);
        CaseFile later =
                new CaseFile(
                        story.file(),
                        story.id(),
                        story.title(),
                        10,
                        100,
                        story.children(),
                        story.adults(),
                        story.events(),
                        story.expected(),
                        story.mustNotFire());

        // then
        assertThat(new CorePlayer().play(story).alerts()).hasSize(1);
        assertThat(new CorePlayer().play(later).alerts()).isEmpty();
    }

    @Test
    void everyKindOfEventIsAFact() {
        // given
        CaseText text = aCase();
        for (CaseEventType type : CaseEventType.values()) {
            text.event(
                    """
                    {"id": "%s", "day": 3, "agency": "school", "type": "%s", "children": ["A"]%s}\
                    """
                            .formatted(type, type, least(type)));
        }
        CaseFile story = read(text);

        // when
        List<Fact> facts = new CoreFacts(story).about(story.children().getFirst(), story.events());

        // then
        assertThat(facts).hasSameSizeAs(CaseEventType.values());
    }

    private static String least(CaseEventType type) {
        return switch (type) {
            case CONCERN -> ", \"level\": \"LOW\", \"category\": \"NEG\", \"basis\": \"OBSERVED\"";
            case APPOINTMENT -> ", \"kind\": \"dental\", \"outcome\": \"ATTENDED\"";
            case CLAIM -> ", \"topic\": \"FOOD\", \"value\": \"WORSE\", \"basis\": \"OBSERVED\"";
            case PLAN_START, PLAN_END -> ", \"plan\": \"EH\"";
            case GCP -> ", \"grades\": {\"physical\": 1}";
            case ATTENDANCE -> ", \"possible\": 60, \"absent\": 0";
            case REFERRAL_DECISION -> ", \"outcome\": \"ASSESS\"";
            case REFERRAL_TO_SERVICE -> ", \"to\": \"dental\"";
            case FACTOR -> ", \"factor\": \"DOMESTIC_ABUSE\"";
            case RETRACTION -> ", \"targets\": [\"CONCERN\"]";
            case CONTRA_RESOLVED -> ", \"topic\": \"FOOD\"";
            case ESCALATION_STAGE, ESCALATION_RESOLVED -> ", \"of\": \"DISSENT\"";
            default -> "";
        };
    }

    @Test
    void anOutcomeThatHangsOnTheOrderIsAProblem() {
        // given a rule that looks at which of a day's facts became known first
        CasePlayer player = new CorePlayer(List.of(new FirstOfTheDay()));
        CaseText text =
                aCase().event(
                                """
                                {"id": "e1", "day": 5, "agency": "school", "type": "CONTACT",
                                 "children": ["A"]}\
                                """)
                        .event(
                                """
                                {"id": "e2", "day": 5, "agency": "dental", "type": "CONTACT",
                                 "children": ["A"]}\
                                """);

        // when
        List<String> problems = problems(player, read(text));

        // then
        assertThat(problems).isNotEmpty();
        assertThat(problems.getFirst())
                .startsWith("delivered twice and in reverse order, the outcome is another: ");
    }

    private static List<String> problems(CasePlayer player, CaseFile story) {
        try {
            return player.play(story).problems();
        } catch (CasePlayer.CannotPlayException e) {
            throw new AssertionError(e);
        }
    }

    /** A careless rule. */
    private static final class FirstOfTheDay implements Rule {

        @Override
        public About about() {
            return new About("CONTRA-PAIR", 1, Severity.MED, List.of(), "", "", "");
        }

        @Override
        public List<Finding> evaluate(History history, Settings settings) {
            return history.facts().stream()
                    .min(Comparator.comparing(Fact::known))
                    .map(
                            first ->
                                    Finding.of(
                                            this,
                                            new Subject("event", first.event().toString()),
                                            List.of(first.event())))
                    .stream()
                    .toList();
        }
    }
}
