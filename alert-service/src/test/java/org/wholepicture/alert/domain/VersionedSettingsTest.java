package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.alert.domain.Given.aMissedAppointment;
import static org.wholepicture.alert.domain.Given.aRetraction;
import static org.wholepicture.alert.domain.Story.WNB_REPEAT;
import static org.wholepicture.alert.domain.Story.day;
import static org.wholepicture.alert.domain.Story.number;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each day is folded under the settings in force on it [design.md promise 2]. The appointments of
 * days 10 and 20 make WNB-REPEAT by default.
 */
class VersionedSettingsTest {

    private final Fact first = aMissedAppointment().on(10).as("first").build();
    private final Fact second = aMissedAppointment().on(20).as("second").build();
    private final Fact third = aMissedAppointment().on(40).as("third").build();

    private static final Map<String, Voice> ALL_SPEAK = voices(Map.of());

    @Test
    void aLaterVersionLeavesTheDaysBeforeItAsTheyWere() {
        // then day 20 is past when two are no longer enough, and a third makes it again
        assertThat(told(List.of(first, second, third), version(1, 0, 2), version(2, 30, 3)))
                .containsExactly("20 raised under 1", "30 resolved", "40 raised under 2");
    }

    @Test
    void aVersionThatAsksForLessRaisesOnItsFirstDayWhatIsKnownThen() {
        assertThat(told(List.of(first, second), version(1, 0, 3), version(2, 30, 2)))
                .containsExactly("30 raised under 2");
    }

    @Test
    void anAlertThatBothVersionsMakeGoesOnUnderTheVersionThatRaisedIt() {
        assertThat(told(List.of(first, second, third), version(1, 0, 2), version(2, 30, 2)))
                .containsExactly("20 raised under 1");
    }

    @Test
    void whatIsKnownLateIsLookedAtUnderTheSettingsOfTheDayItBecameKnown() {
        Fact late = aMissedAppointment().on(20).knownOn(35).as("second").build();

        assertThat(told(List.of(first, late), version(1, 0, 2), version(2, 30, 3))).isEmpty();
        assertThat(told(List.of(first, late), version(1, 0, 3), version(2, 30, 2)))
                .containsExactly("35 raised under 2");
    }

    @Test
    void otherSettingsWithdrawNothingAlsoOnTheDayOfACorrection() {
        Fact unrelated = aMissedAppointment().of("hearing").on(5).as("unrelated").build();
        Fact correction = aRetraction().of(unrelated).on(30).build();

        assertThat(
                        told(
                                List.of(first, second, unrelated, correction),
                                version(1, 0, 2),
                                version(2, 30, 4)))
                .contains("30 resolved")
                .noneMatch(line -> line.endsWith("withdrawn"));
    }

    @Test
    void aCorrectionOnAVersionsFirstDayWithdraws() {
        Fact correction = aRetraction().of(second).on(30).build();

        assertThat(told(List.of(first, second, correction), version(1, 0, 2), version(2, 30, 3)))
                .containsExactly("20 raised under 1", "30 withdrawn");
    }

    @Test
    void aRuleThatBeginsToSpeakRaisesWhatStandsThen() {
        assertThat(
                        told(
                                List.of(first, second),
                                version(1, 0, 2, voices(Map.of(WNB_REPEAT, Voice.SHADOW))),
                                version(2, 30, 2)))
                .containsExactly("20 in SHADOW under 1", "30 resolved", "30 raised under 2");
    }

    @Test
    void aRuleThatFallsSilentEndsWhatWasHeard() {
        assertThat(
                        told(
                                List.of(first, second),
                                version(1, 0, 2),
                                version(2, 30, 2, voices(Map.of(WNB_REPEAT, Voice.OFF)))))
                .containsExactly("20 raised under 1", "30 resolved");
    }

    @Test
    void aRuleThatAVersionDoesNotNameIsInShadow() {
        assertThat(told(List.of(first, second), version(1, 0, 2, Map.of())))
                .containsExactly("20 in SHADOW under 1");
    }

    @Test
    void aHigherVersionCountsFromItsDayWhateverWasToFollow() {
        // given one approved for day 40, and after that one for day 30
        assertThat(
                        told(
                                List.of(first, second, third),
                                version(1, 0, 2),
                                version(2, 40, 2),
                                version(3, 30, 3)))
                .containsExactly("20 raised under 1", "30 resolved", "40 raised under 3");
    }

    @Test
    void otherWorkingDaysMoveTheClocksFromTheirDay() {
        // given a clock of ten working days that began under a calendar without Fridays
        WorkingCalendar shortWeeks = (from, n) -> from.plusDays(n * 2L);
        VersionedSettings settings =
                new VersionedSettings(
                        List.of(
                                version(1, 0, 2),
                                new VersionedSettings.Version(
                                        2,
                                        day(5),
                                        new Settings(Thresholds.DEFAULTS, shortWeeks, null),
                                        ALL_SPEAK)));
        List<Fact> plan = Lines.facts("0 social-care plan CP NEG");

        assertThat(coreGroupIsLate(new AlertFold(Rules.ALL, Story.SETTINGS), plan)).isEqualTo(15);
        assertThat(coreGroupIsLate(new AlertFold(Rules.ALL, settings), plan)).isEqualTo(21);
    }

    private static int coreGroupIsLate(AlertFold fold, List<Fact> facts) {
        return fold.fold(day(-2000), facts, day(100)).stream()
                .filter(episode -> episode.rule().name().equals("CLOCK-CORE-10"))
                .map(episode -> number(episode.raisedOn()))
                .findFirst()
                .orElseThrow();
    }

    static VersionedSettings.Version version(int number, int from, int unrecovered) {
        return version(number, from, unrecovered, ALL_SPEAK);
    }

    private static VersionedSettings.Version version(
            int number, int from, int unrecovered, Map<String, Voice> voices) {
        return new VersionedSettings.Version(
                number,
                day(from),
                new Settings(
                        ThresholdLimits.thresholds(
                                Map.of("appointments.missedUnrecovered", unrecovered)),
                        Story.SETTINGS.calendar(),
                        null),
                voices);
    }

    private static Map<String, Voice> voices(Map<String, Voice> others) {
        Map<String, Voice> voices = new HashMap<>();
        Rules.ALL.forEach(rule -> voices.put(rule.name(), Voice.SPEAKS));
        voices.putAll(others);
        return voices;
    }

    private static List<String> told(List<Fact> facts, VersionedSettings.Version... versions) {
        return new AlertFold(Rules.ALL, new VersionedSettings(List.of(versions)))
                .fold(day(-2000), facts, day(100)).stream()
                        .filter(episode -> episode.rule().name().equals(WNB_REPEAT))
                        .flatMap(
                                episode ->
                                        episode.standing()
                                                ? Stream.of(raised(episode))
                                                : Stream.of(raised(episode), ended(episode)))
                        .toList();
    }

    private static String raised(AlertEpisode episode) {
        return "%d %s under %d"
                .formatted(
                        number(episode.raisedOn()),
                        episode.spoken() ? "raised" : "in " + episode.voice(),
                        episode.settings());
    }

    private static String ended(AlertEpisode episode) {
        return switch (episode.ending()) {
            case AlertEpisode.Ending.Standing() -> "";
            case AlertEpisode.Ending.Resolved(LocalDate on) -> number(on) + " resolved";
            case AlertEpisode.Ending.Withdrawn(LocalDate on) -> number(on) + " withdrawn";
        };
    }
}
