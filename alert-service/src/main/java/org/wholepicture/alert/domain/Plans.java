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
     * @param until the first day on which it is over; null while open
     */
    record Stretch(LocalDate from, @Nullable LocalDate until, Set<String> categories) {

        boolean openOn(LocalDate day) {
            return !day.isBefore(from) && (until == null || day.isBefore(until));
        }

        private Stretch endedOn(LocalDate day) {
            return new Stretch(from, day, categories);
        }
    }

    /**
     * A plan. One that was started again or changed its category while open, or within 28 days of
     * its end with no concern between, is the same: it runs from its first start, and the new
     * category applies from its day [A59].
     *
     * @param stretches by day; more than one when it was started again
     * @param starts the events that started it
     */
    record Plan(PlanKind kind, List<Stretch> stretches, List<EventId> starts) {

        LocalDate since() {
            return stretches.getFirst().from();
        }

        /** Whether it is open as far as is known. */
        boolean open() {
            return stretches.getLast().until() == null;
        }

        boolean openOn(LocalDate day) {
            return stretches.stream().anyMatch(stretch -> stretch.openOn(day));
        }

        /** Whether on that day it was open with neglect as its category or one of them [A12]. */
        boolean neglectOn(LocalDate day) {
            return stretches.stream()
                    .anyMatch(stretch -> stretch.openOn(day) && isNeglect(stretch));
        }

        /** Whether it is open for neglect as far as is known [A12]. */
        boolean openForNeglect() {
            return open() && isNeglect(stretches.getLast());
        }

        /** Whether it was ever open for neglect. */
        boolean everForNeglect() {
            return stretches.stream().anyMatch(this::isNeglect);
        }

        /** Whether it was open for neglect on a day or later. */
        boolean neglectSince(LocalDate day) {
            return stretches.stream()
                    .anyMatch(
                            stretch ->
                                    isNeglect(stretch)
                                            && (stretch.until() == null
                                                    || stretch.until().isAfter(day)));
        }

        Subject subject() {
            return Subject.plan(kind, since());
        }

        private boolean isNeglect(Stretch stretch) {
            return (kind == PlanKind.CIN || kind == PlanKind.CP)
                    && stretch.categories().contains(NEGLECT);
        }

        private Plan endedOn(LocalDate day) {
            List<Stretch> all = new ArrayList<>(stretches);
            all.add(all.removeLast().endedOn(day));
            return new Plan(kind, List.copyOf(all), starts);
        }

        private Plan startedAgain(Fact.PlanStarted start) {
            List<Stretch> all =
                    new ArrayList<>(open() ? endedOn(start.happened()).stretches : stretches);
            all.add(new Stretch(start.happened(), null, start.categories()));
            List<EventId> events = new ArrayList<>(starts);
            events.add(start.event());
            return new Plan(kind, List.copyOf(all), List.copyOf(events));
        }
    }

    /** The plan open on a day. */
    static Optional<Plan> openOn(History history, LocalDate day, Settings settings) {
        return history.plans(settings).stream().filter(plan -> plan.openOn(day)).findFirst();
    }

    /** The plan that is open as far as is known. */
    static Optional<Plan> open(History history, Settings settings) {
        return history.plans(settings).stream().filter(Plan::open).findFirst();
    }

    /** The plan of a kind that is open as far as is known. */
    static Optional<Plan> open(PlanKind kind, History history, Settings settings) {
        return open(history, settings).filter(plan -> plan.kind() == kind);
    }

    /** All plans by their first start; {@link History#plans} remembers them. */
    static List<Plan> of(History history, Thresholds thresholds) {
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
            int open = indexOfOpen(plans);
            if (mark instanceof Fact.PlanStarted start) {
                int former = goesOn(plans, start, history, thresholds);
                if (open >= 0 && open != former) {
                    plans.set(open, plans.get(open).endedOn(start.happened()));
                }
                if (former >= 0) {
                    plans.set(former, plans.get(former).startedAgain(start));
                } else {
                    plans.add(
                            new Plan(
                                    start.plan(),
                                    List.of(
                                            new Stretch(
                                                    start.happened(), null, start.categories())),
                                    List.of(start.event())));
                }
            } else if (open >= 0
                    && (!(mark instanceof Fact.PlanEnded ended)
                            || ended.plan() == plans.get(open).kind())) {
                plans.set(open, plans.get(open).endedOn(mark.happened()));
            }
        }
        return List.copyOf(plans);
    }

    private static int indexOfOpen(List<Plan> plans) {
        for (int at = plans.size() - 1; at >= 0; at--) {
            if (plans.get(at).open()) {
                return at;
            }
        }
        return -1;
    }

    /** Where the plan is that this start goes on with [A59]; -1 for a new plan. */
    private static int goesOn(
            List<Plan> plans, Fact.PlanStarted start, History history, Thresholds thresholds) {
        int latest = -1;
        for (int at = 0; at < plans.size(); at++) {
            if (plans.get(at).kind() == start.plan()
                    && (latest < 0 || endsLater(plans.get(at), plans.get(latest)))) {
                latest = at;
            }
        }
        if (latest < 0) {
            return -1;
        }
        LocalDate end = plans.get(latest).stretches().getLast().until();
        return goesOn(end, start.happened(), history, thresholds) ? latest : -1;
    }

    private static boolean endsLater(Plan one, Plan other) {
        LocalDate end = one.stretches().getLast().until();
        LocalDate otherEnd = other.stretches().getLast().until();
        return otherEnd != null && (end == null || !end.isBefore(otherEnd));
    }

    /** A concern on the day of the end is not after it; one on the day of the start is [A10]. */
    private static boolean goesOn(
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
