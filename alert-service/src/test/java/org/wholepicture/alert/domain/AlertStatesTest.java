package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of an alert as values: what each state becomes when facts come, rise or go (B-57). */
class AlertStatesTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 20);
    private static final Instant NOW = Instant.parse("2026-01-20T10:00:00Z");
    private static final Rule MED = Rules.find("CONTRA-PAIR").orElseThrow();
    private static final EventId FIRST = new EventId(new UUID(1, 1));
    private static final EventId SECOND = new EventId(new UUID(1, 2));

    private static final Suppression.Proposal PROPOSAL =
            new Suppression.Proposal("pr-lead", NOW, "It can wait.", 3);

    private static final Map<String, Alert.Standing> STATES = states(Severity.MED);

    private static Map<String, Alert.Standing> states(Severity severity) {
        Alert.Open open = open("CONTRA-PAIR", severity);
        Alert.Proposed proposed = open("CONTRA-PAIR", severity).propose(PROPOSAL);
        return Map.of(
                "open", open,
                "proposed", proposed,
                "suppressed", proposed.approve(suppression("pr-manager")),
                "acknowledged", open.acknowledge(answer(false)),
                "in plan", open.keepInPlan(answer(true)));
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "open, the same facts, Open",
        "open, a new fact, Open",
        "open, its severity rises, Open",
        "proposed, the same facts, Proposed",
        "proposed, a new fact, Proposed",
        "proposed, its severity rises, Open",
        "suppressed, the same facts, Suppressed",
        "suppressed, a new fact, Open",
        "suppressed, its severity rises, Open",
        "acknowledged, the same facts, Acknowledged",
        "acknowledged, a new fact, Acknowledged",
        "acknowledged, its severity rises, Open",
        "in plan, the same facts, InPlan",
        "in plan, a new fact, Open",
        "in plan, its severity rises, Open"
    })
    void whatComesUnderItMayMakeItSpeakAgain(String state, String happens, String becomes) {
        Alert.Standing alert =
                happens.equals("its severity rises")
                        ? of(states(Severity.LOW), state)
                        : of(STATES, state);
        List<EventId> events =
                happens.equals("a new fact") ? List.of(FIRST, SECOND) : List.of(FIRST);

        Alert.Standing after = alert.showing(episode(events));

        assertThat(after.getClass().getSimpleName()).isEqualTo(becomes);
        assertThat(after.core().events()).isEqualTo(events);
        assertThat(after.core().severity()).isEqualTo(Severity.MED);
    }

    @ParameterizedTest(name = "{0} ends")
    @CsvSource({"open", "proposed", "suppressed", "acknowledged", "in plan"})
    void everyStandingStateEndsByFactsAlone(String state) {
        Alert.Standing alert = of(STATES, state);

        assertThat(alert.resolve(DAY)).isEqualTo(new Alert.Resolved(alert.core(), DAY));
        assertThat(alert.withdraw(DAY)).isEqualTo(new Alert.Withdrawn(alert.core(), DAY));
    }

    @Test
    void whatIsPutOffEndsByItself() {
        assertThat(((Alert.Suppressed) of(STATES, "suppressed")).lapse())
                .isEqualTo(of(STATES, "open"));
        assertThat(((Alert.Proposed) of(STATES, "proposed")).decline())
                .isEqualTo(of(STATES, "open"));
    }

    @Test
    void nobodyApprovesWhatTheyProposed() {
        assertThatThrownBy(() -> suppression("pr-lead"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anApprovalIsOfTheProposalThatStands() {
        var another = new Suppression.Proposal("pr-deputy", NOW, "Another.", 1);
        Alert.Proposed proposed = open("CONTRA-PAIR", Severity.MED).propose(another);

        assertThatThrownBy(() -> proposed.approve(suppression("pr-manager")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0", "6", "-1"})
    void moreThanFiveWorkingDaysAreNeverProposed(int days) {
        assertThatThrownBy(() -> new Suppression.Proposal("pr-lead", NOW, "Why.", days))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({
        "SAFE-INFANT, HIGH, false",
        "SAFE-PHYSICAL-HARM, HIGH, false",
        "SAFE-NO-STRATEGY, HIGH, false",
        "SAFE-NO-MEDICAL-DECISION, HIGH, false",
        "STEPDOWN-CHECK, HIGH, true",
        "CONTRA-PAIR, MED, true"
    })
    void aChildsSafetyIsNeverPutOff(String rule, Severity severity, boolean allowed) {
        Alert.Open open = open(rule, severity);

        assertThat(open.mayBePutOff()).isEqualTo(allowed);
        if (!allowed) {
            assertThatThrownBy(() -> open.propose(PROPOSAL))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void wordsOfPeopleStandInNoLog() {
        assertThat(PROPOSAL.toString() + of(STATES, "suppressed") + answer(true))
                .doesNotContain("It can wait.", "Will visit.");
    }

    private static Alert.Standing of(Map<String, Alert.Standing> states, String state) {
        return Objects.requireNonNull(states.get(state), state);
    }

    private static Suppression suppression(String by) {
        return new Suppression(PROPOSAL, by, NOW, DAY.plusDays(3));
    }

    private static Acknowledgement answer(boolean inPlan) {
        return new Acknowledgement("pr-lead", "Will visit.", null, inPlan, NOW);
    }

    private static Alert.Open open(String rule, Severity severity) {
        return new Alert.Open(
                new Alert.Core(
                        new AlertId(new UUID(2, 2)),
                        new PersonId(new UUID(3, 3)),
                        rule,
                        1,
                        1,
                        Subject.NONE,
                        severity,
                        DAY,
                        List.of(FIRST),
                        List.of()));
    }

    private static AlertEpisode episode(List<EventId> events) {
        return new AlertEpisode(
                MED,
                Subject.NONE,
                List.of(new AlertEpisode.Look(DAY, events, List.of())),
                new AlertEpisode.Ending.Standing(),
                Voice.SPEAKS,
                1);
    }
}
