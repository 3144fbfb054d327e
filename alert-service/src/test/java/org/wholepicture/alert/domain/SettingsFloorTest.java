package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no partnership can set away. */
class SettingsFloorTest {

    private static final PartnershipSettings SPEAKING = PartnershipSettings.defaults(Voice.SPEAKS);
    private static final PartnershipSettings NEW = PartnershipSettings.defaults(Voice.SHADOW);

    @Test
    void everyNumberHasItsLimitsOnceAndItsDefaultIsWithinThem() {
        assertThat(ThresholdLimits.ALL.stream().map(ThresholdLimit::name))
                .containsExactlyInAnyOrderElementsOf(
                        ThresholdLimits.values(Thresholds.DEFAULTS).keySet());
        assertThat(ThresholdLimits.ALL).allMatch(limit -> limit.allows(limit.preset()));
    }

    @Test
    void numbersComeBackAsTheyWere() {
        Map<String, Integer> values = new HashMap<>();
        ThresholdLimits.ALL.forEach(limit -> values.put(limit.name(), limit.most()));

        assertThat(ThresholdLimits.values(ThresholdLimits.thresholds(values))).isEqualTo(values);
        assertThat(ThresholdLimits.thresholds(Map.of())).isEqualTo(Thresholds.DEFAULTS);
    }

    @Test
    void theEndsOfEachLimitMayBeSetAndTheNumbersBesideThemMayNot() {
        for (ThresholdLimit limit : ThresholdLimits.ALL) {
            Map<String, Integer> most = new HashMap<>(allAtMost());
            assertThat(SettingsFloor.faults(most, Map.of(), SPEAKING)).isEmpty();
            for (int beside : List.of(limit.least() - 1, limit.most() + 1)) {
                most.put(limit.name(), beside);
                assertThat(SettingsFloor.faults(most, Map.of(), SPEAKING))
                        .extracting(SettingsFloor.Fault::field)
                        .contains("thresholds/" + limit.name());
            }
        }
    }

    private static Map<String, Integer> allAtMost() {
        Map<String, Integer> most = new HashMap<>();
        ThresholdLimits.ALL.forEach(limit -> most.put(limit.name(), limit.most()));
        return most;
    }

    @Test
    void aFaultSaysWhatMayBeSet() {
        assertThat(
                        SettingsFloor.faults(
                                Map.of("clocks.assessment", 46, "safety.strategy", 2),
                                Map.of(),
                                SPEAKING))
                .containsExactly(
                        new SettingsFloor.Fault(
                                "thresholds/clocks.assessment", "Give a number from 10 to 45."),
                        new SettingsFloor.Fault(
                                "thresholds/safety.strategy", "This is 1 and cannot be changed."));
    }

    @Test
    void whatIsNotKnownIsNotRepeated() {
        assertThat(
                        SettingsFloor.faults(
                                Map.of("Zebedee", 1, "Zebedee2", 1),
                                Map.of("Zebedee", Voice.OFF),
                                SPEAKING))
                .containsExactly(
                        new SettingsFloor.Fault(
                                "thresholds", "A number is named that there is not."),
                        new SettingsFloor.Fault("rules", "A rule is named that there is not."));
    }

    @Test
    void numbersThatHangTogetherStayTogether() {
        assertThat(SettingsFloor.faults(Map.of("drift.notSeenDays", 42), Map.of(), SPEAKING))
                .isEmpty();
        assertThat(SettingsFloor.faults(Map.of("drift.notSeenByAnyDays", 20), Map.of(), SPEAKING))
                .containsExactly(
                        new SettingsFloor.Fault(
                                "thresholds/drift.notSeenByAnyDays",
                                "This cannot be less than 28, which is drift.notSeenDays."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SAFE-PHYSICAL-HARM",
                "SAFE-NO-STRATEGY",
                "SAFE-NO-MEDICAL-DECISION",
                "SAFE-INFANT",
                "STEPDOWN-CHECK",
                "STEPDOWN-RELAPSE",
                "CONTRA-PAIR",
                "DRIFT-NOTSEEN",
                "ID-REVIEW"
            })
    void whatKeepsChildrenSafeCannotBeSilenced(String rule) {
        assertThat(SettingsFloor.faults(Map.of(), Map.of(rule, Voice.OFF), SPEAKING)).hasSize(1);
        assertThat(SettingsFloor.faults(Map.of(), Map.of(rule, Voice.OFF), NEW)).hasSize(1);
        assertThat(SettingsFloor.faults(Map.of(), Map.of(rule, Voice.SHADOW), SPEAKING)).hasSize(1);
        assertThat(SettingsFloor.faults(Map.of(), Map.of(rule, Voice.SHADOW), NEW)).isEmpty();
        assertThat(SettingsFloor.faults(Map.of(), Map.of(rule, Voice.SPEAKS), NEW)).isEmpty();
    }

    @Test
    void otherRulesMayBeSilenced() {
        for (Voice voice : Voice.values()) {
            assertThat(SettingsFloor.faults(Map.of(), Map.of("WNB-CANCEL", voice), SPEAKING))
                    .isEmpty();
        }
    }
}
