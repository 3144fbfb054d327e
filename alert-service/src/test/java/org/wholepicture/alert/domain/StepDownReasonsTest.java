package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.alert.domain.Given.DRUG_SERVICE;
import static org.wholepicture.alert.domain.Given.HOME_CONDITIONS;
import static org.wholepicture.alert.domain.Given.aContact;
import static org.wholepicture.alert.domain.Given.aDissent;
import static org.wholepicture.alert.domain.Given.aDissentEnd;
import static org.wholepicture.alert.domain.Given.aGoodSelfReport;
import static org.wholepicture.alert.domain.Given.aMissedAppointment;
import static org.wholepicture.alert.domain.Given.aPlan;
import static org.wholepicture.alert.domain.Given.aProfile;
import static org.wholepicture.alert.domain.Given.aProposal;
import static org.wholepicture.alert.domain.Given.aResolution;
import static org.wholepicture.alert.domain.Given.anAppointment;
import static org.wholepicture.alert.domain.Given.anAttendedAppointment;
import static org.wholepicture.alert.domain.Given.anIndependentBetter;
import static org.wholepicture.alert.domain.Given.anIndependentNot;
import static org.wholepicture.alert.domain.Story.STEPDOWN_CHECK;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a step-down check asks about: domain.md C10 STEPDOWN-CHECK, readings A38, A35 and A12. */
class StepDownReasonsTest {

    @Test
    void evidenceOfSustainedChangeAsksNothing() {
        // given
        Story story =
                Story.of(
                        aPlan().on(0).build(),
                        anIndependentNot().about(HOME_CONDITIONS).on(7).build(),
                        anIndependentBetter().about(HOME_CONDITIONS).on(60).build(),
                        aMissedAppointment().on(120).build(),
                        anAttendedAppointment().on(148).build(),
                        aProfile().on(100).build(),
                        aContact().by("school").on(160).build(),
                        aProposal().naming("school").on(200).build());

        // then
        assertThat(story.alerts(STEPDOWN_CHECK)).isEmpty();
    }

    // Open contradiction, at most 90 days old.

    @Test
    void anOpenContradictionIsAReasonUpTo90DaysAfterItsLaterClaim() {
        // given two self-reports, so that nothing is left to ask once it is old
        Fact good = aGoodSelfReport().on(100).build();
        Fact bad = aGoodSelfReport().saying(Change.WORSE).by("school").on(110).build();

        // then
        assertThat(Story.of(good, bad, aProposal().on(200).build()).reasons())
                .containsExactly("OPEN_CONTRADICTION:SAFE_SLEEP");
        assertThat(Story.of(good, bad, aProposal().on(201).build()).alerts(STEPDOWN_CHECK))
                .isEmpty();
    }

    @Test
    void theAgeOfAContradictionCountsFromItsLatestPair() {
        // given
        Story story =
                Story.of(
                        aGoodSelfReport().on(0).build(),
                        aGoodSelfReport().saying(Change.WORSE).by("school").on(10).build(),
                        aGoodSelfReport().on(115).build(),
                        aGoodSelfReport().saying(Change.WORSE).by("school").on(110).build(),
                        aProposal().on(205).build());

        // then
        assertThat(story.reasons()).containsExactly("OPEN_CONTRADICTION:SAFE_SLEEP");
    }

    @Test
    void anOldContradictionIsStillAskedAboutAsUnconfirmed() {
        // given
        Story story =
                Story.of(
                        aGoodSelfReport().on(100).build(),
                        anIndependentNot().on(110).build(),
                        aProposal().on(201).build());

        // then
        assertThat(story.reasons()).containsExactly("UNCONFIRMED:SAFE_SLEEP");
    }

    @Test
    void aContradictionAbsorbsTheUnconfirmedOfItsTopicOnly() {
        // given
        Story story =
                Story.of(
                        aGoodSelfReport().on(180).build(),
                        anIndependentNot().on(190).build(),
                        anIndependentNot().about(HOME_CONDITIONS).on(190).build(),
                        aProposal().on(200).build());

        // then
        assertThat(story.reasons())
                .containsExactly("OPEN_CONTRADICTION:SAFE_SLEEP", "UNCONFIRMED:HOME_CONDITIONS");
    }

