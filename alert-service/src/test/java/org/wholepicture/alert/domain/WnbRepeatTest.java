package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.alert.domain.Given.aMissedAppointment;
import static org.wholepicture.alert.domain.Given.aRetraction;
import static org.wholepicture.alert.domain.Given.anAppointment;
import static org.wholepicture.alert.domain.Given.anAttendedAppointment;
import static org.wholepicture.alert.domain.Story.WNB_REPEAT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Appointments missed again and again: domain.md C10 WNB-REPEAT, reading A30. */
class WnbRepeatTest {

    private static Fact missed(int day) {
        return aMissedAppointment().on(day).build();
    }

    private static Fact attended(int day) {
        return anAttendedAppointment().on(day).build();
    }

    @Test
    void oneMissedAppointmentIsSilent() {
        assertThat(Story.of(missed(0)).alerts(WNB_REPEAT)).isEmpty();
    }

    @Test
    void twoUnrecoveredWithin365DaysFire() {
        // given
        Story at365 = Story.of(missed(0), missed(365));
        Story at366 = Story.of(missed(0), missed(366));

        // then
        assertThat(at365.alerts(WNB_REPEAT)).containsExactly("365 raised");
        assertThat(at366.alerts(WNB_REPEAT)).isEmpty();
    }

    @Test
    void anySecondKindAndNoAccessCount() {
        // given
        Story story =
                Story.of(
                        missed(0),
                        anAppointment()
                                .of("home-visit")
                                .ended(AppointmentOutcome.NO_ACCESS)
                                .by("health-visiting")
                                .on(9)
                                .build());

        // then
        assertThat(story.alerts(WNB_REPEAT)).containsExactly("9 raised");
    }

    @ParameterizedTest
    @EnumSource(
            value = AppointmentOutcome.class,
            names = {
                "ATTENDED",
                "DID_NOT_ATTEND",
                "CANCELLED_BY_CARER",
                "CANCELLED_BY_SERVICE",
                "RESCHEDULED"
            })
    void otherOutcomesAreNotMissed(AppointmentOutcome outcome) {
        // given
        Story story =
                Story.of(
                        missed(0),
                        anAppointment().of("eye-clinic").ended(outcome).on(5).build(),
                        anAppointment().of("eye-clinic").ended(outcome).on(6).build(),
                        anAppointment().of("eye-clinic").ended(outcome).on(7).build());

        // then
        assertThat(story.alerts(WNB_REPEAT)).isEmpty();
    }

    @Test
    void aMissedAppointmentThatTheServiceIsToBlameForDoesNotCount() {
        // given
        Story story = Story.of(missed(0), aMissedAppointment().byTheServicesFault().on(5).build());

        // then
        assertThat(story.alerts(WNB_REPEAT)).isEmpty();
    }

    // Recovered: the same kind attended on the same day or within 28 days after.

    @Test
    void attendingTheSameKindWithin28DaysRecovers() {
        // given
        Story at28 = Story.of(missed(0), attended(28), missed(100));
        Story at29 = Story.of(missed(0), attended(29), missed(100));

        // then
        assertThat(at28.alerts(WNB_REPEAT)).isEmpty();
        assertThat(at29.alerts(WNB_REPEAT)).containsExactly("100 raised");
    }

    @Test
    void attendingOnTheSameDayRecovers() {
        // given
        Story story = Story.of(missed(0), attended(0), missed(100));

        // then
        assertThat(story.alerts(WNB_REPEAT)).isEmpty();
    }

    @Test
    void attendingTheDayBeforeDoesNotRecover() {
        // given
        Story story = Story.of(missed(10), attended(9), missed(100));

        // then
        assertThat(story.alerts(WNB_REPEAT)).containsExactly("100 raised");
    }

    @Test
    void attendingAnotherKindDoesNotRecover() {
        // given
        Story story =
                Story.of(
                        missed(0),
                        anAttendedAppointment().of("eye-clinic").on(5).build(),
                        missed(20));

        // then
        assertThat(story.alerts(WNB_REPEAT)).containsExactly("20 raised");
    }

    @Test
    void oneAttendanceRecoversEveryMissedOneOfItsKindInTheLast28Days() {
        // given
        Story story = Story.of(missed(0), missed(10), attended(28));

        // then
        assertThat(story.alerts(WNB_REPEAT)).containsExactly("10 raised", "28 resolved");
    }

    @Test
    void untilTheAttendanceIsKnownItIsUnrecovered() {
        // given
        Story story =
                Story.of(missed(0), anAttendedAppointment().on(10).knownOn(45).build(), missed(30));

        // then
        assertThat(story.alerts(WNB_REPEAT)).containsExactly("30 raised", "45 resolved");
    }

    @Test
    void aRetractedAttendanceNoLongerRecovers() {
        // given
        Fact attended = attended(21);
        Story story =
                Story.of(
                        missed(0),
                        attended,
                        missed(42),
                        aRetraction().by("dental").of(attended).on(50).build());

        // then
        assertThat(story.alerts(WNB_REPEAT)).containsExactly("50 raised");
    }

    // Four within 365 days, recovered or not.

