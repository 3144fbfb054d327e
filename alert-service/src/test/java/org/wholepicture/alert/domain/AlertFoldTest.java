package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.alert.domain.Given.aContact;
import static org.wholepicture.alert.domain.Given.aMissedAppointment;
import static org.wholepicture.alert.domain.Given.aRetraction;
import static org.wholepicture.alert.domain.Given.anAttendedAppointment;
import static org.wholepicture.alert.domain.Story.WNB_REPEAT;
import static org.wholepicture.alert.domain.Story.day;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The life of an alert as the facts make it: readings A06 to A10 and A49. */
class AlertFoldTest {

    @Test
    void nothingKnownIsNothingRaised() {
        assertThat(Story.of().episodes(100)).isEmpty();
    }

    @Test
    void factsKnownAfterTheLastDayDoNotCount() {
        // given
        Story story =
                Story.of(
                        aMissedAppointment().on(0).build(),
                        aMissedAppointment().on(10).knownOn(30).build());

        // then
        assertThat(story.alerts(WNB_REPEAT, 29)).isEmpty();
        assertThat(story.alerts(WNB_REPEAT, 30)).containsExactly("30 raised");
    }

    @Test
    void aDayIsADayInLondon() {
        // given: 23:30 in universal time is half past midnight in British summer
        Story summer =
                Story.of(
                        aMissedAppointment().on(0).build(),
                        aMissedAppointment()
                                .on(176)
                                .knownAt(Instant.parse("2026-06-30T23:30:00Z"))
                                .build());
        Story winter =
                Story.of(
                        aMissedAppointment().on(0).build(),
                        aMissedAppointment()
                                .on(26)
                                .knownAt(Instant.parse("2026-01-31T23:30:00Z"))
                                .build());

        // then: 1 July is day 177, 31 January day 26
        assertThat(summer.alerts(WNB_REPEAT)).containsExactly("177 raised");
        assertThat(winter.alerts(WNB_REPEAT)).containsExactly("26 raised");
    }

    @Test
    void aRetractionBeforeAnyAlertRaisesAndWithdrawsNothing() {
        // given
        Fact first = aMissedAppointment().on(0).build();
        Story story =
                Story.of(
                        first,
                        aRetraction().by("dental").of(first).on(5).build(),
                        aMissedAppointment().on(10).build());

        // then
        assertThat(story.alerts(WNB_REPEAT)).isEmpty();
    }

    @Test
    void aRetractionOnTheDayOfTheLastFactRaisesNothing() {
        // given
        Fact second = aMissedAppointment().on(10).build();
        Story story =
                Story.of(
                        aMissedAppointment().on(0).build(),
                        second,
                        aRetraction().by("dental").of(second).on(10).build());

        // then
        assertThat(story.alerts(WNB_REPEAT)).isEmpty();
    }

    @Test
    void aRetractionKnownBeforeItsTargetHoldsToo() {
        // given
        Fact second = aMissedAppointment().on(10).knownOn(20).build();
        Story story =
                Story.of(
                        aMissedAppointment().on(0).build(),
                        second,
                        aRetraction().by("dental").of(second).on(12).build());

        // then
        assertThat(story.alerts(WNB_REPEAT)).isEmpty();
    }

    @Test
    void aRetractionOfAFactUnderAnEndedAlertWithdrawsNothing() {
        // given
        Fact first = aMissedAppointment().on(0).build();
        Story story =
                Story.of(
                        first,
                        aMissedAppointment().on(10).build(),
                        anAttendedAppointment().on(20).build(),
                        aRetraction().by("dental").of(first).on(40).build());

        // then
        assertThat(story.alerts(WNB_REPEAT)).containsExactly("10 raised", "20 resolved");
    }

    @Test
    void aRetractionOfWhatIsNoLongerUnderTheAlertWithdrawsNothing() {
        // given: the first is recovered on 15; on 20 it is taken back and the second is recovered
        Fact first = aMissedAppointment().of("dental").on(0).build();
        Story story =
                Story.of(
                        first,
                        aMissedAppointment().of("eye-clinic").on(10).build(),
                        aMissedAppointment().of("physio").on(12).build(),
                        anAttendedAppointment().of("dental").on(15).build(),
                        aRetraction().by("dental").of(first).on(20).build(),
                        anAttendedAppointment().of("eye-clinic").on(20).build());

        // then
        assertThat(story.alerts(WNB_REPEAT)).containsExactly("10 raised", "20 resolved");
    }

    @Test
    void aRetractionOfSomethingElseWithdrawsNothing() {
        // given
        Fact contact = aContact().on(5).build();
        Story story =
                Story.of(
                        contact,
                        aMissedAppointment().on(0).build(),
                        aMissedAppointment().on(10).build(),
                        aRetraction().by("school").of(contact).on(40).build());

        // then
        assertThat(story.alerts(WNB_REPEAT)).containsExactly("10 raised");
    }

    @Test
    void aCorrectionThatStatesTheFactAnewLeavesTheAlert() {
        // given: the second version takes the first one back on the day it states its own
        Fact first = aMissedAppointment().as("version 1").on(0).build();
        Story story =
                Story.of(
                        first,
                        aMissedAppointment().on(10).build(),
                        aMissedAppointment().as("version 2").on(1).knownOn(30).build(),
                        aRetraction().as("version 2").by("dental").of(first).on(30).build());

        // when
        AlertEpisode episode = story.only(WNB_REPEAT, 100);

        // then
        assertThat(episode.standing()).isTrue();
        assertThat(episode.raisedOn()).isEqualTo(day(10));
    }

    @Test
    void aCorrectionFromMissedToAttendedWithdraws() {
        // given
        Fact first = aMissedAppointment().as("version 1").on(10).build();
        Story story =
                Story.of(
                        aMissedAppointment().on(0).build(),
                        first,
                        anAttendedAppointment().as("version 2").on(10).knownOn(30).build(),
                        aRetraction().as("version 2").by("dental").of(first).on(30).build());

        // then
        assertThat(story.alerts(WNB_REPEAT)).containsExactly("10 raised", "30 withdrawn");
    }

    @Test
    void anEpisodeKeepsWhatItOnceShowed() {
        // given
        Fact first = aMissedAppointment().on(0).build();
        Fact second = aMissedAppointment().on(10).build();
        Fact third = aMissedAppointment().on(20).build();
        Story story =
                Story.of(first, second, third, aRetraction().by("dental").of(first).on(30).build());

        // when
        AlertEpisode episode = story.only(WNB_REPEAT, 100);

        // then
        assertThat(episode.events())
                .containsExactlyInAnyOrder(first.event(), second.event(), third.event());
        assertThat(episode.looks().getLast().day()).isEqualTo(day(30));
        assertThat(episode.looks().getLast().events())
                .containsExactlyInAnyOrder(second.event(), third.event());
    }
}
