package org.wholepicture.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wholepicture.cases.CasePlayer.Played;

/** What counts as a difference, and how it is told. */
class ComparisonTest {

    private static final Set<String> BUILT = Set.of("WNB-REPEAT", "STEPDOWN-CHECK", "CONTRA-PAIR");

    private static ExpectedAlert expected(int day, String rule) {
        return new ExpectedAlert(day, rule, "A", null);
    }

    private static RaisedAlert raised(int day, String rule, String... reasons) {
        return new RaisedAlert(day, rule, "A", "none", List.of(reasons));
    }

    private static List<String> differences(List<ExpectedAlert> expected, RaisedAlert... raised) {
        CaseFile story =
                new CaseFile(
                        Path.of("story.json"),
                        "c1",
                        "For a test",
                        0,
                        100,
                        List.of(),
                        List.of(),
                        List.of(),
                        expected,
                        Set.of("CONTRA-PAIR"));
        return Comparison.differences(story, new Played(List.of(raised), List.of()), BUILT);
    }

    @Test
    void theSameAlertsAreNoDifference() {
        assertThat(
                        differences(
                                List.of(expected(9, "WNB-REPEAT"), expected(9, "CONTRA-PAIR")),
                                raised(9, "CONTRA-PAIR"),
                                raised(9, "WNB-REPEAT")))
                .isEmpty();
    }

    @Test
    void aMissingAlertIsADifference() {
        assertThat(differences(List.of(expected(9, "WNB-REPEAT"))))
                .containsExactly("missing: day 9 WNB-REPEAT A");
    }

    @Test
    void anExtraAlertIsADifference() {
        assertThat(differences(List.of(), raised(9, "WNB-REPEAT")))
                .containsExactly("extra: day 9 WNB-REPEAT A");
    }

    @Test
    void anExtraAlertThatMustNotFireIsToldAsSuch() {
        assertThat(differences(List.of(), raised(9, "CONTRA-PAIR")))
                .containsExactly("extra: day 9 CONTRA-PAIR A (the file says it must not fire)");
    }

    @Test
    void anotherDayIsADifference() {
        assertThat(differences(List.of(expected(9, "WNB-REPEAT")), raised(10, "WNB-REPEAT")))
                .containsExactly("wrong day: day 9 WNB-REPEAT A expected, raised on day 10");
    }

    @Test
    void anotherChildIsTwoDifferences() {
        assertThat(
                        differences(
                                List.of(new ExpectedAlert(9, "WNB-REPEAT", "B", null)),
                                raised(9, "WNB-REPEAT")))
                .containsExactly("missing: day 9 WNB-REPEAT B", "extra: day 9 WNB-REPEAT A");
    }

    @Test
    void otherReasonsAreADifference() {
        // given
        ExpectedAlert check =
                new ExpectedAlert(9, "STEPDOWN-CHECK", "A", Set.of("OPEN_DISSENT", "PROFILE_HIGH"));

        // then
        assertThat(differences(List.of(check), raised(9, "STEPDOWN-CHECK", "OPEN_DISSENT")))
                .containsExactly(
                        "wrong reasons: day 9 STEPDOWN-CHECK A [OPEN_DISSENT, PROFILE_HIGH]"
                                + " expected, but the reasons are [OPEN_DISSENT]");
    }

    @Test
    void reasonsThatTheFileDoesNotGiveAreNotCompared() {
        assertThat(
                        differences(
                                List.of(expected(9, "STEPDOWN-CHECK")),
                                raised(9, "STEPDOWN-CHECK", "OPEN_DISSENT")))
                .isEmpty();
    }

    @Test
    void whoeverAsksForReasonsChoosesFirst() {
        assertThat(
                        differences(
                                List.of(
                                        expected(9, "STEPDOWN-CHECK"),
                                        new ExpectedAlert(
                                                9, "STEPDOWN-CHECK", "A", Set.of("OPEN_DISSENT"))),
                                raised(9, "STEPDOWN-CHECK", "OPEN_DISSENT"),
                                raised(9, "STEPDOWN-CHECK", "PROFILE_HIGH")))
                .isEmpty();
    }

    @Test
    void severalEntriesOfOneRuleOnOneDayAreSeveralAlerts() {
        assertThat(
                        differences(
                                List.of(expected(9, "WNB-REPEAT"), expected(9, "WNB-REPEAT")),
                                raised(9, "WNB-REPEAT")))
                .containsExactly("missing: day 9 WNB-REPEAT A");
    }

    @Test
    void theRightOneOfTwoIsMatchedFirst() {
        assertThat(
                        differences(
                                List.of(expected(9, "WNB-REPEAT"), expected(12, "WNB-REPEAT")),
                                raised(12, "WNB-REPEAT"),
                                raised(14, "WNB-REPEAT")))
                .containsExactly("wrong day: day 9 WNB-REPEAT A expected, raised on day 14");
    }

    @Test
    void aRuleNotBuiltFailsTheCaseAndSaysWhich() {
        assertThat(
                        differences(
                                List.of(
                                        expected(3, "DRIFT-CYCLE"),
                                        expected(4, "WITHDRAWN:WNB-CANCEL"),
                                        expected(9, "WNB-REPEAT"))))
                .containsExactly(
                        "needs rule DRIFT-CYCLE, not yet built: day 3 DRIFT-CYCLE A",
                        "needs rule WNB-CANCEL, not yet built: day 4 WITHDRAWN:WNB-CANCEL A",
                        "missing: day 9 WNB-REPEAT A");
    }

    @Test
    void withdrawnAlertsAreComparedLikeOthers() {
        assertThat(
                        differences(
                                List.of(expected(9, "WNB-REPEAT")),
                                raised(9, "WNB-REPEAT"),
                                raised(20, "WITHDRAWN:WNB-REPEAT")))
                .containsExactly("extra: day 20 WITHDRAWN:WNB-REPEAT A");
    }

    @Test
    void aProblemOfThePlayingIsADifference() {
        // given
        CaseFile story =
                new CaseFile(
                        Path.of("story.json"),
                        "c1",
                        "",
                        0,
                        100,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Set.of());

        // then
        assertThat(
                        Comparison.differences(
                                story, new Played(List.of(), List.of("two e-mails")), BUILT))
                .containsExactly("two e-mails");
    }
}
