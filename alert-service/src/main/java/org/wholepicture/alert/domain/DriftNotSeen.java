package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * DRIFT-NOTSEEN: on an open child protection plan, from the 29th day after the later of its start
 * and the last social work visit at which the child was seen; from the 43rd day on which no agency
 * has seen the child that is added. On child in need plans only where the partnership has set it
 * [A03, A17]. One alert for each such day from which it is counted, while the plan is open [A09,
 * A60].
 */
final class DriftNotSeen implements Rule {

    private static final About ABOUT =
            new About(
                    "DRIFT-NOTSEEN",
                    1,
                    Severity.HIGH,
                    List.of(Audience.LEAD, Audience.MANAGER),
                    "Visiting standard: act at 4 weeks by social worker, 6 by any agency "
                            + "[SWK]; B-52",
                    "No social worker has seen this child for four weeks, and the child is "
                            + "on a plan. A child whom nobody sees cannot say how it is.",
                    "A social work visit at which the child is seen, or the end of the " + "plan.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        Thresholds.Drift drift = settings.thresholds().drift();
        Optional<Plans.Plan> open =
                Plans.open(history, settings)
                        .filter(
                                plan ->
                                        plan.kind() == PlanKind.CP
                                                || (plan.kind() == PlanKind.CIN
                                                        && drift.notSeenInNeed()));
        if (open.isEmpty()) {
            return List.of();
        }
        Seen.Last last = Seen.bySocialWorker(open.get(), history);
        Finding notSeen = Finding.of(this, Subject.since(last.day()), last.events());
        LocalDate byAnybody = Seen.byAnybody(open.get(), history);
        LocalDate notSeenFrom = last.day().plusDays(drift.notSeenDays() + 1L);
        LocalDate byNobodyFrom = byAnybody.plusDays(drift.notSeenByAnyDays() + 1L);
        return List.of(
                notSeen.from(notSeenFrom),
                notSeen.because("SEEN_BY_NO_AGENCY")
                        .from(byNobodyFrom.isBefore(notSeenFrom) ? notSeenFrom : byNobodyFrom));
    }
}
