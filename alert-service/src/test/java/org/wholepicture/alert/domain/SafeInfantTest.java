package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.alert.domain.Given.HOME_CONDITIONS;
import static org.wholepicture.alert.domain.Given.SAFE_SLEEP;
import static org.wholepicture.alert.domain.Given.SUBSTANCE_USE;
import static org.wholepicture.alert.domain.Given.aRetraction;
import static org.wholepicture.alert.domain.Given.anIndependentBetter;
import static org.wholepicture.alert.domain.Given.anIndependentNot;
import static org.wholepicture.alert.domain.Story.SAFE_INFANT;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Substance use at home and unsafe sleep around a baby: domain.md C10 SAFE-INFANT, reading A42. */
class SafeInfantTest {

    private static Fact unsafeSleep(int day) {
        return anIndependentNot().about(SAFE_SLEEP).on(day).build();
    }

    private static Fact substanceUse(int day) {
        return anIndependentNot().about(SUBSTANCE_USE).by("police").on(day).build();
    }

    @Test
    void thePairFiresUpTo30DaysApartInEitherOrder() {
        // given
        Story sleepFirst = Story.of(unsafeSleep(10), substanceUse(40)).bornOn(0);
        Story substanceFirst = Story.of(substanceUse(10), unsafeSleep(40)).bornOn(0);

        // then
        assertThat(sleepFirst.alerts(SAFE_INFANT)).containsExactly("40 raised");
        assertThat(substanceFirst.alerts(SAFE_INFANT)).containsExactly("40 raised");
    }

    @Test
    void thePairIsSilent31DaysApart() {
        // given
        Story sleepFirst = Story.of(unsafeSleep(10), substanceUse(41)).bornOn(0);
        Story substanceFirst = Story.of(substanceUse(10), unsafeSleep(41)).bornOn(0);

        // then
        assertThat(sleepFirst.alerts(SAFE_INFANT)).isEmpty();
        assertThat(substanceFirst.alerts(SAFE_INFANT)).isEmpty();
    }

    @Test
    void oneVisitMaySeeBoth() {
        // given
        Story story = Story.of(unsafeSleep(10), substanceUse(10)).bornOn(0);

        // then
        assertThat(story.alerts(SAFE_INFANT)).containsExactly("10 raised");
    }

    @Test
    void oneOfTheTwoAloneIsSilent() {
        // given
        Story story =
                Story.of(
                                unsafeSleep(10),
                                unsafeSleep(12),
                                anIndependentNot().about(HOME_CONDITIONS).on(12).build())
                        .bornOn(0);

        // then
        assertThat(story.alerts(SAFE_INFANT)).isEmpty();
    }

    @Test
    void bothMustBeOnDaysUnderTwelveMonths() {
        // given a child born on 5 January 2026, who is a year old on day 365
        LocalDate born = LocalDate.of(2026, 1, 5);
        Story lastDay = Story.of(unsafeSleep(350), substanceUse(364)).bornOn(born);
        Story birthday = Story.of(unsafeSleep(350), substanceUse(365)).bornOn(born);

        // then
        assertThat(lastDay.alerts(SAFE_INFANT)).containsExactly("364 raised");
        assertThat(birthday.alerts(SAFE_INFANT)).isEmpty();
    }

    @Test
    void twelveMonthsAreCalendarMonthsAlsoFromALeapDay() {
        // given: born on 29 February 2024, so a year old on 28 February 2025
        LocalDate born = LocalDate.of(2024, 2, 29);
        int eve = Story.number(LocalDate.of(2025, 2, 27));
        Story lastDay = Story.of(unsafeSleep(eve - 5), substanceUse(eve)).bornOn(born);
        Story birthday = Story.of(unsafeSleep(eve - 5), substanceUse(eve + 1)).bornOn(born);

        // then
        assertThat(lastDay.alerts(SAFE_INFANT)).hasSize(1);
        assertThat(birthday.alerts(SAFE_INFANT)).isEmpty();
    }

