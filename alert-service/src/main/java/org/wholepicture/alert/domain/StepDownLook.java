package org.wholepicture.alert.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What is open before a step-down or closure, looked at on a day as if somebody proposed it then:
 * the reasons of STEPDOWN-CHECK [A38] without an event from any system. Pure: the order and
 * repetition of the facts make no difference.
 */
public final class StepDownLook {

    /** Nothing that anybody sent: it stands for a proposal that is none. */
    private static final EventId NONE = new EventId(new UUID(0, 0));

    private StepDownLook() {}

    /**
     * What is found.
     *
     * @param reasons by their codes, the facts behind each, sorted; a silence has none
     * @param network agencies that were looked at for silence
     * @param heard the last day on which something happened that each agency told of the child, for
     *     those that were ever heard
     * @param proposal the latest proposal that waits, if one does
     */
    public record Found(
            SortedMap<String, List<EventId>> reasons,
            SortedSet<String> network,
            SortedMap<String, LocalDate> heard,
            Optional<EventId> proposal) {}

    /**
     * Looks on a day.
     *
     * @param births what was said of the birth day, in the order in which it became known
     * @param facts every fact about the person, in any order, copies allowed
     * @param asker the agency whose people ask; its own silence is no reason, as a proposer's
     * @param named agencies said to be working with the child; where empty, those that say so of
     *     themselves and those that a waiting proposal names
     */
    public static Found look(
            List<Birth> births,
            Collection<Fact> facts,
            LocalDate today,
            String asker,
            Set<String> named,
            Settings settings) {
        History history = new Known(births, facts).on(today);
        Optional<Fact.StepDownProposed> waiting = waiting(history, today, settings);
        var network = new TreeSet<>(named);
        if (named.isEmpty()) {
            network.addAll(workingWith(history, today));
            waiting.ifPresent(proposal -> network.addAll(proposal.network()));
        }
        return new Found(
                reasons(history, today, asker, network, settings),
                network,
                heard(history),
                waiting.map(Fact::event));
    }

    /** What would be open if an agency proposed it on a day, as the history stands. */
    static SortedMap<String, List<EventId>> reasons(
            History history, LocalDate day, String asker, Set<String> network, Settings settings) {
        var from = new Provenance(NONE, asker, day, Instant.EPOCH);
        return sorted(
                StepDownCheck.reasons(
                        history, new Fact.StepDownProposed(from, Set.copyOf(network)), settings));
    }

    /** Reasons with their facts as lists. */
    static SortedMap<String, List<EventId>> sorted(Map<String, Set<EventId>> reasons) {
        return reasons.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                each -> each.getValue().stream().sorted().toList(),
                                (one, _) -> one,
                                TreeMap::new));
    }

    /** The agencies that say that they work with the child on a day. */
    static Set<String> workingWith(History history, LocalDate day) {
        return history.facts(Fact.Involved.class).stream()
                .filter(one -> !one.happened().isAfter(day))
                .filter(one -> one.until() == null || !one.until().isBefore(day))
                .map(Fact::agency)
                .collect(Collectors.toSet());
    }

    private static Optional<Fact.StepDownProposed> waiting(
            History history, LocalDate today, Settings settings) {
        return history.facts(Fact.StepDownProposed.class).stream()
                .filter(proposal -> !StepDownCheck.decided(proposal, history))
                .filter(
                        proposal ->
                                !StepDownCheck.lastDay(proposal, settings.thresholds())
                                        .isBefore(today))
                .reduce((_, later) -> later);
    }

    private static SortedMap<String, LocalDate> heard(History history) {
        Map<String, LocalDate> heard = new HashMap<>();
        for (Fact fact : history.facts()) {
            if (fact.heardFromItsAgency()) {
                heard.merge(
                        fact.agency(),
                        fact.happened(),
                        (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        return new TreeMap<>(heard);
    }
}
