package org.wholepicture.chronology.domain.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plans one after the other, as readings A11, A25 and A59 have them. */
class PlansTest {

    private static Fact start(String plan, String day) {
        return Fact.of("plan").with("state", "STARTED").with("plan", plan).on(day);
    }

    private static Fact stepDown(String to, String day) {
        return Fact.of("step-down").with("state", "DONE").with("to", to).on(day);
    }

    private static List<String> plans(Fact... facts) {
        return Plans.of(Fact.history("2026-12-31", facts)).stream()
                .map(
                        plan ->
                                plan.plan()
                                        + " "
                                        + plan.start()
                                        + " "
                                        + (plan.ending() == null
                                                ? "open"
                                                : plan.ending().kind() + " " + plan.ending().day()))
                .toList();
    }

    @Test
    void aPlanRunsUntilItIsSteppedDown() {
        assertThat(plans(start("CP", "2026-01-05"), stepDown("CIN", "2026-06-01")))
                .containsExactly("CP 2026-01-05 STEPPED_DOWN 2026-06-01");
    }

    @Test
    void aClosureEndsIt() {
        assertThat(plans(start("EH", "2026-01-05"), stepDown("CLOSED", "2026-06-01")))
                .containsExactly("EH 2026-01-05 CLOSED 2026-06-01");
    }

    @Test
    void aProposalEndsNothing() {
        assertThat(
                        plans(
                                start("EH", "2026-01-05"),
                                Fact.of("step-down")
                                        .with("state", "PROPOSED")
                                        .with("to", "CLOSED")
                                        .on("2026-06-01")))
                .containsExactly("EH 2026-01-05 open");
    }

    @Test
    void anotherPlanTakesItsPlace() {
        assertThat(plans(start("CIN", "2026-01-05"), start("CP", "2026-02-01")))
                .containsExactly("CIN 2026-01-05 REPLACED 2026-02-01", "CP 2026-02-01 open");
    }

    @Test
    void onTheDayOfAStepDownTheNextPlanMayStart() {
        assertThat(
                        plans(
                                start("CP", "2026-01-05"),
                                stepDown("CIN", "2026-06-01"),
                                start("CIN", "2026-06-01")))
                .containsExactly("CP 2026-01-05 STEPPED_DOWN 2026-06-01", "CIN 2026-06-01 open");
    }

    @Test
    void theSameKindStartedAgainWhileOpenGoesOnFromTheFirstStart() {
        Fact again = start("CP", "2026-03-01").with("category", "NEG");
        List<PlanPeriod> plans =
                Plans.of(Fact.history("2026-12-31", start("CP", "2026-01-05"), again));

        assertThat(plans).hasSize(1);
        assertThat(plans.getFirst().start()).hasToString("2026-01-05");
        assertThat(plans.getFirst().categories()).containsExactly("NEG");
        assertThat(plans.getFirst().starts()).hasSize(2);
    }

    @Test
    void startedAgainOnTheTwentyEighthDayItGoesOn() {
        assertThat(
                        plans(
                                start("CP", "2026-01-05"),
                                stepDown("CIN", "2026-06-01"),
                                start("CP", "2026-06-29")))
                .containsExactly("CP 2026-01-05 open");
    }

    @Test
    void startedAgainADayLaterItIsAnother() {
        assertThat(
                        plans(
                                start("CP", "2026-01-05"),
                                stepDown("CIN", "2026-06-01"),
                                start("CP", "2026-06-30")))
                .containsExactly("CP 2026-01-05 STEPPED_DOWN 2026-06-01", "CP 2026-06-30 open");
    }

    @Test
    void startedAgainAfterAConcernItIsAnother() {
        assertThat(
                        plans(
                                start("CP", "2026-01-05"),
                                stepDown("CIN", "2026-06-01"),
                                Fact.of("concern").with("level", "LOW").on("2026-06-10"),
                                start("CP", "2026-06-20")))
                .containsExactly("CP 2026-01-05 STEPPED_DOWN 2026-06-01", "CP 2026-06-20 open");
    }

    @Test
    void aClosureWithoutARecordedStartIsAnEndingToo() {
        assertThat(plans(stepDown("CLOSED", "2026-06-01")))
                .containsExactly(" null CLOSED 2026-06-01");
    }

    @Test
    void anEndSaidTwiceOnADayIsOne() {
        Fact end = Fact.of("plan").with("state", "ENDED").with("plan", "CP").on("2026-06-01");
        assertThat(plans(start("CP", "2026-01-05"), end, stepDown("CIN", "2026-06-01")))
                .containsExactly("CP 2026-01-05 STEPPED_DOWN 2026-06-01");
    }

    @Test
    void begunAndClosedOnOneDayItIsClosed() {
        assertThat(plans(start("EH", "2026-01-05"), stepDown("CLOSED", "2026-01-05")))
                .containsExactly("EH 2026-01-05 CLOSED 2026-01-05");
    }

    @Test
    void isNotOpenOnTheDayItEnds() {
        PlanPeriod plan =
                Plans.of(
                                Fact.history(
                                        "2026-12-31",
                                        start("EH", "2026-01-05"),
                                        stepDown("CLOSED", "2026-06-01")))
                        .getFirst();

        assertThat(plan.isOpenOn(LocalDate.parse("2026-05-31"))).isTrue();
        assertThat(plan.isOpenOn(LocalDate.parse("2026-06-01"))).isFalse();
        assertThat(plan.isOpenOn(LocalDate.parse("2026-01-04"))).isFalse();
    }
}
