package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.alert.domain.Given.HOME_CONDITIONS;
import static org.wholepicture.alert.domain.Given.aClosure;
import static org.wholepicture.alert.domain.Given.aContact;
import static org.wholepicture.alert.domain.Given.aDissent;
import static org.wholepicture.alert.domain.Given.aMissedAppointment;
import static org.wholepicture.alert.domain.Given.aProposal;
import static org.wholepicture.alert.domain.Given.aRetraction;
import static org.wholepicture.alert.domain.Given.aStepDown;
import static org.wholepicture.alert.domain.Given.anAttendedAppointment;
import static org.wholepicture.alert.domain.Given.anIndependentBetter;
import static org.wholepicture.alert.domain.Given.anIndependentNot;
import static org.wholepicture.alert.domain.Story.STEPDOWN_CHECK;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a step-down is checked, and until when: readings A37, A05, A06 and A07. */
class StepDownCheckedTest {

    @Test
    void theCheckIsMadeWhenTheProposalBecomesKnown() {
        // given
        Story story =
                Story.of(
                        anIndependentNot().on(100).build(),
                        aProposal().on(200).knownOn(205).build());

        // then
        assertThat(story.alerts(STEPDOWN_CHECK, 290)).containsExactly("205 raised");
    }

    @Test
    void windowsEndOnTheDayOfTheProposalAlsoWhenItIsLate() {
        // given: 42 days before the proposal, 70 before it became known
        Story story =
                Story.of(
                        aContact().by("school").on(158).build(),
                        aProposal().naming("school").on(200).knownOn(228).build());

        // then
        assertThat(story.alerts(STEPDOWN_CHECK)).isEmpty();
    }

    @Test
    void noReasonArisesByTimeAlone() {
        // given: the school would be silent and the contradiction old as days pass
        Story story =
                Story.of(
                        aContact().by("school").on(200).build(),
                        aProposal().naming("school").on(200).build());

        // then
        assertThat(story.alerts(STEPDOWN_CHECK)).isEmpty();
    }

    @Test
    void withoutAProposalThereIsNoCheck() {
        // given
        Story story =
                Story.of(
                        anIndependentNot().on(100).build(),
                        aStepDown().on(200).build(),
                        aClosure().on(220).build());

        // then
        assertThat(story.alerts(STEPDOWN_CHECK)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"290, true", "291, false"})
    void aFactThatBecomesKnownWithin90DaysIsCheckedAgain(int known, boolean checked) {
        // given
        Story story =
                Story.of(
                        aProposal().on(200).build(),
                        aMissedAppointment().on(190).knownOn(known).build());

        // then
        assertThat(story.alerts(STEPDOWN_CHECK, known))
                .isEqualTo(checked ? List.of(known + " raised") : List.of());
    }

    @Test
    void aDissentAboutTheProposalIsItsReason() {
        // given
        Story story = Story.of(aProposal().on(200).build(), aDissent().on(203).build());

        // then
        assertThat(story.alerts(STEPDOWN_CHECK, 210)).containsExactly("203 raised");
        assertThat(story.reasons()).containsExactly("OPEN_DISSENT");
    }

    @Test
    void whatIsSeenWhileTheProposalWaitsIsItsReason() {
        // given
        Story story = Story.of(aProposal().on(200).build(), anIndependentNot().on(210).build());

        // then
        assertThat(story.alerts(STEPDOWN_CHECK, 220)).containsExactly("210 raised");
    }

    @Test
    void afterTheStepDownNothingIsCheckedAnyMore() {
        // given
        Story stepDown =
                Story.of(
                        aProposal().on(200).build(),
                        aStepDown().on(207).build(),
                        anIndependentNot().on(190).knownOn(208).build());
        Story closure =
                Story.of(
                        aProposal().on(200).build(),
                        aClosure().on(207).build(),
                        aDissent().on(208).build());

        // then
        assertThat(stepDown.alerts(STEPDOWN_CHECK)).isEmpty();
        assertThat(closure.alerts(STEPDOWN_CHECK)).isEmpty();
    }

    @Test
    void aClosureOnTheDayOfTheProposalLeavesNothingToCheck() {
        // given: a response on the same day counts as after
        Story story =
                Story.of(
                        anIndependentNot().on(100).build(),
                        aProposal().on(200).build(),
                        aClosure().on(200).build());

        // then
        assertThat(story.alerts(STEPDOWN_CHECK)).isEmpty();
    }

