package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * DRIFT-CYCLE: every step-down and every closure is an ending; it counts when a concern of MODERATE
 * or HIGH, or a referral, happened on a later day, within 365 days and before the next ending.
 * Fires when two endings that count lie within 36 months before what followed the last of them
 * [A25]. What happened on the day of the next ending is not before it. The cluster does not end by
 * ageing [A07b], only by a correction.
 */
final class DriftCycle implements Rule {

    private static final About ABOUT =
            new About(
                    "DRIFT-CYCLE",
                    1,
                    Severity.HIGH,
                    List.of(Audience.LEAD, Audience.MANAGER),
                    "Norfolk neglect strategy: improvement, ending, deterioration [N23] "
                            + "1.5, 2.2; B-39; numbers are proposals",
                    "Help has ended more than once, and each time new worries followed "
                            + "within a year. Look at the history before the next ending: what was "
                            + "better, for how long, and what came after.",
                    "A correction of one of the facts. Acknowledge it with how the earlier "
                            + "endings are taken into account.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        Thresholds.Drift drift = settings.thresholds().drift();
        List<Fact.StepDownDone> endings = history.facts(Fact.StepDownDone.class);
        if (endings.size() < drift.cycleEndings()) {
            return List.of();
        }
        List<Fact> followers = followers(history);
        List<Followed> counted = new ArrayList<>();
        for (int at = 0; at < endings.size(); at++) {
            Fact.StepDownDone ending = endings.get(at);
            LocalDate next =
                    at + 1 < endings.size() ? endings.get(at + 1).happened() : LocalDate.MAX;
            LocalDate last = ending.happened().plusDays(drift.cycleDays());
            followers.stream()
                    .filter(fact -> fact.happened().isAfter(ending.happened()))
                    .filter(fact -> fact.happened().isBefore(next))
                    .filter(fact -> !fact.happened().isAfter(last))
                    .findFirst()
                    .ifPresent(fact -> counted.add(new Followed(ending, fact)));
        }
        Set<EventId> events = new TreeSet<>();
        for (int last = drift.cycleEndings() - 1; last < counted.size(); last++) {
            List<Followed> run = counted.subList(last - drift.cycleEndings() + 1, last + 1);
            LocalDate until = run.getFirst().ending().happened().plusMonths(drift.cycleMonths());
            if (!run.getLast().by().happened().isAfter(until)) {
                run.forEach(
                        one -> {
                            events.add(one.ending().event());
                            events.add(one.by().event());
                        });
            }
        }
        return events.isEmpty() ? List.of() : List.of(Finding.of(this, Subject.NONE, events));
    }

    /** An ending and the first of what followed it. */
    private record Followed(Fact.StepDownDone ending, Fact by) {}

    private static List<Fact> followers(History history) {
        List<Fact> followers = new ArrayList<>(history.facts(Fact.Referral.class));
        for (Fact.Concern concern : history.facts(Fact.Concern.class)) {
            if (concern.level() != Level.LOW) {
                followers.add(concern);
            }
        }
        followers.sort(Comparator.comparing(Fact::happened).thenComparing(Fact::event));
        return followers;
    }

    @Override
    public boolean endsOnlyByCorrection() {
        return true;
    }
}
