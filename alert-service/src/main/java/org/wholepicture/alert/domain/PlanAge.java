package org.wholepicture.alert.domain;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * How long a plan has been open, from its first start also where it started again [A59]: DRIFT-
 * CP-12M and DRIFT-CP-24M for child protection plans, DRIFT-CIN-6M for child in need plans for
 * neglect that were not stepped up. "n days open" is true from start + n [A03]. One alert for each
 * plan, while it is open [A09, A60].
 */
final class PlanAge implements Rule {

    private final About about;
    private final PlanKind kind;
    private final boolean neglectOnly;
    private final ToIntFunction<Thresholds.Drift> days;

    private PlanAge(
            About about, PlanKind kind, boolean neglectOnly, ToIntFunction<Thresholds.Drift> days) {
        this.about = about;
        this.kind = kind;
        this.neglectOnly = neglectOnly;
        this.days = days;
    }

    /** DRIFT-CP-12M. */
    static PlanAge protectionForAYear() {
        return new PlanAge(
                new About(
                        "DRIFT-CP-12M",
                        1,
                        Severity.MED,
                        List.of(Audience.LEAD, Audience.MANAGER, Audience.OVERSIGHT_FORUM),
                        "Pan-Bedfordshire measure of plans of 12 months or more [PB]; B-42",
                        "A child protection plan has been open for a year. Ask what has changed for"
                                + " the child in that time, and what has not.",
                        "The end of the plan."),
                PlanKind.CP,
                false,
                Thresholds.Drift::planDays);
    }

    /** DRIFT-CP-24M. */
    static PlanAge protectionForTwoYears() {
        return new PlanAge(
                new About(
                        "DRIFT-CP-24M",
                        1,
                        Severity.MED,
                        List.of(Audience.LEAD, Audience.MANAGER, Audience.OVERSIGHT_FORUM),
                        "Census measure of plans lasting two years or more [CSC]; B-42",
                        "A child protection plan has been open for two years. Ask what has changed"
                                + " for the child in that time, and what has not.",
                        "The end of the plan."),
                PlanKind.CP,
                false,
                Thresholds.Drift::longPlanDays);
    }

    /** DRIFT-CIN-6M. */
    static PlanAge neglectForHalfAYear() {
        return new PlanAge(
                new About(
                        "DRIFT-CIN-6M",
                        1,
                        Severity.MED,
                        List.of(Audience.LEAD, Audience.MANAGER),
                        "Pan-Bedfordshire measure of child in need plans for neglect [PB]; B-42",
                        "A child in need plan for neglect has been open for six months and was not"
                                + " stepped up. Ask what has changed for the child in that time.",
                        "The end of the plan, also by a child protection plan."),
                PlanKind.CIN,
                true,
                Thresholds.Drift::inNeedPlanDays);
    }

    @Override
    public About about() {
        return about;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        int age = days.applyAsInt(settings.thresholds().drift());
        return Plans.open(kind, history, settings)
                .filter(plan -> !neglectOnly || plan.openForNeglect())
                .map(
                        plan ->
                                Finding.of(this, plan.subject(), plan.starts())
                                        .from(plan.since().plusDays(age)))
                .stream()
                .toList();
    }
}
