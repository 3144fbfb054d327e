package org.wholepicture.alert.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * DRIFT-REPEAT-CP: a new child protection plan that follows an ended one, however long ago; neglect
 * after neglect is a mark in it, no second alert [A58]. A plan that starts again goes on and is no
 * repeat [A59]. One alert for each plan [A09]; its end does not undo that it was one, only a
 * correction does.
 */
final class DriftRepeatPlan implements Rule {

    private static final About ABOUT =
            new About(
                    "DRIFT-REPEAT-CP",
                    1,
                    Severity.MED,
                    List.of(Audience.LEAD, Audience.CHAIR_SERVICE),
                    "DfE repeat plan [REPD]; neglect after neglect [PB]; B-42",
                    "This child has had a child protection plan before. Look at what was "
                            + "tried then, what changed, and for how long.",
                    "A correction of one of the plans. Acknowledge it with how the earlier "
                            + "plan is taken into account.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        List<Plans.Plan> plans =
                history.plans(settings).stream()
                        .filter(plan -> plan.kind() == PlanKind.CP)
                        .toList();
        List<Finding> findings = new ArrayList<>();
        for (int at = 1; at < plans.size(); at++) {
            Plans.Plan plan = plans.get(at);
            List<Plans.Plan> earlier = plans.subList(0, at);
            List<EventId> events = new ArrayList<>(plan.starts());
            earlier.forEach(former -> events.addAll(former.starts()));
            boolean neglect =
                    plan.everForNeglect() && earlier.stream().anyMatch(Plans.Plan::everForNeglect);
            findings.add(
                    Finding.of(this, plan.subject(), events)
                            .because(neglect ? List.of("NEGLECT_AFTER_NEGLECT") : List.of()));
        }
        return findings;
    }

    @Override
    public boolean endsOnlyByCorrection() {
        return true;
    }
}
