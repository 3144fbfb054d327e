package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.alert.domain.Given.HOME_CONDITIONS;
import static org.wholepicture.alert.domain.Given.aGoodSelfReport;
import static org.wholepicture.alert.domain.Given.aResolution;
import static org.wholepicture.alert.domain.Given.aRetraction;
import static org.wholepicture.alert.domain.Given.anIndependentBetter;
import static org.wholepicture.alert.domain.Given.anIndependentNot;
import static org.wholepicture.alert.domain.Story.CONTRA_PAIR;

import org.junit.jupiter.api.Test;

/** What closes a contradiction: readings A35, A07 and A10. */
class ContradictionEndsTest {

    /** Open since day 10. */
    private static Story aContradiction() {
        return Story.of(aGoodSelfReport().on(0).build(), anIndependentNot().on(10).build());
    }

    @Test
    void aResolutionWithEvidenceEndsIt() {
        // given
        Story story = aContradiction().with(aResolution().on(20).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).containsExactly("10 raised", "20 resolved");
    }

    @Test
    void aResolutionOfAnotherTopicDoesNot() {
        // given
        Story story = aContradiction().with(aResolution().about(HOME_CONDITIONS).on(20).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).containsExactly("10 raised");
    }

    @Test
    void aResolutionOnTheDayOfThePairCountsAsAfterIt() {
        // given
        Story story = aContradiction().with(aResolution().on(10).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).isEmpty();
    }

    @Test
    void aResolutionBeforeThePairDoesNotEndIt() {
        // given
        Story story = aContradiction().with(aResolution().on(9).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).containsExactly("10 raised");
    }

    @Test
    void theIndependentClaimsOfTwoAgenciesThatAgreeEndIt() {
        // given
        Story story =
                aContradiction()
                        .with(
                                anIndependentBetter().by("school").on(60).build(),
                                anIndependentBetter().by("housing").on(70).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).containsExactly("10 raised", "70 resolved");
    }

    @Test
    void theyMayAgreeThatItIsNot() {
        // given
        Story story =
                aContradiction()
                        .with(
                                anIndependentNot().by("school").on(60).build(),
                                anIndependentNot().by("housing").on(70).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).containsExactly("10 raised", "70 resolved");
    }

    @Test
    void oneAgencySayingSoTwiceDoesNotEndIt() {
        // given
        Story story =
                aContradiction()
                        .with(
                                anIndependentBetter().by("school").on(60).build(),
                                anIndependentBetter().by("school").on(70).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).containsExactly("10 raised");
    }

    @Test
    void twoAgenciesThatDisagreeDoNotEndIt() {
        // given
        Story story =
                aContradiction()
                        .with(
                                anIndependentBetter().by("school").on(60).build(),
                                anIndependentNot().by("housing").on(80).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).containsExactly("10 raised");
    }

    @Test
    void bothMustBeLaterThanThePair() {
        // given
        Story onThatDay =
                aContradiction()
                        .with(
                                anIndependentNot().by("school").on(10).build(),
                                anIndependentNot().by("housing").on(60).build());
        Story theDayAfter =
                aContradiction()
                        .with(
                                anIndependentNot().by("school").on(43).build(),
                                anIndependentNot().by("housing").on(60).build());

        // then
        assertThat(onThatDay.alerts(CONTRA_PAIR)).containsExactly("10 raised");
        assertThat(theDayAfter.alerts(CONTRA_PAIR)).containsExactly("10 raised", "60 resolved");
    }

    @Test
    void selfReportsAndHearsayDoNotEndIt() {
        // given
        Story story =
                aContradiction()
                        .with(
                                aGoodSelfReport().by("school").on(60).build(),
                                aGoodSelfReport().by("housing").on(61).build(),
                                anIndependentBetter()
                                        .basedOn(Basis.HEARSAY)
                                        .by("police")
                                        .on(62)
                                        .build(),
                                anIndependentBetter().by("dental").on(63).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).containsExactly("10 raised");
    }

    @Test
    void lateAgreementEndsItOnTheDayItBecomesKnownAndWithdrawsNothing() {
        // given
        Story story =
                aContradiction()
                        .with(
                                anIndependentBetter().by("school").on(60).build(),
                                anIndependentBetter().by("housing").on(61).knownOn(90).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).containsExactly("10 raised", "90 resolved");
    }

    @Test
    void aNewPairAfterTheEndIsANewAlert() {
        // given
        Story story =
                aContradiction()
                        .with(
                                aResolution().on(20).build(),
                                aGoodSelfReport().on(100).build(),
                                anIndependentNot().on(120).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR))
                .containsExactly("10 raised", "20 resolved", "120 raised");
    }

    @Test
    void aRetractedResolutionLetsItStandAgain() {
        // given
        Fact resolution = aResolution().on(20).build();
        Story story =
                aContradiction().with(resolution, aRetraction().of(resolution).on(30).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR))
                .containsExactly("10 raised", "20 resolved", "30 raised");
    }
}
