package org.wholepicture.chronology.domain.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** What followed an ending, and for how long nothing did. */
class CycleTest {

    private static final Fact START =
            Fact.of("plan").with("state", "STARTED").with("plan", "EH").on("2024-01-01");
    private static final Fact CLOSED =
            Fact.of("step-down").with("state", "DONE").with("to", "CLOSED").on("2024-06-01");

    private static Fact concern(String level, String day) {
        return Fact.of("concern").with("level", level).with("category", "NEG").on(day);
    }

    private static Cycle only(String today, Fact... facts) {
        return Cycle.of(Fact.history(today, facts)).getFirst();
    }

    @Test
    void countsWhatHappenedOnALaterDayWithinAYear() {
        Cycle cycle =
                only(
                        "2026-01-01",
                        START,
                        CLOSED,
                        concern("HIGH", "2024-06-01"),
                        concern("LOW", "2024-06-02"),
                        concern("MODERATE", "2025-06-01"),
                        concern("HIGH", "2025-06-02"));

        assertThat(cycle.concerns()).isEqualTo(2);
        assertThat(cycle.firstWorry()).isEqualTo(LocalDate.parse("2025-06-01"));
        assertThat(cycle.lasted()).contains(365L);
        assertThat(cycle.days()).contains(152L);
        assertThat(cycle.wholeYear()).isTrue();
    }

    @Test
    void doesNotCountWhatCameAfterTheNextEnding() {
        Fact again = Fact.of("plan").with("state", "STARTED").with("plan", "CIN").on("2024-08-01");
        Fact closedAgain =
                Fact.of("step-down").with("state", "DONE").with("to", "CLOSED").on("2024-10-01");
        Cycle first =
                only(
                        "2026-01-01",
                        START,
                        CLOSED,
                        again,
                        closedAgain,
                        concern("HIGH", "2024-10-02"));

        assertThat(first.concerns()).isZero();
        assertThat(first.nextPlan()).extracting(PlanPeriod::plan).isEqualTo("CIN");
    }

    @Test
    void saysWhereTheYearHasNotPassed() {
        assertThat(only("2025-06-01", START, CLOSED).wholeYear()).isFalse();
        assertThat(only("2025-06-02", START, CLOSED).wholeYear()).isTrue();
        assertThat(only("2025-06-02", START, CLOSED).lasted()).isEmpty();
    }

    @Test
    void anotherPlanInItsPlaceIsNoEnding() {
        assertThat(
                        Cycle.of(
                                Fact.history(
                                        "2026-01-01",
                                        START,
                                        Fact.of("plan")
                                                .with("state", "STARTED")
                                                .with("plan", "CP")
                                                .on("2024-03-01"))))
                .isEmpty();
    }
}