    @Test
    void fourWithin365DaysFireThoughAllRecovered() {
        // given
        Story at365 =
                Story.of(
                        missed(0),
                        attended(1),
                        missed(100),
                        attended(101),
                        missed(200),
                        attended(201),
                        missed(365),
                        attended(365));
        Story at366 =
                Story.of(
                        missed(0),
                        attended(1),
                        missed(100),
                        attended(101),
                        missed(200),
                        attended(201),
                        missed(366),
                        attended(366));

        // then
        assertThat(at365.alerts(WNB_REPEAT)).containsExactly("365 raised");
        assertThat(at366.alerts(WNB_REPEAT)).isEmpty();
    }

    @Test
    void threeRecoveredAreSilent() {
        // given
        Story story =
                Story.of(
                        missed(0),
                        attended(1),
                        missed(100),
                        attended(101),
                        missed(200),
                        attended(200));

        // then
        assertThat(story.alerts(WNB_REPEAT)).isEmpty();
    }

    @Test
    void anAlertOfTwoThatBecomesOneOfFourIsTheSameAlert() {
        // given
        Story story = Story.of(missed(0), missed(10), missed(20), missed(30), attended(38));

        // then
        assertThat(story.alerts(WNB_REPEAT)).containsExactly("10 raised");
    }

    // The same appointment told twice.

    @Test
    void theSameAppointmentReportedByTwoAgenciesCountsOnce() {
        // given
        Fact hospital =
                aMissedAppointment()
                        .by("hospital")
                        .referredToAs("H-1")
                        .of("eye-clinic")
                        .on(0)
                        .build();
        Fact copy =
                aMissedAppointment().by("gp").referredToAs("H-1").of("eye-clinic").on(0).build();
        Story story = Story.of(hospital, copy);

        // then
        assertThat(story.alerts(WNB_REPEAT)).isEmpty();
        assertThat(story.with(missed(50)).alerts(WNB_REPEAT)).containsExactly("50 raised");
    }

    @Test
    void twoReferencesAreTwoAppointments() {
        // given
        Story story =
                Story.of(
                        aMissedAppointment().referredToAs("D-1").on(0).build(),
                        aMissedAppointment().referredToAs("D-2").on(0).build());

        // then
        assertThat(story.alerts(WNB_REPEAT)).containsExactly("0 raised");
    }

    @Test
    void theCopyStillCountsWhenTheOriginalIsRetracted() {
        // given
        Fact original = aMissedAppointment().by("hospital").referredToAs("H-1").on(0).build();
        Story story =
                Story.of(
                        original,
                        aMissedAppointment().by("gp").referredToAs("H-1").on(0).build(),
                        aRetraction().by("hospital").of(original).on(10).build(),
                        aMissedAppointment().by("hospital").referredToAs("H-2").on(20).build());

        // then
        assertThat(story.alerts(WNB_REPEAT)).containsExactly("20 raised");
    }

    @Test
    void theServicesFaultHoldsForItsCopiesToo() {
        // given
        Story story =
                Story.of(
                        aMissedAppointment()
                                .by("hospital")
                                .referredToAs("H-1")
                                .byTheServicesFault()
                                .on(0)
                                .build(),
                        aMissedAppointment().by("gp").referredToAs("H-1").on(0).build(),
                        missed(50));

        // then
        assertThat(story.alerts(WNB_REPEAT)).isEmpty();
    }

    @Test
    void threeAppointmentsReportedTwiceAreNotFour() {
        // given
        Story story = Story.of();
        for (int day : new int[] {0, 100, 200}) {
            story.with(
                    aMissedAppointment().by("hospital").referredToAs("H" + day).on(day).build(),
                    aMissedAppointment().by("gp").referredToAs("H" + day).on(day).build(),
                    attended(day + 1));
        }

        // then
        assertThat(story.alerts(WNB_REPEAT)).isEmpty();
    }

    // Late, corrected, aged.

    @Test
    void aLateFactCompletesAnEarlierWindow() {
        // given
        Story story = Story.of(aMissedAppointment().on(0).knownOn(500).build(), missed(20));

        // then
        assertThat(story.alerts(WNB_REPEAT)).containsExactly("500 raised");
    }

    @Test
    void itDoesNotEndByAgeing() {
        // given
        Story story = Story.of(missed(0), missed(20));

        // then
        assertThat(story.only(WNB_REPEAT, 880).standing()).isTrue();
    }

    @Test
    void aRetractionThatLeavesTooFewWithdraws() {
        // given
        Fact first = missed(0);
        Fact second = missed(21);
        Story story =
                Story.of(
                        first, second, aRetraction().by("dental").of(first, second).on(28).build());

        // then
        assertThat(story.alerts(WNB_REPEAT)).containsExactly("21 raised", "28 withdrawn");
    }

    @Test
    void aRetractionThatLeavesEnoughLeavesTheAlert() {
        // given
        Fact first = missed(0);
        Story story =
                Story.of(
                        first,
                        missed(21),
                        missed(25),
                        aRetraction().by("dental").of(first).on(28).build());

        // then
        assertThat(story.alerts(WNB_REPEAT)).containsExactly("21 raised");
    }

    @Test
    void anAlertRaisedAndUndoneOnOneDayIsNone() {
        // given
        Story story = Story.of(missed(0), missed(20), attended(20));

        // then
        assertThat(story.alerts(WNB_REPEAT)).isEmpty();
    }

    @Test
    void twoMoreAfterTheEndAreANewAlert() {
        // given
        Story story = Story.of(missed(0), missed(10), attended(20), missed(60), missed(70));

        // then
        assertThat(story.alerts(WNB_REPEAT))
                .containsExactly("10 raised", "20 resolved", "70 raised");
    }
}
