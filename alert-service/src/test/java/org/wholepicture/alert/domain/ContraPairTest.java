package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.alert.domain.Given.DRUG_SERVICE;
import static org.wholepicture.alert.domain.Given.HOME_CONDITIONS;
import static org.wholepicture.alert.domain.Given.SAFE_SLEEP;
import static org.wholepicture.alert.domain.Given.aClaim;
import static org.wholepicture.alert.domain.Given.aGoodSelfReport;
import static org.wholepicture.alert.domain.Given.aRetraction;
import static org.wholepicture.alert.domain.Given.anIndependentBetter;
import static org.wholepicture.alert.domain.Given.anIndependentNot;
import static org.wholepicture.alert.domain.Story.CONTRA_PAIR;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which claims contradict each other: domain.md C10 CONTRA-PAIR, readings A34 and A10. */
class ContraPairTest {

    // FACT: a good self-report and an independent "not", either order, at most 42 days apart.

    @Test
    void factTopicPairsASelfReportWithANotUpTo42DaysLater() {
        // given
        Story at42 =
                Story.of(
                        aGoodSelfReport().about(DRUG_SERVICE).on(0).build(),
                        anIndependentNot().about(DRUG_SERVICE).on(42).build());
        Story at43 =
                Story.of(
                        aGoodSelfReport().about(DRUG_SERVICE).on(0).build(),
                        anIndependentNot().about(DRUG_SERVICE).on(43).build());

        // then
        assertThat(at42.alerts(CONTRA_PAIR)).containsExactly("42 raised");
        assertThat(at43.alerts(CONTRA_PAIR)).isEmpty();
    }

    @Test
    void factTopicPairsASelfReportWithANotUpTo42DaysEarlier() {
        // given
        Story at42 =
                Story.of(
                        anIndependentNot().about(DRUG_SERVICE).on(0).build(),
                        aGoodSelfReport().about(DRUG_SERVICE).on(42).build());
        Story at43 =
                Story.of(
                        anIndependentNot().about(DRUG_SERVICE).on(0).build(),
                        aGoodSelfReport().about(DRUG_SERVICE).on(43).build());

        // then
        assertThat(at42.alerts(CONTRA_PAIR)).containsExactly("42 raised");
        assertThat(at43.alerts(CONTRA_PAIR)).isEmpty();
    }

    // STATE: the "not" on the same day or at most 42 days after the self-report.

    @Test
    void stateTopicPairsASelfReportWithANotUpTo42DaysLater() {
        // given
        Story at42 = Story.of(aGoodSelfReport().on(0).build(), anIndependentNot().on(42).build());
        Story at43 = Story.of(aGoodSelfReport().on(0).build(), anIndependentNot().on(43).build());

        // then
        assertThat(at42.alerts(CONTRA_PAIR)).containsExactly("42 raised");
        assertThat(at43.alerts(CONTRA_PAIR)).isEmpty();
    }

    @Test
    void stateTopicTakesASelfReportAfterTheNotForUncorroboratedOnly() {
        // given
        Story story = Story.of(anIndependentNot().on(0).build(), aGoodSelfReport().on(1).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).isEmpty();
    }

    @Test
    void stateTopicTakesTheSameDayForAfter() {
        // given
        Story story = Story.of(anIndependentNot().on(7).build(), aGoodSelfReport().on(7).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).containsExactly("7 raised");
    }

    @Test
    void aSelfReportAndANotMayComeFromOneAgency() {
        // given
        Story story =
                Story.of(
                        aGoodSelfReport().by("health-visiting").on(0).build(),
                        anIndependentNot().by("health-visiting").on(5).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).containsExactly("5 raised");
    }

