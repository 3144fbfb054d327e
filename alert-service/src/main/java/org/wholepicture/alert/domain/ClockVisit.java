package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * CLOCK-CPVISIT: more than 10 working days on an open child protection plan since the later of its
 * start and the last social work visit at which this child was seen [A24]. For an unborn child a
 * visit at which the mother was seen counts; after birth the first visit is due 10 working days
 * after it [A55]. One alert for each such day from which it is counted, while the plan is open
 * [A09, A60].
 */
final class ClockVisit implements Rule {

    private static final About ABOUT =
            new About(
                    "CLOCK-CPVISIT",
                    1,
                    Severity.MED,
                    List.of(Audience.LEAD, Audience.MANAGER),
                    "Local visiting standards [VIS1][LIVV][CBED]; C1; the number is a " + "setting",
                    "More than 10 working days have passed since a social worker last saw "
                            + "this child on a visit, and the child is on a child protection plan.",
                    "A social work visit at which the child is seen, or the end of the " + "plan.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        Optional<Plans.Plan> plan = Plans.open(PlanKind.CP, history, settings);
        if (plan.isEmpty()) {
            return List.of();
        }
        int limit = settings.thresholds().clocks().visit();
        Seen.Last last = Seen.bySocialWorker(plan.get(), history);
        Finding overdue =
                Finding.of(this, Subject.since(last.day()), last.events())
                        .from(settings.overdueFrom(last.day(), limit));
        LocalDate born = history.birthDay();
        if (born == null || !born.isAfter(last.day())) {
            return List.of(overdue);
        }
        // Birth is no visit: the alert keeps its subject.
        return List.of(overdue.until(born), overdue.from(settings.overdueFrom(born, limit)));
    }
}