    @Test
    void bothMustBeOnDaysWhenTheChildIsBorn() {
        // given
        Story dayOfBirth = Story.of(unsafeSleep(20), substanceUse(25)).bornOn(20);
        Story dayBefore = Story.of(unsafeSleep(19), substanceUse(25)).bornOn(20);

        // then
        assertThat(dayOfBirth.alerts(SAFE_INFANT)).containsExactly("25 raised");
        assertThat(dayBefore.alerts(SAFE_INFANT)).isEmpty();
    }

    @Test
    void aChildWithoutABirthDayIsNotBorn() {
        // given
        Story story = Story.of(unsafeSleep(19), substanceUse(25)).bornOn((LocalDate) null);

        // then
        assertThat(story.alerts(SAFE_INFANT)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Basis.class,
            names = {"SELF_REPORT", "HEARSAY", "OPINION"})
    void bothMustBeIndependent(Basis basis) {
        // given
        Story story =
                Story.of(
                                unsafeSleep(10),
                                anIndependentNot()
                                        .about(SUBSTANCE_USE)
                                        .basedOn(basis)
                                        .on(12)
                                        .build())
                        .bornOn(0);

        // then
        assertThat(story.alerts(SAFE_INFANT)).isEmpty();
    }

    @Test
    void goodNewsOnOneOfThemIsNotEvidence() {
        // given
        Story story =
                Story.of(unsafeSleep(10), anIndependentBetter().about(SUBSTANCE_USE).on(12).build())
                        .bornOn(0);

        // then
        assertThat(story.alerts(SAFE_INFANT)).isEmpty();
    }

    @Test
    void aLateFactFiresOnTheDayItBecomesKnownHoweverOldTheChildIsThen() {
        // given
        Story story =
                Story.of(
                                unsafeSleep(10),
                                anIndependentNot().about(SUBSTANCE_USE).on(40).knownOn(500).build())
                        .bornOn(0);

        // then
        assertThat(story.alerts(SAFE_INFANT)).containsExactly("500 raised");
    }

    @Test
    void itEndsNeitherByAgeingNorByTheBirthday() {
        // given
        Story story = Story.of(unsafeSleep(10), substanceUse(12)).bornOn(0);

        // then
        assertThat(story.only(SAFE_INFANT, 800).standing()).isTrue();
    }

    @Test
    void aRetractionWithdrawsIt() {
        // given
        Fact sleep = unsafeSleep(10);
        Story story =
                Story.of(sleep, substanceUse(12), aRetraction().of(sleep).on(20).build()).bornOn(0);

        // then
        assertThat(story.alerts(SAFE_INFANT)).containsExactly("12 raised", "20 withdrawn");
    }

    @Test
    void aBirthDayThatIsLearntLateDatesItOnTheDayItBecameKnown() {
        // given
        Story story =
                Story.of(unsafeSleep(41), substanceUse(45))
                        .bornOn((LocalDate) null)
                        .saidToBeBornOn(40, 60);

        // then
        assertThat(story.alerts(SAFE_INFANT)).containsExactly("60 raised");
    }

    @Test
    void aCorrectedBirthDayHoldsFromItsOwnDayOnAndWithdrawsIt() {
        // given
        Story story =
                Story.of(unsafeSleep(41), substanceUse(45)).bornOn(40).saidToBeBornOn(-800, 70);

        // then
        assertThat(story.alerts(SAFE_INFANT)).containsExactly("45 raised", "70 withdrawn");
    }

    @Test
    void theLatestWordOnTheBirthDayCounts() {
        // given
        Story story =
                Story.of(unsafeSleep(41), substanceUse(45))
                        .bornOn(40)
                        .saidToBeBornOn(-800, 50)
                        .saidToBeBornOn(39, 50);

        // then
        assertThat(story.only(SAFE_INFANT, 100).standing()).isTrue();
    }

    @Test
    void aFurtherPairIsAddedToTheOpenAlert() {
        // given
        Fact again = substanceUse(35);
        Story story = Story.of(unsafeSleep(10), substanceUse(12), again).bornOn(0);

        // when
        AlertEpisode episode = story.only(SAFE_INFANT, 100);

        // then
        assertThat(episode.subject()).isEqualTo(Subject.NONE);
        assertThat(episode.events()).contains(again.event()).hasSize(3);
    }
}
