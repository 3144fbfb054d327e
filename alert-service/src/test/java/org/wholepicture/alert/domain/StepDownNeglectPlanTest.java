package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.alert.domain.Given.aClosure;
import static org.wholepicture.alert.domain.Given.aConcern;
import static org.wholepicture.alert.domain.Given.aPlan;
import static org.wholepicture.alert.domain.Given.aPlanEnd;
import static org.wholepicture.alert.domain.Given.aProfile;
import static org.wholepicture.alert.domain.Given.aProposal;
import static org.wholepicture.alert.domain.Given.aRetraction;
import static org.wholepicture.alert.domain.Given.aStepDown;
import static org.wholepicture.alert.domain.Story.STEPDOWN_CHECK;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a neglect plan is and since when it runs, as the profile reasons of a step-down check show:
 * readings A11, A12 and A59. Every story but those that say so has no profile at all.
 */
class StepDownNeglectPlanTest {

    private static boolean asksForAProfile(Story story) {
        return story.with(aProposal().on(200).build()).reasons().contains("PROFILE_MISSING");
    }

    @ParameterizedTest
    @CsvSource({"CIN, true", "CP, true", "EH, false", "LAC, false"})
    void aNeglectPlanIsAChildInNeedOrChildProtectionPlan(PlanKind kind, boolean neglect) {
        assertThat(asksForAProfile(Story.of(aPlan().of(kind).on(0).build()))).isEqualTo(neglect);
    }

    @Test
    void itsCategoryIsNeglect() {
        assertThat(asksForAProfile(Story.of(aPlan().categorised("NEG").on(0).build()))).isTrue();
        assertThat(asksForAProfile(Story.of(aPlan().categorised("EMO").on(0).build()))).isFalse();
        assertThat(asksForAProfile(Story.of(aPlan().categorised().on(0).build()))).isFalse();
    }

    @Test
    void aPlanOfSeveralCategoriesIsOneIfNeglectIsAmongThem() {
        assertThat(asksForAProfile(Story.of(aPlan().categorised("MUL", "NEG").on(0).build())))
                .isTrue();
        assertThat(asksForAProfile(Story.of(aPlan().categorised("MUL", "EMO").on(0).build())))
                .isFalse();
        assertThat(asksForAProfile(Story.of(aPlan().categorised("MUL").on(0).build()))).isFalse();
    }

    @Test
    void aPlanTakenBackAfterTheProposalWithdrawsWhatItAskedFor() {
        // given
        Fact plan = aPlan().on(0).build();
        Fact high = aProfile().withPhysicalCareAt(5).on(190).build();
        Fact proposal = aProposal().on(200).build();
        Fact error = aRetraction().by("social-care").of(plan).on(210).build();

        // then
        assertThat(Story.of(plan, proposal, error).alerts(STEPDOWN_CHECK))
                .containsExactly("200 raised", "210 withdrawn");
        assertThat(Story.of(plan, high, proposal, error).alerts(STEPDOWN_CHECK))
                .containsExactly("200 raised", "210 withdrawn");
    }

    @Test
    void everyStartOfAPlanThatGoesOnIsUnderTheReason() {
        // given
        Fact first = aPlan().on(0).build();
        Fact again = aPlan().on(100).build();

        // then
        assertThat(
                        Story.of(first, again, aProposal().on(200).build())
                                .only(STEPDOWN_CHECK, 200)
                                .events())
                .contains(first.event(), again.event());
    }

