package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.alert.domain.Given.DRUG_SERVICE;
import static org.wholepicture.alert.domain.Given.aContact;
import static org.wholepicture.alert.domain.Given.aGoodSelfReport;
import static org.wholepicture.alert.domain.Given.aRetraction;
import static org.wholepicture.alert.domain.Given.aServiceReferral;
import static org.wholepicture.alert.domain.Given.anIndependentBetter;
import static org.wholepicture.alert.domain.Story.CONFIRM_MISSING;

import org.junit.jupiter.api.Test;

/** A parent says that it goes well, the service says nothing: C10 CONFIRM-MISSING, reading A36. */
class ConfirmMissingTest {

    private static Fact goingWell(int day) {
        return aGoodSelfReport().about(DRUG_SERVICE).on(day).build();
    }

    @Test
    void itFiresOnDay43WithoutAnythingHappeningThatDay() {
        // given
        Story story = Story.of(aServiceReferral().on(0).build(), goingWell(14));

        // then
        assertThat(story.alerts(CONFIRM_MISSING, 42)).isEmpty();
        assertThat(story.alerts(CONFIRM_MISSING, 43)).containsExactly("43 raised");
    }

    @Test
    void itFiresOnALaterSelfReportOnTheDayThatBecomesKnown() {
        // given
        Story later = Story.of(aServiceReferral().on(0).build(), goingWell(60));
        Story late =
                Story.of(
                        aServiceReferral().on(0).build(),
                        aGoodSelfReport().about(DRUG_SERVICE).on(14).knownOn(70).build());

        // then
        assertThat(later.alerts(CONFIRM_MISSING)).containsExactly("60 raised");
        assertThat(late.alerts(CONFIRM_MISSING)).containsExactly("70 raised");
    }

    @Test
    void aReferralAloneIsSilent() {
        // given
        Story story = Story.of(aServiceReferral().on(0).build());

        // then
        assertThat(story.alerts(CONFIRM_MISSING)).isEmpty();
    }

    @Test
    void theSelfReportMustBeMadeOnOrAfterTheReferral() {
        // given
        Story onThatDay = Story.of(aServiceReferral().on(10).build(), goingWell(10));
        Story theDayBefore = Story.of(aServiceReferral().on(10).build(), goingWell(9));

        // then
        assertThat(onThatDay.alerts(CONFIRM_MISSING)).containsExactly("53 raised");
        assertThat(theDayBefore.alerts(CONFIRM_MISSING)).isEmpty();
    }

    @Test
    void onlyAGoodSelfReportAboutThatServiceCounts() {
        // given
        Story story =
                Story.of(
                        aServiceReferral().on(0).build(),
                        aGoodSelfReport().about(DRUG_SERVICE).saying(Change.WORSE).on(5).build(),
                        aGoodSelfReport().about(Topic.engagementWith("dental")).on(5).build(),
                        anIndependentBetter().about(DRUG_SERVICE).by("school").on(5).build(),
                        aGoodSelfReport().about(DRUG_SERVICE).basedOn(Basis.HEARSAY).on(6).build());

        // then
        assertThat(story.alerts(CONFIRM_MISSING)).isEmpty();
    }

    @Test
    void anythingFromTheServiceOnTheLastDayIsInTime() {
        // given
        Story day42 =
                Story.of(
                        aServiceReferral().on(0).build(),
                        goingWell(14),
                        aContact().by("drug-alcohol").on(42).build());
        Story day43 =
                Story.of(
                        aServiceReferral().on(0).build(),
                        goingWell(14),
                        aContact().by("drug-alcohol").on(43).build());
        Story day44 =
                Story.of(
                        aServiceReferral().on(0).build(),
                        goingWell(14),
                        aContact().by("drug-alcohol").on(44).build());

        // then
        assertThat(day42.alerts(CONFIRM_MISSING)).isEmpty();
        assertThat(day43.alerts(CONFIRM_MISSING)).isEmpty();
        assertThat(day44.alerts(CONFIRM_MISSING)).containsExactly("43 raised", "44 resolved");
    }

    @Test
    void theServiceSpeakingOnTheDayOfTheReferralHasSpoken() {
        // given
        Story story =
                Story.of(
                        aServiceReferral().on(0).build(),
                        goingWell(14),
                        aContact().by("drug-alcohol").on(0).build());

        // then
        assertThat(story.alerts(CONFIRM_MISSING)).isEmpty();
    }

    @Test
    void whatTheServiceSaidBeforeTheReferralIsNoAnswerToIt() {
        // given
        Story story =
                Story.of(
                        aServiceReferral().on(10).build(),
                        goingWell(14),
                        aContact().by("drug-alcohol").on(9).build());

        // then
        assertThat(story.alerts(CONFIRM_MISSING)).containsExactly("53 raised");
    }

    @Test
    void anotherAgencyDoesNotAnswerForTheService() {
        // given
        Story story =
                Story.of(
                        aServiceReferral().on(0).build(),
                        goingWell(14),
                        aContact().by("dental").on(20).build());

        // then
        assertThat(story.alerts(CONFIRM_MISSING)).containsExactly("43 raised");
    }

    @Test
    void aServiceThatSpokeOnceDoesNotFireLater() {
        // given
        Story story =
                Story.of(
                        aServiceReferral().on(0).build(),
                        aContact().by("drug-alcohol").on(20).build(),
                        goingWell(90));

        // then
        assertThat(story.alerts(CONFIRM_MISSING)).isEmpty();
    }

    @Test
    void anAnswerThatArrivesLateEndsTheAlertAndWithdrawsNothing() {
        // given
        Story story =
                Story.of(
                        aServiceReferral().on(0).build(),
                        goingWell(14),
                        aContact().by("drug-alcohol").on(20).knownOn(50).build());

        // then
        assertThat(story.alerts(CONFIRM_MISSING)).containsExactly("43 raised", "50 resolved");
    }

    @Test
    void aRetractedAnswerIsAsIfNeverSent() {
        // given
        Fact answer = aContact().by("drug-alcohol").on(20).build();
        Story story =
                Story.of(
                        aServiceReferral().on(0).build(),
                        goingWell(14),
                        answer,
                        aRetraction().by("drug-alcohol").of(answer).on(30).build());

        // then the retraction says that nothing was said about this child
        assertThat(story.alerts(CONFIRM_MISSING)).containsExactly("43 raised");
    }

    @Test
    void aRetractedSelfReportWithdraws() {
        // given
        Fact report = goingWell(14);
        Story story =
                Story.of(
                        aServiceReferral().on(0).build(),
                        report,
                        aRetraction().by("early-help").of(report).on(50).build());

        // then
        assertThat(story.alerts(CONFIRM_MISSING)).containsExactly("43 raised", "50 withdrawn");
    }

    @Test
    void eachReferralHasItsOwnAlert() {
        // given
        Fact.ServiceReferral first = aServiceReferral().on(0).build();
        Fact.ServiceReferral second = aServiceReferral().to("dental").on(5).build();
        Story story =
                Story.of(
                        first,
                        second,
                        goingWell(14),
                        aGoodSelfReport().about(Topic.engagementWith("dental")).on(14).build());

        // then
        assertThat(story.alerts(CONFIRM_MISSING)).containsExactly("43 raised", "48 raised");
        assertThat(story.episodes(100))
                .extracting(AlertEpisode::subject)
                .contains(Subject.referral(first.event()), Subject.referral(second.event()));
    }
}