    @Test
    void anEarlierStepDownDoesNotEndALaterProposal() {
        // given
        Story story =
                Story.of(
                        aStepDown().on(150).build(),
                        anIndependentNot().on(100).build(),
                        aProposal().on(200).build());

        // then
        assertThat(story.alerts(STEPDOWN_CHECK, 210)).containsExactly("200 raised");
    }

    @Test
    void lateGoodNewsEndsTheAlertAndWithdrawsNothing() {
        // given
        Story story =
                Story.of(
                        anIndependentNot().on(100).build(),
                        aProposal().on(200).build(),
                        anIndependentBetter().on(180).knownOn(210).build());

        // then
        assertThat(story.alerts(STEPDOWN_CHECK)).containsExactly("200 raised", "210 resolved");
    }

    @Test
    void anAppointmentKeptAfterTheProposalRecoversTheMissedOne() {
        // given
        Story story =
                Story.of(
                        aMissedAppointment().on(190).build(),
                        aProposal().on(200).build(),
                        anAttendedAppointment().on(218).build());

        // then
        assertThat(story.alerts(STEPDOWN_CHECK)).containsExactly("200 raised", "218 resolved");
    }

    @Test
    void furtherReasonsAreAddedToTheOpenAlert() {
        // given
        Story story =
                Story.of(
                        anIndependentNot().on(100).build(),
                        aProposal().on(200).build(),
                        anIndependentNot().about(HOME_CONDITIONS).on(195).knownOn(220).build());

        // when
        AlertEpisode episode = story.only(STEPDOWN_CHECK, 230);

        // then
        assertThat(episode.raisedOn()).isEqualTo(Story.day(200));
        assertThat(episode.looks())
                .extracting(AlertEpisode.Look::reasons)
                .containsExactly(
                        List.of("UNCONFIRMED:SAFE_SLEEP"),
                        List.of("UNCONFIRMED:HOME_CONDITIONS", "UNCONFIRMED:SAFE_SLEEP"));
    }

    @Test
    void reasonsThatComeBackAreANewAlert() {
        // given
        Story story =
                Story.of(
                        anIndependentNot().on(100).build(),
                        aProposal().on(200).build(),
                        anIndependentBetter().on(180).knownOn(210).build(),
                        anIndependentNot().by("police").on(215).build());

        // then
        assertThat(story.alerts(STEPDOWN_CHECK, 230))
                .containsExactly("200 raised", "210 resolved", "215 raised");
    }

    @Test
    void eachProposalHasItsOwnAlert() {
        // given
        Fact.StepDownProposed first = aProposal().on(200).build();
        Fact.StepDownProposed second = aProposal().by("social-care").on(220).build();
        Story story = Story.of(anIndependentNot().on(100).build(), first, second);

        // then
        assertThat(story.alerts(STEPDOWN_CHECK, 230)).containsExactly("200 raised", "220 raised");
        assertThat(story.episodes(230))
                .extracting(AlertEpisode::subject)
                .containsExactly(Subject.proposal(first.event()), Subject.proposal(second.event()));
    }

    @Test
    void aRetractedProposalWithdraws() {
        // given
        Fact proposal = aProposal().on(200).build();
        Story story =
                Story.of(
                        anIndependentNot().on(100).build(),
                        proposal,
                        aRetraction().by("early-help").of(proposal).on(204).build());

        // then
        assertThat(story.alerts(STEPDOWN_CHECK)).containsExactly("200 raised", "204 withdrawn");
    }

    @Test
    void theRetractionOfItsLastReasonWithdraws() {
        // given
        Fact not = anIndependentNot().on(100).build();
        Story story =
                Story.of(not, aProposal().on(200).build(), aRetraction().of(not).on(204).build());

        // then
        assertThat(story.alerts(STEPDOWN_CHECK)).containsExactly("200 raised", "204 withdrawn");
    }

    @Test
    void theRetractionOfOneReasonAmongTwoLeavesTheAlert() {
        // given
        Fact not = anIndependentNot().on(100).build();
        Story story =
                Story.of(
                        not,
                        aMissedAppointment().on(190).build(),
                        aProposal().on(200).build(),
                        aRetraction().of(not).on(204).build());

        // when
        AlertEpisode episode = story.only(STEPDOWN_CHECK, 210);

        // then
        assertThat(episode.standing()).isTrue();
        assertThat(episode.reasons()).containsExactly("MISSED_APPOINTMENT");
    }
}
