package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The plans of a history. A child has one plan at a time; it ends on the day of a step-down, a
 * closure, its own end or the next start, and is not open on that day; only a start starts one
 * [A11].
 */
final class Plans {

    private static final String NEGLECT = "NEG";

    private Plans() {}

    /**
     * A stretch of a plan with one set of categories.
     *
     * @param since the first start of a plan that was started again or changed its category while
     *     open, or within 28 days of its end with no concern between [A59]
     * @param end null while open
     * @param starts the events that started it, the first one and every later one of the same plan
     */
    record Plan(
            PlanKind kind,
            LocalDate since,
            LocalDate start,
            @Nullable LocalDate end,
            Set<String> categories,
            List<EventId> starts) {

        boolean openOn(LocalDate day) {
            return !day.isBefore(start) && (end == null || day.isBefore(end));
        }

        /** CIN or CP with neglect as its category or as one of them [A12]. */
        boolean neglect() {
            return (kind == PlanKind.CIN || kind == PlanKind.CP) && categories.contains(NEGLECT);
        }

        private Plan endedOn(LocalDate day) {
            return new Plan(kind, since, start, day, categories, starts);
        }
    }

    /** The plan open on a day. */
    static Optional<Plan> openOn(History history, LocalDate day, Thresholds thresholds) {
        return of(history, thresholds).stream().filter(plan -> plan.openOn(day)).findFirst();
    }

    private static List<Plan> of(History history, Thresholds thresholds) {
        List<Fact> marks = new ArrayList<>(history.facts(Fact.PlanStarted.class));
        marks.addAll(history.facts(Fact.PlanEnded.class));
        marks.addAll(history.facts(Fact.StepDownDone.class));
        // An ending and a start on one day: the step-down ends the former plan, the start begins
        // the plan it stepped down to, whichever was sent first [A10].
        marks.sort(
                Comparator.comparing(Fact::happened)
                        .thenComparing(fact -> fact instanceof Fact.PlanStarted ? 1 : 0)
                        .thenComparing(Fact::event));
        List<Plan> plans = new ArrayList<>();
        for (Fact mark : marks) {
            Plan last = plans.isEmpty() ? null : plans.getLast();
            boolean open = last != null && last.end() == null;
            if (mark instanceof Fact.PlanStarted start) {
                Optional<Plan> former = continued(plans, start, history, thresholds);
                if (last != null && open) {
                    plans.set(plans.size() - 1, last.endedOn(start.happened()));
                }
                plans.add(started(start, former));
            } else if (last != null
                    && open
                    && (!(mark instanceof Fact.PlanEnded ended) || ended.plan() == last.kind())) {
                plans.set(plans.size() - 1, last.endedOn(mark.happened()));
            }
        }
        return plans;
    }

    private static Plan started(Fact.PlanStarted start, Optional<Plan> former) {
        List<EventId> starts = new ArrayList<>();
        former.ifPresent(plan -> starts.addAll(plan.starts()));
        starts.add(start.event());
        return new Plan(
                start.plan(),
                former.map(Plan::since).orElse(start.happened()),
                start.happened(),
                null,
                start.categories(),
                List.copyOf(starts));
    }

    /** The plan that this start goes on with [A59]. */
    private static Optional<Plan> continued(
            List<Plan> plans, Fact.PlanStarted start, History history, Thresholds thresholds) {
        return plans.reversed().stream()
                .filter(plan -> plan.kind() == start.plan())
                .findFirst()
                .filter(plan -> continues(plan.end(), start.happened(), history, thresholds));
    }

    /** A concern on the day of the end is not after it; one on the day of the start is [A10]. */
    private static boolean continues(
            @Nullable LocalDate end, LocalDate start, History history, Thresholds thresholds) {
        return end == null
                || (ChronoUnit.DAYS.between(end, start) <= thresholds.planRestartDays()
                        && history.facts(Fact.Concern.class).stream()
                                .noneMatch(
                                        concern ->
                                                concern.happened().isAfter(end)
                                                        && !concern.happened().isAfter(start)));
    }
}
