package org.wholepicture.chronology.domain.view;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.Entry;

/**
 * The plans of a child one after the other. A child has one plan at a time; it ends on the day of a
 * step-down that was done, a closure, its own end or the next start, and only a start starts one
 * [readings.md A11]. The same kind started again while it is open, or within 28 days of its end
 * with no concern between, goes on: it runs from the first start [readings.md A59].
 */
public final class Plans {

    /** Started again no later than this after its end, a plan goes on [readings.md A59]. */
    private static final int GOES_ON_WITHIN_DAYS = 28;

    private final List<PlanPeriod> done = new ArrayList<>();
    private final List<LocalDate> concerns;
    private @Nullable PlanPeriod open;

    private Plans(History history) {
        concerns = history.standing("concern").map(Details::dayOf).toList();
    }

    /** The plans and the endings without a recorded start, oldest first. */
    public static List<PlanPeriod> of(History history) {
        Plans plans = new Plans(history);
        Map<LocalDate, List<Entry>> days =
                Stream.of(
                                history.standing("plan")
                                        .filter(plan -> !Details.is(plan, "state", "REVIEWED")),
                                history.standing("step-down")
                                        .filter(step -> Details.is(step, "state", "DONE")))
                        .flatMap(entries -> entries)
                        .collect(
                                Collectors.groupingBy(
                                        Details::dayOf, TreeMap::new, Collectors.toList()));
        days.forEach(plans::day);
        return plans.all();
    }

    /** Those that ended by a step-down, a closure or their own end. */
    static List<PlanPeriod> ended(List<PlanPeriod> plans) {
        return plans.stream()
                .filter(
                        plan ->
                                plan.ending() != null
                                        && plan.ending().kind() != Ending.EndingKind.REPLACED)
                .toList();
    }

    /** What ends something on a day ends what was open before; else what started on it. */
    private void day(LocalDate day, List<Entry> entries) {
        List<Entry> starts = new ArrayList<>();
        List<Entry> ends = new ArrayList<>();
        for (Entry entry : entries) {
            (isStart(entry) ? starts : ends).add(entry);
        }
        Comparator<Entry> always = Comparator.comparing(entry -> entry.id().value());
        starts.sort(always);
        // A step-down says more than that a plan ended.
        ends.sort(
                Comparator.comparing((Entry entry) -> entry.type().code().equals("plan"))
                        .thenComparing(always));
        if (open == null) {
            starts.forEach(start -> start(day, start));
            end(day, ends);
        } else {
            end(day, ends);
            starts.forEach(start -> start(day, start));
        }
    }

    private static boolean isStart(Entry entry) {
        return entry.type().code().equals("plan") && Details.is(entry, "state", "STARTED");
    }

    private void start(LocalDate day, Entry entry) {
        String plan = Details.text(entry, "plan");
        List<String> categories = new ArrayList<>(Details.texts(entry, "categories"));
        String category = Details.text(entry, "category");
        if (!category.isEmpty()) {
            categories.add(category);
        }
        if (open != null && !open.plan().equals(plan)) {
            done.add(ended(open, new Ending(Ending.EndingKind.REPLACED, day, plan, entry.id())));
            open = null;
        }
        if (open == null && !done.isEmpty() && goesOn(done.getLast(), plan, day)) {
            open = done.removeLast();
        }
        List<String> allCategories = new ArrayList<>(categories);
        var starts = new ArrayList<>(List.of(entry.id()));
        LocalDate first = day;
        if (open != null) {
            allCategories.addAll(open.categories());
            starts.addAll(0, open.starts());
            first = open.start() == null ? day : open.start();
        }
        open = new PlanPeriod(plan, allCategories, first, null, starts);
    }

    private boolean goesOn(PlanPeriod last, String plan, LocalDate day) {
        Ending ending = last.ending();
        return ending != null
                && last.plan().equals(plan)
                && !day.isAfter(ending.day().plusDays(GOES_ON_WITHIN_DAYS))
                && concerns.stream()
                        .noneMatch(
                                concern -> concern.isAfter(ending.day()) && !concern.isAfter(day));
    }

    private void end(LocalDate day, List<Entry> ends) {
        for (Entry entry : ends) {
            boolean planSaysSo = entry.type().code().equals("plan");
            Ending ending =
                    new Ending(
                            planSaysSo
                                    ? Ending.EndingKind.ENDED
                                    : Details.is(entry, "to", "CLOSED")
                                            ? Ending.EndingKind.CLOSED
                                            : Ending.EndingKind.STEPPED_DOWN,
                            day,
                            Details.text(entry, "to"),
                            entry.id());
            if (open != null) {
                done.add(ended(open, ending));
                open = null;
            } else if (!planSaysSo) {
                // Every step-down and every closure is an ending [readings.md A25].
                done.add(new PlanPeriod("", List.of(), null, ending, List.of()));
            }
        }
    }

    private static PlanPeriod ended(PlanPeriod plan, Ending ending) {
        return new PlanPeriod(plan.plan(), plan.categories(), plan.start(), ending, plan.starts());
    }

    private List<PlanPeriod> all() {
        List<PlanPeriod> all = new ArrayList<>(done);
        if (open != null) {
            all.add(open);
        }
        return List.copyOf(all);
    }
}
