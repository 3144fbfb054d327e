package org.wholepicture.alert.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * WNB-ON-PLAN: the first missed appointment, was not brought or no access, that happened on a child
 * protection plan for neglect while it was open, recovered or not; a retracted one is as if never
 * sent, and so is one that the service got wrong [A29]. One alert for each plan [A09], which does
 * not end with the plan.
 */
final class MissedOnPlan implements Rule {

    private static final About ABOUT =
            new About(
                    "WNB-ON-PLAN",
                    1,
                    Severity.MED,
                    List.of(Audience.LEAD),
                    "A single one on a child with a neglect plan should raise concern "
                            + "[RCGP]; B-37",
                    "The child was not brought to an appointment, or nobody could be "
                            + "reached at home, while on a child protection plan for neglect.",
                    "A correction of the appointment or of the plan. Acknowledge it with "
                            + "what was found out about it.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        List<Finding> findings = new ArrayList<>();
        for (Plans.Plan plan : history.plans(settings)) {
            if (plan.kind() == PlanKind.CP) {
                history.missed(settings).stream()
                        .filter(missed -> plan.neglectOn(missed.day()))
                        .findFirst()
                        .ifPresent(
                                missed -> {
                                    List<EventId> events = new ArrayList<>(plan.starts());
                                    events.addAll(missed.events());
                                    findings.add(Finding.of(this, plan.subject(), events));
                                });
            }
        }
        return findings;
    }

    @Override
    public boolean endsOnlyByCorrection() {
        return true;
    }
}