    @Test
    void aBadSelfReportAndAGoodObservationOfOneAgencyMakeNoPair() {
        // given
        Story story =
                Story.of(
                        aGoodSelfReport().saying(Change.WORSE).about(DRUG_SERVICE).on(0).build(),
                        anIndependentBetter().about(DRUG_SERVICE).on(5).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Basis.class,
            names = {"OBSERVED", "SERVICE_RECORD", "CHILD_VOICE"})
    void whatWasSeenRecordedOrSaidByTheChildContradicts(Basis basis) {
        // given
        Story story =
                Story.of(
                        aGoodSelfReport().on(0).build(),
                        anIndependentNot().basedOn(basis).on(5).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).containsExactly("5 raised");
    }

    @ParameterizedTest
    @EnumSource(
            value = Basis.class,
            names = {"HEARSAY", "OPINION"})
    void hearsayAndOpinionNeverContradict(Basis basis) {
        // given
        Story story =
                Story.of(
                        aGoodSelfReport().on(0).build(),
                        anIndependentNot().basedOn(basis).on(5).build(),
                        anIndependentBetter().by("school").on(6).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).isEmpty();
    }

    @Test
    void claimsOnDifferentTopicsMakeNoPair() {
        // given
        Story story =
                Story.of(
                        aGoodSelfReport().about(SAFE_SLEEP).on(0).build(),
                        anIndependentNot().about(HOME_CONDITIONS).on(5).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).isEmpty();
    }

    @Test
    void engagementWithTwoServicesIsTwoTopics() {
        // given
        Story story =
                Story.of(
                        aGoodSelfReport().about(DRUG_SERVICE).on(0).build(),
                        anIndependentNot()
                                .about(Topic.engagementWith("dental"))
                                .by("dental")
                                .on(5)
                                .build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).isEmpty();
    }

    @Test
    void eachTopicHasItsOwnAlert() {
        // given
        Story story =
                Story.of(
                        aGoodSelfReport().about(SAFE_SLEEP).on(0).build(),
                        aGoodSelfReport().about(HOME_CONDITIONS).on(0).build(),
                        anIndependentNot().about(SAFE_SLEEP).on(5).build(),
                        anIndependentNot().about(HOME_CONDITIONS).on(5).build());

        // then
        assertThat(story.episodes(10))
                .extracting(episode -> episode.subject().toString())
                .containsExactly("topic:HOME_CONDITIONS", "topic:SAFE_SLEEP");
    }

    // A good self-report that an independent claim confirmed before the "not" makes no pair.

    @Test
    void aSelfReportConfirmedBeforeTheNotMakesNoPair() {
        // given
        Story story =
                Story.of(
                        aGoodSelfReport().on(0).build(),
                        anIndependentBetter().on(4).build(),
                        anIndependentNot().on(5).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).isEmpty();
    }

    @Test
    void aSelfReportConfirmedOnTheDayItWasMadeMakesNoPair() {
        // given
        Story story =
                Story.of(
                        aGoodSelfReport().on(0).build(),
                        anIndependentBetter().on(0).build(),
                        anIndependentNot().on(5).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).isEmpty();
    }

    @Test
    void aConfirmationOnTheDayOfTheNotIsNotBeforeIt() {
        // given
        Story story =
                Story.of(
                        aGoodSelfReport().on(0).build(),
                        anIndependentBetter().on(5).build(),
                        anIndependentNot().on(5).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).containsExactly("5 raised");
    }

    @Test
    void hearsayConfirmsNothing() {
        // given
        Story story =
                Story.of(
                        aGoodSelfReport().on(0).build(),
                        anIndependentBetter().basedOn(Basis.HEARSAY).on(4).build(),
                        anIndependentNot().on(5).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).containsExactly("5 raised");
    }

    @Test
    void aLaterSelfReportIsNotConfirmedByWhatConfirmedAnEarlierOne() {
        // given
        Story story =
                Story.of(
                        aGoodSelfReport().on(0).build(),
                        anIndependentBetter().on(2).build(),
                        aGoodSelfReport().on(20).build(),
                        anIndependentNot().on(25).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).containsExactly("25 raised");
    }

    @Test
    void aConfirmationAfterTheNotDoesNotHelpALaterSelfReport() {
        // given: a reading kept to the letter, "confirmed before the not"
        Story story =
                Story.of(
                        anIndependentNot().about(DRUG_SERVICE).on(0).build(),
                        anIndependentBetter().about(DRUG_SERVICE).on(5).build(),
                        aGoodSelfReport().about(DRUG_SERVICE).on(10).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).containsExactly("10 raised");
    }

    // Two independents of different agencies that disagree, at most 14 days apart.

    @Test
    void twoIndependentsPairUpTo14DaysApartInEitherOrder() {
        // given
        Story betterFirst =
                Story.of(
                        anIndependentBetter().by("school").on(0).build(),
                        anIndependentNot().by("housing").on(14).build());
        Story worseFirst =
                Story.of(
                        anIndependentNot().by("housing").on(0).build(),
                        anIndependentBetter().by("school").on(14).build());

        // then
        assertThat(betterFirst.alerts(CONTRA_PAIR)).containsExactly("14 raised");
        assertThat(worseFirst.alerts(CONTRA_PAIR)).containsExactly("14 raised");
    }

    @Test
    void twoIndependentsDoNotPair15DaysApart() {
        // given
        Story betterFirst =
                Story.of(
                        anIndependentBetter().by("school").on(0).build(),
                        anIndependentNot().by("housing").on(15).build());
        Story worseFirst =
                Story.of(
                        anIndependentNot().by("housing").on(0).build(),
                        anIndependentBetter().by("school").on(15).build());

        // then
        assertThat(betterFirst.alerts(CONTRA_PAIR)).isEmpty();
        assertThat(worseFirst.alerts(CONTRA_PAIR)).isEmpty();
    }

    @Test
    void twoIndependentsOfOneAgencyMakeNoPair() {
        // given
        Story story =
                Story.of(
                        anIndependentBetter().by("housing").on(0).build(),
                        anIndependentNot().by("housing").on(3).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).isEmpty();
    }

    @Test
    void twoIndependentsThatAgreeMakeNoPair() {
        // given
        Story story =
                Story.of(
                        anIndependentNot().by("school").on(0).build(),
                        anIndependentNot().by("housing").on(3).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).isEmpty();
    }

    // Two self-reports to different agencies that disagree, at most 14 days apart.

    @Test
    void twoSelfReportsPairUpTo14DaysApart() {
        // given
        Story at14 =
                Story.of(
                        aGoodSelfReport().by("early-help").on(0).build(),
                        aGoodSelfReport().saying(Change.WORSE).by("school").on(14).build());
        Story at15 =
                Story.of(
                        aGoodSelfReport().by("early-help").on(0).build(),
                        aGoodSelfReport().saying(Change.WORSE).by("school").on(15).build());

        // then
        assertThat(at14.alerts(CONTRA_PAIR)).containsExactly("14 raised");
        assertThat(at15.alerts(CONTRA_PAIR)).isEmpty();
    }

    @Test
    void twoSelfReportsToOneAgencyMakeNoPair() {
        // given
        Story story =
                Story.of(
                        aGoodSelfReport().by("school").on(0).build(),
                        aGoodSelfReport().saying(Change.WORSE).by("school").on(3).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).isEmpty();
    }

    // Late, corrected, appended.

    @Test
    void aPairIsMeasuredByWhatHappenedAndDatedWhenItBecameKnown() {
        // given
        Story story =
                Story.of(
                        aGoodSelfReport().on(0).build(),
                        anIndependentNot().on(42).knownOn(200).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).containsExactly("200 raised");
    }

    @Test
    void theSelfReportMayBeTheLateOne() {
        // given
        Story story =
                Story.of(
                        aGoodSelfReport().on(0).knownOn(60).build(),
                        anIndependentNot().on(10).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).containsExactly("60 raised");
    }

    @Test
    void anOpenContradictionDoesNotEndByAgeing() {
        // given
        Story story = Story.of(aGoodSelfReport().on(0).build(), anIndependentNot().on(10).build());

        // then
        assertThat(story.only(CONTRA_PAIR, 800).standing()).isTrue();
    }

    @Test
    void theRetractionOfAClaimWithdraws() {
        // given
        Fact not = anIndependentNot().on(10).build();
        Story story =
                Story.of(
                        aGoodSelfReport().on(0).build(), not, aRetraction().of(not).on(17).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).containsExactly("10 raised", "17 withdrawn");
    }

    @Test
    void theRetractionOfOneClaimAmongEnoughOthersLeavesTheAlert() {
        // given
        Fact first = anIndependentNot().on(10).build();
        Fact second = anIndependentNot().by("housing").on(12).build();
        Story story =
                Story.of(
                        aGoodSelfReport().on(0).build(),
                        first,
                        second,
                        aRetraction().of(first).on(17).build());

        // when
        AlertEpisode episode = story.only(CONTRA_PAIR, 100);

        // then
        assertThat(episode.standing()).isTrue();
        assertThat(episode.raisedOn()).isEqualTo(Story.day(10));
        assertThat(episode.looks().getLast().events()).doesNotContain(first.event());
        assertThat(episode.events()).contains(first.event(), second.event());
    }

    @Test
    void aRetractedConfirmationBringsTheContradictionToLight() {
        // given
        Fact confirmation = anIndependentBetter().on(4).build();
        Story story =
                Story.of(
                        aGoodSelfReport().on(0).build(),
                        confirmation,
                        anIndependentNot().on(5).build(),
                        aRetraction().of(confirmation).on(30).build());

        // then
        assertThat(story.alerts(CONTRA_PAIR)).containsExactly("30 raised");
    }

    @Test
    void furtherClaimsAreAddedToTheOpenAlert() {
        // given
        Fact further = aClaim().by("police").on(30).build();
        Story story =
                Story.of(
                        aGoodSelfReport().on(0).build(),
                        anIndependentNot().on(10).build(),
                        further);

        // when
        AlertEpisode episode = story.only(CONTRA_PAIR, 100);

        // then
        assertThat(episode.raisedOn()).isEqualTo(Story.day(10));
        assertThat(episode.events()).contains(further.event()).hasSize(3);
    }
}
