package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.alert.domain.Given.event;
import static org.wholepicture.alert.domain.Story.day;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who can be asked from an alert, and with which of their own facts. */
class AskableTest {

    private static final String FACTS =
            "A: 10 early-help claim FOOD BETTER SELF_REPORT; B: 12 school claim FOOD WORSE OBSERVED;"
                    + " C: 13 school claim SUPERVISION WORSE OBSERVED;"
                    + " D: 14 dental claim FOOD WORSE OBSERVED; R: 15 early-help refers-to drug-alcohol";

    @Test
    void eachSideOfAContradictionCanBeAskedAboutItsOwnClaims() {
        Alert.Core alert = alert("CONTRA-PAIR", "topic:FOOD", List.of("A", "B", "C"));

        assertThat(about(alert, "housing"))
                .isEqualTo(
                        Map.of(
                                "early-help", List.of(event("A")),
                                "school", List.of(event("B"))));
    }

    @Test
    void nobodyAsksTheirOwnAgency() {
        Alert.Core alert = alert("CONTRA-PAIR", "topic:FOOD", List.of("A", "B"));

        assertThat(about(alert, "school")).containsOnlyKeys("early-help");
    }

    @Test
    void aServiceThatHasNotConfirmedCanBeAskedAndHasNothingToShow() {
        Alert.Core alert = alert("CONFIRM-MISSING", "referral:" + event("R"), List.of("A", "R"));

        assertThat(about(alert, "early-help")).isEqualTo(Map.of("drug-alcohol", List.of()));
    }

    @Test
    void beforeAStepDownTheSilentAndThoseWhoseWorriesAreOpenCanBeAsked() {
        Alert.Core alert =
                alert(
                        "STEPDOWN-CHECK",
                        "proposal:" + event("P"),
                        List.of("A", "B", "C"),
                        "AGENCY_SILENT:police",
                        "MISSED_APPOINTMENT",
                        "UNCONFIRMED:SUPERVISION");

        assertThat(about(alert, "early-help"))
                .isEqualTo(Map.of("police", List.of(), "school", List.of(event("C"))));
    }

    @Test
    void ofAnyOtherAlertThereIsNothingToConfirm() {
        assertThat(about(alert("WNB-REPEAT", "none", List.of("A", "B")), "housing")).isEmpty();
    }

    private static Map<String, List<EventId>> about(Alert.Core alert, String asker) {
        return Askable.about(alert, Lines.facts(FACTS), asker);
    }

    private static Alert.Core alert(
            String rule, String subject, List<String> events, String... reasons) {
        return new Alert.Core(
                new AlertId(new UUID(0, 1)),
                new PersonId(new UUID(0, 2)),
                rule,
                1,
                1,
                Subject.parse(subject),
                Severity.MED,
                day(20),
                events.stream().map(Given::event).toList(),
                List.of(reasons));
    }
}
