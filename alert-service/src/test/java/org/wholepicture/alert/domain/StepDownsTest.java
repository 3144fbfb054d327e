package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.alert.domain.Story.day;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How step-downs and closures were looked at before they took place: reading A37. */
class StepDownsTest {

    private static final int THROUGH = 400;

    private static final VersionedSettings SPEAKING =
            VersionedSettings.always(Rules.ALL, Story.SETTINGS);

    @Test
    void oneWithoutAProposalIsUncheckedWithTheReasonsItWouldHaveHad() {
        assertThat(told("10 school claim SUPERVISION WORSE; 100 early-help close"))
                .containsExactly("100 UNCHECKED [UNCONFIRMED:SUPERVISION]");
    }

    @Test
    void oneWithoutAProposalIsUncheckedAlsoWhereNothingWasOpen() {
        assertThat(told("100 early-help stepdown")).containsExactly("100 UNCHECKED []");
    }

    @Test
    void thePlanThatItEndsCountsAmongItsReasons() {
        assertThat(
                        told(
                                "0 social-care plan CP NEG; 50 school gcp 4111;"
                                        + " 100 social-care stepdown; 100 social-care endplan CP;"
                                        + " 100 social-care plan CIN NEG"))
                .containsExactly("100 UNCHECKED [PROFILE_HIGH]");
    }

    @Test
    void agenciesThatSayTheyWorkWithTheChildAreAskedForSilence() {
        assertThat(
                        told(
                                "0 school involved; 0 dental involved 90;"
                                        + " 0 health-visiting involved; 60 health-visiting visit seen;"
                                        + " 100 early-help close"))
                .containsExactly("100 UNCHECKED [AGENCY_SILENT:school]");
    }

    @Test
    void oneThatWasProposedWithReasonsWentAheadWithThem() {
        assertThat(
                        told(
                                "10 school claim SUPERVISION WORSE; 90 early-help propose;"
                                        + " 100 early-help close"))
                .containsExactly("100 WENT_AHEAD_WITH_REASONS [UNCONFIRMED:SUPERVISION]");
    }

    @Test
    void oneThatWasProposedWithNothingOpenIsChecked() {
        assertThat(told("90 early-help propose; 100 early-help close"))
                .containsExactly("100 CHECKED []");
    }

    @Test
    void aProposalCountsFor90DaysAndForOneStepDown() {
        assertThat(told("10 early-help propose; 100 early-help close"))
                .containsExactly("100 CHECKED []");
        assertThat(told("10 early-help propose; 101 early-help close"))
                .containsExactly("101 UNCHECKED []");
        assertThat(told("10 early-help propose; 50 early-help stepdown; 60 early-help close"))
                .containsExactly("50 CHECKED []", "60 UNCHECKED []");
    }

    @Test
    void aProposalThatBecomesKnownAfterwardsChecksNothing() {
        assertThat(told("90>101 early-help propose; 100 early-help close"))
                .containsExactly("100 UNCHECKED []");
        assertThat(told("90>100 early-help propose; 100 early-help close"))
                .containsExactly("100 CHECKED []");
    }

    @Test
    void aProposalThatNobodyHeardOfChecksNothing() {
        var inShadow =
                new VersionedSettings(
                        List.of(
                                new VersionedSettings.Version(
                                        1, day(0), Story.SETTINGS, Map.of())));

        assertThat(told("90 early-help propose; 100 early-help close", inShadow))
                .containsExactly("100 UNCHECKED []");
    }

    @Test
    void aDecisionRecordedBeforeSaysHowItWasLookedAt() {
        String open = "10 school claim SUPERVISION WORSE; ";

        assertThat(told("99 early-help checked GO_AHEAD; 100 early-help close"))
                .containsExactly("100 CHECKED []");
        assertThat(
                        told(
                                open
                                        + "100 early-help checked GO_AHEAD UNCONFIRMED:SUPERVISION;"
                                        + " 100 early-help close"))
                .containsExactly("100 WENT_AHEAD_WITH_REASONS [UNCONFIRMED:SUPERVISION]");
        assertThat(
                        told(
                                open
                                        + "99 early-help checked WAIT UNCONFIRMED:SUPERVISION;"
                                        + " 100 early-help close"))
                .containsExactly("100 AGAINST_DECISION [UNCONFIRMED:SUPERVISION]");
    }

    @Test
    void theLastDecisionCounts() {
        assertThat(
                        told(
                                "90 early-help checked WAIT; 99 early-help checked GO_AHEAD;"
                                        + " 100 early-help close"))
                .containsExactly("100 CHECKED []");
    }

    @Test
    void aDecisionAfterwardsChecksNothing() {
        assertThat(told("100>105 early-help close; 101 early-help checked GO_AHEAD"))
                .containsExactly("105 UNCHECKED []");
    }

    @Test
    void whatBecomesKnownAfterwardsIsNoReason() {
        assertThat(told("10>101 school claim SUPERVISION WORSE; 100 early-help close"))
                .containsExactly("100 UNCHECKED []");
    }

    @Test
    void oneThatWasTakenBackIsNone() {
        assertThat(told("E: 100 early-help close; 120 early-help retract E")).isEmpty();
    }

    @Test
    void aCorrectedOneStandsAsItsCorrection() {
        assertThat(
                        told(
                                "E: 100 early-help close; 120 early-help retract E;"
                                        + " 101>120 early-help close"))
                .containsExactly("120 UNCHECKED []");
    }

    private static List<String> told(String lines) {
        return told(lines, SPEAKING);
    }

    /** In any order and twice it is the same. */
    private static List<String> told(String lines, VersionedSettings settings) {
        List<Fact> facts = Lines.facts(lines);
        List<String> told = inShort(facts, settings);
        List<Fact> twice = new ArrayList<>(facts);
        twice.addAll(facts);
        Collections.reverse(twice);
        assertThat(inShort(twice, settings)).isEqualTo(told);
        return told;
    }

    private static List<String> inShort(List<Fact> facts, VersionedSettings settings) {
        return StepDowns.fold(List.of(), facts, day(THROUGH), settings).stream()
                .map(
                        one ->
                                "%d %s %s"
                                        .formatted(
                                                Story.number(one.knownOn()),
                                                one.mark(),
                                                one.reasons()))
                .toList();
    }
}
