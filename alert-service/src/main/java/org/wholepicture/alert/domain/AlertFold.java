package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The history of one person's alerts, folded from their facts (design.md promise 2): for each
 * London day from the first fact's, the rules look at what was known by its end, and what they find
 * is compared with the day before. Pure: the order and repetition of the facts make no difference,
 * and an alert raised and undone on one day is none [A10].
 */
public final class AlertFold {

    private final List<Rule> rules;
    private final Thresholds thresholds;

    /** A fold of these rules under these settings. Immutable, thread-safe. */
    public AlertFold(List<Rule> rules, Thresholds thresholds) {
        this.rules = List.copyOf(rules);
        this.thresholds = thresholds;
    }

    /**
     * The episodes up to the end of a day.
     *
     * @param birthDay null for an unborn child and where it is not known
     * @param facts every fact about the person, in any order, copies allowed
     * @param today the last day; facts that become known later do not count
     * @return by the day they were raised, then rule, then subject
     */
    public List<AlertEpisode> fold(
            @Nullable LocalDate birthDay, Collection<Fact> facts, LocalDate today) {
        List<Fact> distinct = facts.stream().distinct().toList();
        TreeSet<LocalDate> news = new TreeSet<>();
        Map<LocalDate, Set<EventId>> takenBack = new TreeMap<>();
        for (Fact fact : distinct) {
            LocalDate knownOn = fact.provenance().knownOn();
            news.add(knownOn);
            news.add(fact.happened().isAfter(knownOn) ? fact.happened() : knownOn);
            if (fact instanceof Fact.Retraction retraction) {
                takenBack
                        .computeIfAbsent(knownOn, _ -> new HashSet<>())
                        .addAll(retraction.targets());
            }
        }
        List<AlertEpisode> ended = new ArrayList<>();
        Map<Key, AlertEpisode> standing = new TreeMap<>();
        History history = null;
        for (LocalDate day = news.isEmpty() ? today.plusDays(1) : news.first();
                !day.isAfter(today);
                day = day.plusDays(1)) {
            if (history == null || news.contains(day)) {
                history = History.asKnownOn(birthDay, distinct.stream(), day);
            }
            Map<Key, Finding> found = evaluate(history, day);
            end(standing, found, day, takenBack.getOrDefault(day, Set.of()), ended);
            for (Map.Entry<Key, Finding> entry : found.entrySet()) {
                LocalDate on = day;
                standing.compute(entry.getKey(), (_, episode) -> look(episode, entry, on));
            }
        }
        ended.addAll(standing.values());
        ended.sort(
                Comparator.comparing(AlertEpisode::raisedOn)
                        .thenComparing(episode -> episode.rule().name())
                        .thenComparing(AlertEpisode::subject));
        return ended;
    }

    private Map<Key, Finding> evaluate(History history, LocalDate day) {
        Map<Key, Finding> found = new TreeMap<>();
        for (Rule rule : rules) {
            for (Finding finding : rule.evaluate(history, day, thresholds)) {
                found.put(new Key(rule.name(), finding.subject()), finding);
            }
        }
        return found;
    }

    private static void end(
            Map<Key, AlertEpisode> standing,
            Map<Key, Finding> found,
            LocalDate day,
            Set<EventId> takenBack,
            List<AlertEpisode> ended) {
        standing.entrySet()
                .removeIf(
                        entry -> {
                            if (found.containsKey(entry.getKey())) {
                                return false;
                            }
                            AlertEpisode episode = entry.getValue();
                            boolean withdrawn =
                                    episode.looks().getLast().events().stream()
                                            .anyMatch(takenBack::contains);
                            ended.add(
                                    new AlertEpisode(
                                            episode.rule(),
                                            episode.subject(),
                                            episode.looks(),
                                            withdrawn
                                                    ? new AlertEpisode.Ending.Withdrawn(day)
                                                    : new AlertEpisode.Ending.Resolved(day)));
                            return true;
                        });
    }

    private static AlertEpisode look(
            @Nullable AlertEpisode episode, Map.Entry<Key, Finding> entry, LocalDate day) {
        Finding finding = entry.getValue();
        AlertEpisode.Look look = new AlertEpisode.Look(day, finding.events(), finding.reasons());
        if (episode == null) {
            return new AlertEpisode(
                    finding.rule(),
                    finding.subject(),
                    List.of(look),
                    new AlertEpisode.Ending.Standing());
        }
        AlertEpisode.Look last = episode.looks().getLast();
        if (last.events().equals(look.events()) && last.reasons().equals(look.reasons())) {
            return episode;
        }
        List<AlertEpisode.Look> looks = new ArrayList<>(episode.looks());
        looks.add(look);
        return new AlertEpisode(
                episode.rule(), episode.subject(), List.copyOf(looks), episode.ending());
    }

    private record Key(String rule, Subject subject) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byRule = rule.compareTo(other.rule);
            return byRule != 0 ? byRule : subject.compareTo(other.subject);
        }
    }
}