    @Test
    void aContradictionResolvedOnPaperLeavesTheTopicUnconfirmed() {
        // given
        Story story =
                Story.of(
                        aGoodSelfReport().on(180).build(),
                        anIndependentNot().on(190).build(),
                        aResolution().on(195).build(),
                        aProposal().on(200).build());

        // then the reading of (i) knows no end but an independent "better"
        assertThat(story.reasons()).containsExactly("UNCONFIRMED:SAFE_SLEEP");
    }

    // (i) An independent "not" without an independent "better" on a later day, however old.

    @ParameterizedTest
    @EnumSource(
            value = Basis.class,
            names = {"OBSERVED", "SERVICE_RECORD", "CHILD_VOICE"})
    void anIndependentNotIsAReasonHoweverOld(Basis basis) {
        // given
        Story story =
                Story.of(
                        anIndependentNot().basedOn(basis).on(-1500).build(),
                        aProposal().on(200).build());

        // then
        assertThat(story.reasons()).containsExactly("UNCONFIRMED:SAFE_SLEEP");
    }

    @ParameterizedTest
    @EnumSource(
            value = Basis.class,
            names = {"SELF_REPORT", "HEARSAY", "OPINION"})
    void aNotThatIsNotIndependentIsNoReason(Basis basis) {
        // given
        Story story =
                Story.of(
                        anIndependentNot().basedOn(basis).on(190).build(),
                        aProposal().on(200).build());

        // then
        assertThat(story.alerts(STEPDOWN_CHECK)).isEmpty();
    }

    @Test
    void betterSinceMeansALaterDayByAnyAgency() {
        // given
        Fact not = anIndependentNot().on(150).build();
        Fact proposal = aProposal().on(200).build();

        // then
        assertThat(Story.of(not, anIndependentBetter().on(149).build(), proposal).reasons())
                .containsExactly("UNCONFIRMED:SAFE_SLEEP");
        assertThat(Story.of(not, anIndependentBetter().on(150).build(), proposal).reasons())
                .containsExactly("UNCONFIRMED:SAFE_SLEEP");
        assertThat(
                        Story.of(not, anIndependentBetter().on(151).build(), proposal)
                                .alerts(STEPDOWN_CHECK))
                .isEmpty();
        assertThat(
                        Story.of(not, anIndependentBetter().by("school").on(165).build(), proposal)
                                .alerts(STEPDOWN_CHECK))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Basis.class,
            names = {"SELF_REPORT", "HEARSAY", "OPINION"})
    void onlyAnIndependentBetterConfirms(Basis basis) {
        // given
        Story story =
                Story.of(
                        anIndependentNot().on(100).build(),
                        anIndependentBetter().basedOn(basis).on(190).build(),
                        aProposal().on(200).build());

        // then
        assertThat(story.reasons()).containsExactly("UNCONFIRMED:SAFE_SLEEP");
    }

    @Test
    void aFreshNotAfterTheBetterIsAReasonAgain() {
        // given
        Story story =
                Story.of(
                        anIndependentNot().on(100).build(),
                        anIndependentBetter().on(120).build(),
                        anIndependentNot().on(140).build(),
                        aProposal().on(200).build());

        // then
        assertThat(story.reasons()).containsExactly("UNCONFIRMED:SAFE_SLEEP");
    }

    @Test
    void aTopicWithAColonKeepsItInItsReason() {
        // given
        Story story =
                Story.of(
                        anIndependentNot()
                                .about(DRUG_SERVICE)
                                .basedOn(Basis.SERVICE_RECORD)
                                .by("drug-alcohol")
                                .on(100)
                                .build(),
                        aProposal().on(200).build());

        // then
        assertThat(story.reasons()).containsExactly("UNCONFIRMED:ENGAGEMENT:drug-alcohol");
    }

    // (ii) A missed appointment in the 84 days before, not recovered.

    @ParameterizedTest
    @CsvSource({"115, false", "116, true", "199, true", "200, true"})
    void anUnrecoveredMissedAppointmentIsAReasonFor84Days(int missed, boolean asks) {
        // given
        Story story =
                Story.of(aMissedAppointment().on(missed).build(), aProposal().on(200).build());

        // then
        assertThat(story.reasons()).isEqualTo(asks ? List.of("MISSED_APPOINTMENT") : List.of());
    }

