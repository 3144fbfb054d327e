package org.wholepicture.alert.domain;

import java.util.List;

/**
 * CLOCK-CORE-10: no core group within 10 working days of the start of an open child protection
 * plan. Only the first has a clock [A21]; a plan that starts again goes on and needs no other
 * [A59]. One alert for each plan, while it is open [A09, A60].
 */
final class ClockCoreGroup implements Rule {

    private static final About ABOUT =
            new About(
                    "CLOCK-CORE-10",
                    1,
                    Severity.MED,
                    List.of(Audience.LEAD, Audience.MANAGER),
                    "Procedures [LIVV][BPOOL]; C1",
                    "A child protection plan began more than 10 working days ago, and those "
                            + "who are to carry it out have not met yet.",
                    "The first core group, or the end of the plan.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        int limit = settings.thresholds().clocks().coreGroup();
        return Plans.open(PlanKind.CP, history, settings)
                .filter(plan -> !met(plan, history))
                .map(
                        plan ->
                                Finding.of(this, plan.subject(), plan.starts())
                                        .from(settings.overdueFrom(plan.since(), limit)))
                .stream()
                .toList();
    }

    private static boolean met(Plans.Plan plan, History history) {
        return history.facts(Fact.Meeting.class).stream()
                .anyMatch(
                        meeting ->
                                meeting.kind() == MeetingKind.CORE_GROUP
                                        && !meeting.happened().isBefore(plan.since()));
    }
}
