package org.wholepicture.chronology.domain.view;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.Entry;

/**
 * A plan from its start to its ending, and what followed within a year [domain.md B-25]. What
 * followed is what happened on a later day, within 365 days and before the next ending [readings.md
 * A25].
 *
 * @param plan the plan that ended
 * @param ending how
 * @param concerns how many concerns followed
 * @param firstWorry the first day on which a moderate or high concern or a referral followed
 * @param referrals how many referrals followed
 * @param missed how many missed appointments followed
 * @param nextPlan the plan that started within the year, if one did
 * @param wholeYear whether the year has passed
 */
public record Cycle(
        PlanPeriod plan,
        Ending ending,
        int concerns,
        @Nullable LocalDate firstWorry,
        int referrals,
        int missed,
        @Nullable PlanPeriod nextPlan,
        boolean wholeYear) {

    private static final int YEAR_DAYS = 365;

    /** How long the plan ran, in days; empty where its start is not recorded. */
    public Optional<Long> days() {
        return Optional.ofNullable(plan.start())
                .map(start -> ChronoUnit.DAYS.between(start, ending.day()));
    }

    /** Days from the ending until the first worry; empty where none followed. */
    public Optional<Long> lasted() {
        return Optional.ofNullable(firstWorry)
                .map(worry -> ChronoUnit.DAYS.between(ending.day(), worry));
    }

    /** The earlier cycles, oldest first. */
    public static List<Cycle> of(History history) {
        List<PlanPeriod> plans = Plans.of(history);
        List<PlanPeriod> ended = Plans.ended(plans);
        List<Cycle> cycles = new ArrayList<>();
        for (int i = 0; i < ended.size(); i++) {
            Ending ending = ended.get(i).ending();
            if (ending != null) {
                LocalDate before =
                        Stream.concat(
                                        Stream.of(ending.day().plusDays(YEAR_DAYS + 1L)),
                                        ended.stream().skip(i + 1L).flatMap(p -> p.end().stream()))
                                .min(LocalDate::compareTo)
                                .orElseThrow();
                cycles.add(after(history, plans, ended.get(i), ending, before));
            }
        }
        return List.copyOf(cycles);
    }

    private static Cycle after(
            History history,
            List<PlanPeriod> plans,
            PlanPeriod plan,
            Ending ending,
            LocalDate before) {
        List<Entry> later =
                history.standing()
                        .filter(
                                entry ->
                                        Details.dayOf(entry).isAfter(ending.day())
                                                && Details.dayOf(entry).isBefore(before))
                        .toList();
        return new Cycle(
                plan,
                ending,
                (int) later.stream().filter(entry -> is(entry, "concern")).count(),
                later.stream()
                        .filter(
                                entry ->
                                        Details.isModerateOrHighConcern(entry)
                                                || is(entry, "referral"))
                        .map(Details::dayOf)
                        .min(LocalDate::compareTo)
                        .orElse(null),
                (int) later.stream().filter(entry -> is(entry, "referral")).count(),
                (int) later.stream().filter(Details::wasMissed).count(),
                plans.stream()
                        .filter(
                                next ->
                                        next.start() != null
                                                && !next.start().isBefore(ending.day())
                                                && next.start()
                                                        .isBefore(
                                                                ending.day()
                                                                        .plusDays(YEAR_DAYS + 1L))
                                                && !next.equals(plan))
                        .findFirst()
                        .orElse(null),
                history.today().isAfter(ending.day().plusDays(YEAR_DAYS)));
    }

    private static boolean is(Entry entry, String type) {
        return entry.type().code().equals(type);
    }
}
