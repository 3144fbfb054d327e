package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.alert.domain.Given.aMissedAppointment;
import static org.wholepicture.alert.domain.Story.WNB_REPEAT;
import static org.wholepicture.alert.domain.Story.day;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wholepicture.alert.domain.SettingsComparison.Counts;

/** Which alerts other settings would have made of the same facts. */
class SettingsComparisonTest {

    private static final List<Fact> THREE_MISSED =
            List.of(
                    aMissedAppointment().on(10).as("first").build(),
                    aMissedAppointment().on(20).as("second").build(),
                    aMissedAppointment().on(40).as("third").build());

    @Test
    void underTheSameSettingsNothingChanges() {
        assertThat(compared(2, 2, 0)).isEqualTo(new Counts(1, 0, 0, 0, 0, 0));
    }

    @Test
    void whatIsRaisedLaterHasMoved() {
        assertThat(compared(2, 3, 0)).isEqualTo(new Counts(0, 1, 0, 0, 0, 0));
    }

    @Test
    void whatIsNotRaisedIsGoneAndEnds() {
        assertThat(compared(2, 4, 0)).isEqualTo(new Counts(0, 0, 0, 1, 0, 1));
        assertThat(compared(2, 4, 0).before()).isEqualTo(1);
        assertThat(compared(2, 4, 0).after()).isZero();
    }

    @Test
    void whatIsRaisedInAdditionIsNewAndBegins() {
        assertThat(compared(4, 2, 0)).isEqualTo(new Counts(0, 0, 1, 0, 1, 0));
    }

    @Test
    void alertsOfEarlierDaysCountOnlyForWhatStands() {
        assertThat(compared(4, 2, 21)).isEqualTo(new Counts(0, 0, 0, 0, 1, 0));
        assertThat(compared(4, 2, 20)).isEqualTo(new Counts(0, 0, 1, 0, 1, 0));
    }

    @Test
    void whatNobodyHearsDoesNotCount() {
        List<AlertEpisode> heard = fold(2, Map.of(WNB_REPEAT, Voice.SPEAKS));
        List<AlertEpisode> shadow = fold(2, Map.of(WNB_REPEAT, Voice.SHADOW));

        assertThat(SettingsComparison.compare(heard, shadow, day(0)))
                .containsExactly(Map.entry(WNB_REPEAT, new Counts(0, 0, 0, 1, 0, 1)));
        assertThat(SettingsComparison.compare(shadow, shadow, day(0))).isEmpty();
    }

    private static Counts compared(int now, int then, int since) {
        Map<String, Voice> voices = Map.of(WNB_REPEAT, Voice.SPEAKS);
        return SettingsComparison.compare(fold(now, voices), fold(then, voices), day(since))
                .getOrDefault(WNB_REPEAT, Counts.NONE);
    }

    /** With so many unrecovered ones; in all they are never enough. */
    private static List<AlertEpisode> fold(int unrecovered, Map<String, Voice> voices) {
        return new AlertFold(
                        Rules.ALL,
                        new VersionedSettings(
                                List.of(
                                        new VersionedSettings.Version(
                                                1,
                                                day(0),
                                                new Settings(
                                                        ThresholdLimits.thresholds(
                                                                Map.of(
                                                                        "appointments"
                                                                                + ".missedUnrecovered",
                                                                        unrecovered)),
                                                        Story.SETTINGS.calendar(),
                                                        null),
                                                voices))))
                .fold(day(-2000), THREE_MISSED, day(100));
    }
}
