package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * The step-downs and closures of a child, each with how it was looked at before: checked, gone
 * ahead with reasons, or unchecked with the reasons it would have had [A37]. Each is judged by what
 * was known at the end of the day on which it became known [A06, A10] and under the settings of
 * that day; one that was taken back since is none. Pure: the order and repetition of the facts make
 * no difference.
 */
public final class StepDowns {

    private static final Rule CHECK = new StepDownCheck();

    private StepDowns() {}

    /**
     * Those known by the end of a day.
     *
     * @param births what was said of the birth day, in the order in which it became known
     * @param facts every fact about the person, in any order, copies allowed
     * @param today the last day; facts that become known later do not count
     * @return by the day on which they became known, then event
     */
    public static List<SteppedDown> fold(
            List<Birth> births,
            Collection<Fact> facts,
            LocalDate today,
            VersionedSettings settings) {
        var known = new Known(births, facts);
        List<SteppedDown> found = new ArrayList<>();
        for (Fact.StepDownDone done : known.on(today).facts(Fact.StepDownDone.class)) {
            LocalDate knownOn = done.provenance().knownOn();
            LocalDate from = done.happened().isAfter(knownOn) ? done.happened() : knownOn;
            found.add(judge(done, from, known.on(from), settings.on(from)));
        }
        found.sort(Comparator.comparing(SteppedDown::knownOn).thenComparing(SteppedDown::event));
        return List.copyOf(found);
    }

    private static SteppedDown judge(
            Fact.StepDownDone done,
            LocalDate knownOn,
            History history,
            VersionedSettings.Version version) {
        Settings settings = version.settings();
        Optional<Fact.StepDownChecked> decision =
                latestBefore(done, history, Fact.StepDownChecked.class, settings);
        if (decision.isPresent()) {
            Fact.StepDownChecked taken = decision.get();
            return new SteppedDown(
                    done.event(),
                    done.agency(),
                    done.closed(),
                    done.happened(),
                    knownOn,
                    mark(taken),
                    taken.reasons().stream().sorted().toList(),
                    List.of(),
                    taken.event());
        }
        Optional<Fact.StepDownProposed> proposal =
                latestBefore(done, history, Fact.StepDownProposed.class, settings);
        History before = before(done, history);
        SortedMap<String, List<EventId>> reasons =
                proposal.map(
                                made ->
                                        StepDownLook.sorted(
                                                StepDownCheck.reasons(before, made, settings)))
                        .orElseGet(
                                () ->
                                        StepDownLook.reasons(
                                                before,
                                                done.happened(),
                                                done.agency(),
                                                StepDownLook.workingWith(history, done.happened()),
                                                settings));
        Set<EventId> events = new TreeSet<>();
        reasons.values().forEach(events::addAll);
        return new SteppedDown(
                done.event(),
                done.agency(),
                done.closed(),
                done.happened(),
                knownOn,
                proposal.isPresent() && version.voice(CHECK) == Voice.SPEAKS
                        ? reasons.isEmpty()
                                ? SteppedDown.Mark.CHECKED
                                : SteppedDown.Mark.WENT_AHEAD_WITH_REASONS
                        : SteppedDown.Mark.UNCHECKED,
                List.copyOf(reasons.keySet()),
                List.copyOf(events),
                null);
    }

    /**
     * The history as it was looked at before: what ended or began a plan on that day is left out,
     * or the plan would not be open any more on the day it was looked at [A11]. Its agencies have
     * been heard all the same.
     */
    private static History before(Fact.StepDownDone done, History history) {
        return new History(
                history.birthDay(),
                history.facts().stream()
                        .map(
                                fact ->
                                        fact.happened().equals(done.happened()) && turnsAPlan(fact)
                                                ? new Fact.Other(fact.provenance(), "left-out")
                                                : fact)
                        .toList());
    }

    private static boolean turnsAPlan(Fact fact) {
        return fact instanceof Fact.StepDownDone
                || fact instanceof Fact.PlanEnded
                || fact instanceof Fact.PlanStarted;
    }

    private static SteppedDown.Mark mark(Fact.StepDownChecked decision) {
        return switch (decision.decision()) {
            case GO_AHEAD ->
                    decision.reasons().isEmpty()
                            ? SteppedDown.Mark.CHECKED
                            : SteppedDown.Mark.WENT_AHEAD_WITH_REASONS;
            case DO_NOT_GO_AHEAD, WAIT -> SteppedDown.Mark.AGAINST_DECISION;
        };
    }

    /**
     * The latest proposal or decision that a step-down follows: at most as long before as a
     * proposal is checked, and no other step-down or closure between them.
     */
    private static <T extends Fact> Optional<T> latestBefore(
            Fact.StepDownDone done, History history, Class<T> kind, Settings settings) {
        LocalDate first = done.happened().minusDays(settings.thresholds().stepDown().checkedDays());
        return history.facts(kind).stream()
                .filter(
                        one ->
                                !one.happened().isBefore(first)
                                        && !one.happened().isAfter(done.happened()))
                .filter(
                        one ->
                                history.facts(Fact.StepDownDone.class).stream()
                                        .noneMatch(
                                                other ->
                                                        !other.happened().isBefore(one.happened())
                                                                && other.happened()
                                                                        .isBefore(done.happened())))
                .max(
                        Comparator.comparing(Fact::happened)
                                .thenComparing(Fact::known)
                                .thenComparing(Fact::event));
    }
}