    @ParameterizedTest
    @CsvSource({"180, false", "181, true"})
    void aMissedAppointmentRecoveredWithin28DaysIsNoReason(int attended, boolean asks) {
        // given
        Story story =
                Story.of(
                        aMissedAppointment().on(152).build(),
                        anAttendedAppointment().on(attended).build(),
                        aProposal().on(200).build());

        // then
        assertThat(story.reasons().contains("MISSED_APPOINTMENT")).isEqualTo(asks);
    }

    @Test
    void noAccessIsMissedToo() {
        // given
        Story story =
                Story.of(
                        anAppointment().ended(AppointmentOutcome.NO_ACCESS).on(180).build(),
                        aProposal().on(200).build());

        // then
        assertThat(story.reasons()).containsExactly("MISSED_APPOINTMENT");
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
    void otherOutcomesAreNoReason(AppointmentOutcome outcome) {
        // given
        Story story =
                Story.of(
                        anAppointment().ended(outcome).on(180).build(),
                        aProposal().on(200).build());

        // then
        assertThat(story.alerts(STEPDOWN_CHECK)).isEmpty();
    }

    @Test
    void theServicesFaultIsNoReason() {
        // given
        Story story =
                Story.of(
                        aMissedAppointment().byTheServicesFault().on(180).build(),
                        aProposal().on(200).build());

        // then
        assertThat(story.alerts(STEPDOWN_CHECK)).isEmpty();
    }

    // (iii) On a neglect plan: no profile in 183 days, or an area of 4 or more in the last one.

    @ParameterizedTest
    @CsvSource({"16, true", "17, false", "200, false"})
    void aProfileMustBeAtMost183DaysOld(int profile, boolean asks) {
        // given
        Story story =
                Story.of(
                        aPlan().on(0).build(),
                        aProfile().on(profile).build(),
                        aProposal().on(200).build());

        // then
        assertThat(story.reasons().contains("PROFILE_MISSING")).isEqualTo(asks);
    }

    @ParameterizedTest
    @CsvSource({"139, true", "140, false", "180, false"})
    void aPlanWithoutAnyProfileIsAskedAboutAfterItsFirst60Days(int start, boolean asks) {
        // given
        Story story = Story.of(aPlan().on(start).build(), aProposal().on(200).build());

        // then
        assertThat(story.reasons().contains("PROFILE_MISSING")).isEqualTo(asks);
    }

    @Test
    void onAShorterPlanTheProfileMustBeSinceItsStart() {
        // given
        Story before =
                Story.of(
                        aProfile().on(99).build(),
                        aPlan().on(100).build(),
                        aProposal().on(200).build());
        Story onThatDay =
                Story.of(
                        aProfile().on(100).build(),
                        aPlan().on(100).build(),
                        aProposal().on(200).build());

        // then
        assertThat(before.reasons()).containsExactly("PROFILE_MISSING");
        assertThat(onThatDay.alerts(STEPDOWN_CHECK)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3, false", "4, true", "5, true"})
    void anAreaOf4OrMoreInTheLastProfileIsAReason(int grade, boolean asks) {
        // given
        Story story =
                Story.of(
                        aPlan().on(0).build(),
                        aProfile().withPhysicalCareAt(grade).on(150).build(),
                        aProposal().on(200).build());

        // then
        assertThat(story.reasons()).isEqualTo(asks ? List.of("PROFILE_HIGH") : List.of());
    }

    @Test
    void onlyTheLastProfileCounts() {
        // given
        Story better =
                Story.of(
                        aPlan().on(0).build(),
                        aProfile().withPhysicalCareAt(5).on(100).build(),
                        aProfile().withPhysicalCareAt(3).on(150).build(),
                        aProposal().on(200).build());
        Story worse =
                Story.of(
                        aPlan().on(0).build(),
                        aProfile().withPhysicalCareAt(3).on(100).build(),
                        aProfile().withPhysicalCareAt(4).on(150).build(),
                        aProposal().on(200).build());

        // then
        assertThat(better.alerts(STEPDOWN_CHECK)).isEmpty();
        assertThat(worse.reasons()).containsExactly("PROFILE_HIGH");
    }

    @Test
    void twoProfilesOfOneDayAreBothTheLast() {
        // given: order within a day does not matter, so neither may hide the other
        Fact high = aProfile().by("health-visiting").withPhysicalCareAt(4).on(150).build();
        Fact low = aProfile().by("school-nursing").withPhysicalCareAt(2).on(150).build();
        Fact earlierThatDay =
                aProfile()
                        .by("health-visiting")
                        .withPhysicalCareAt(4)
                        .on(150)
                        .knownAt(high.known().minusSeconds(60))
                        .build();
        Fact plan = aPlan().on(0).build();
        Fact proposal = aProposal().on(200).build();

        // then
        assertThat(Story.of(plan, high, low, proposal).reasons()).containsExactly("PROFILE_HIGH");
        assertThat(Story.of(plan, earlierThatDay, low, proposal).reasons())
                .containsExactly("PROFILE_HIGH");
    }

    // (iv) An agency named in the network that has been silent.

    @ParameterizedTest
    @CsvSource({"157, true", "158, false", "200, false"})
    void anAgencyOfTheNetworkIsSilentAfter42DaysWithoutAnEvent(int heard, boolean asks) {
        // given
        Story story =
                Story.of(
                        aContact().by("school").on(heard).build(),
                        aProposal().naming("school").on(200).build());

        // then
        assertThat(story.reasons()).isEqualTo(asks ? List.of("AGENCY_SILENT:school") : List.of());
    }

    @Test
    void eachSilentAgencyIsNamed() {
        // given
        Story story =
                Story.of(
                        aContact().by("dental").on(190).build(),
                        aProposal().naming("school", "dental", "health-visiting").on(200).build());

        // then
        assertThat(story.reasons())
                .containsExactly("AGENCY_SILENT:health-visiting", "AGENCY_SILENT:school");
    }

    @Test
    void theProposerIsNotAskedAboutItself() {
        // given
        Story story = Story.of(aProposal().by("early-help").naming("early-help").on(200).build());

        // then
        assertThat(story.alerts(STEPDOWN_CHECK)).isEmpty();
    }

    @Test
    void anAgencyNotNamedIsNotAskedAbout() {
        // given
        Story story = Story.of(aContact().by("police").on(0).build(), aProposal().on(200).build());

        // then
        assertThat(story.alerts(STEPDOWN_CHECK)).isEmpty();
    }

    @Test
    void anyEventOfTheAgencyWillDo() {
        // given
        Story story =
                Story.of(
                        anAttendedAppointment().by("dental").on(180).build(),
                        anIndependentBetter().by("school").on(180).build(),
                        aProposal().naming("school", "dental").on(200).build());

        // then
        assertThat(story.alerts(STEPDOWN_CHECK)).isEmpty();
    }

    // (v) Any dissent without its end.

    @Test
    void anOpenDissentIsAReasonHoweverOld() {
        // given
        Story story = Story.of(aDissent().on(-900).build(), aProposal().on(200).build());

        // then
        assertThat(story.reasons()).containsExactly("OPEN_DISSENT");
    }

    @Test
    void aResolvedDissentIsNoReason() {
        // given
        Fact.DissentRaised dissent = aDissent().on(100).build();
        Story story =
                Story.of(
                        dissent,
                        aDissentEnd().of(dissent).on(150).build(),
                        aProposal().on(200).build());

        // then
        assertThat(story.alerts(STEPDOWN_CHECK)).isEmpty();
    }

    @Test
    void theEndOfOneDissentIsNotTheEndOfAnother() {
        // given
        Fact.DissentRaised first = aDissent().as("first").on(100).build();
        Fact.DissentRaised second = aDissent().as("second").on(110).build();
        Story story =
                Story.of(
                        first,
                        second,
                        aDissentEnd().of(first).on(150).build(),
                        aProposal().on(200).build());

        // then
        assertThat(story.reasons()).containsExactly("OPEN_DISSENT");
    }

    @Test
    void allReasonsStandTogether() {
        // given
        Story story =
                Story.of(
                        aPlan().on(0).build(),
                        aProfile().withPhysicalCareAt(4).on(150).build(),
                        aGoodSelfReport().on(180).build(),
                        anIndependentNot().on(190).build(),
                        anIndependentNot().about(HOME_CONDITIONS).on(20).build(),
                        aMissedAppointment().on(190).build(),
                        aDissent().on(199).build(),
                        aProposal().naming("police").on(200).build());

        // then
        assertThat(story.reasons())
                .containsExactly(
                        "AGENCY_SILENT:police",
                        "MISSED_APPOINTMENT",
                        "OPEN_CONTRADICTION:SAFE_SLEEP",
                        "OPEN_DISSENT",
                        "PROFILE_HIGH",
                        "UNCONFIRMED:HOME_CONDITIONS");
    }
}