    @Test
    void aHighProfileIsAReasonOnANeglectPlanOnly() {
        // given
        Fact high = aProfile().withPhysicalCareAt(5).on(190).build();
        Fact proposal = aProposal().on(200).build();

        // then
        assertThat(Story.of(high, proposal).alerts(STEPDOWN_CHECK)).isEmpty();
        assertThat(
                        Story.of(aPlan().of(PlanKind.EH).on(0).build(), high, proposal)
                                .alerts(STEPDOWN_CHECK))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"199, false", "200, false", "201, true"})
    void aPlanIsNotOpenOnTheDayItEnds(int end, boolean open) {
        // given: the end is known only later than the proposal when it is to come
        Story story = Story.of(aPlan().on(0).build(), aPlanEnd().on(end).build());

        // then
        assertThat(asksForAProfile(story)).isEqualTo(open);
    }

    @Test
    void aClosureAndAStepDownEndAPlan() {
        assertThat(asksForAProfile(Story.of(aPlan().on(0).build(), aClosure().on(150).build())))
                .isFalse();
        assertThat(asksForAProfile(Story.of(aPlan().on(0).build(), aStepDown().on(150).build())))
                .isFalse();
    }

    @Test
    void theNextPlanEndsAPlan() {
        // given
        Story story = Story.of(aPlan().on(0).build(), aPlan().of(PlanKind.EH).on(150).build());

        // then
        assertThat(asksForAProfile(story)).isFalse();
    }

    @Test
    void aPlanBeginsOnlyWithAStart() {
        // given
        Story story = Story.of(aPlanEnd().on(0).build(), aStepDown().on(10).build());

        // then
        assertThat(asksForAProfile(story)).isFalse();
    }

    @Test
    void aSecondStartOfTheSameKindWhileOpenContinuesThePlan() {
        // given: a plan that began on day 170 would be within its first 60 days
        Story continued = Story.of(aPlan().on(0).build(), aPlan().on(170).build());
        Story fresh = Story.of(aPlan().on(170).build());

        // then
        assertThat(asksForAProfile(continued)).isTrue();
        assertThat(asksForAProfile(fresh)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"178, true", "179, false"})
    void aStartWithin28DaysOfTheEndContinuesThePlan(int restart, boolean continued) {
        // given
        Story story =
                Story.of(
                        aPlan().on(0).build(),
                        aPlanEnd().on(150).build(),
                        aPlan().on(restart).build());

        // then
        assertThat(asksForAProfile(story)).isEqualTo(continued);
    }

    @Test
    void aConcernBetweenEndAndStartMakesItANewPlan() {
        // given
        Story between =
                Story.of(
                        aPlan().on(0).build(),
                        aPlanEnd().on(150).build(),
                        aConcern().on(160).build(),
                        aPlan().on(170).build());
        Story before =
                Story.of(
                        aPlan().on(0).build(),
                        aConcern().on(140).build(),
                        aPlanEnd().on(150).build(),
                        aPlan().on(170).build());

        // then
        assertThat(asksForAProfile(between)).isFalse();
        assertThat(asksForAProfile(before)).isTrue();
    }

    @Test
    void aConcernOnTheDayOfTheEndIsNotBetween() {
        // given
        Story onTheDayOfTheEnd =
                Story.of(
                        aPlan().on(0).build(),
                        aPlanEnd().on(150).build(),
                        aConcern().on(150).build(),
                        aPlan().on(170).build());
        Story onTheDayOfTheStart =
                Story.of(
                        aPlan().on(0).build(),
                        aPlanEnd().on(150).build(),
                        aConcern().on(170).build(),
                        aPlan().on(170).build());

        // then: "after an ending" means a later day, and the start answers the concern of its day
        assertThat(asksForAProfile(onTheDayOfTheEnd)).isTrue();
        assertThat(asksForAProfile(onTheDayOfTheStart)).isFalse();
    }

    @Test
    void aPlanContinuesAlsoWhenAnotherKindRanBetween() {
        // given: stepped down to early help, taken up again 20 days later without a new concern
        Story story =
                Story.of(
                        aPlan().of(PlanKind.CIN).on(0).build(),
                        aStepDown().on(150).build(),
                        aPlan().of(PlanKind.EH).on(150).build(),
                        aPlan().of(PlanKind.CIN).on(170).build());

        // then
        assertThat(asksForAProfile(story)).isTrue();
    }

    @Test
    void aPlanOfAnotherKindIsANewPlan() {
        // given
        Story story =
                Story.of(
                        aPlan().of(PlanKind.CIN).on(0).build(),
                        aPlan().of(PlanKind.CP).on(170).build());

        // then
        assertThat(asksForAProfile(story)).isFalse();
    }

    @Test
    void aNewCategoryAppliesFromItsDayAndTheDurationFromTheFirst() {
        // given
        Story becomesNeglect =
                Story.of(
                        aPlan().categorised("EMO").on(0).build(),
                        aPlan().categorised("NEG").on(170).build());
        Story isNeglectNoMore =
                Story.of(
                        aPlan().categorised("NEG").on(0).build(),
                        aPlan().categorised("EMO").on(170).build());

        // then
        assertThat(asksForAProfile(becomesNeglect)).isTrue();
        assertThat(asksForAProfile(isNeglectNoMore)).isFalse();
    }

    @Test
    void aRetractedPlanWasNeverThere() {
        // given
        Fact plan = aPlan().on(0).build();
        Story story = Story.of(plan, Given.aRetraction().by("social-care").of(plan).on(20).build());

        // then
        assertThat(asksForAProfile(story)).isFalse();
    }
}
