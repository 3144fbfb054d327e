package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
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
     * The episodes up to the end of a day, of a child whose birth day was known from the first.
     *
     * @param birthDay null for an unborn child and where it is not known
     */
    public List<AlertEpisode> fold(
            @Nullable LocalDate birthDay, Collection<Fact> facts, LocalDate today) {
        return fold(
                birthDay == null ? List.of() : List.of(new Birth(birthDay, LocalDate.MIN)),
                facts,
                today);
    }

    /**
     * The episodes up to the end of a day. Days on which nothing becomes known and no rule's time
     * runs out are passed over: they tell what the day before told.
     *
     * @param births what was said of the birth day, in the order in which it became known; the
     *     latest known counts
     * @param facts every fact about the person, in any order, copies allowed
     * @param today the last day; facts that become known later do not count
     * @return by the day they were raised, then rule, then subject
     */
    public List<AlertEpisode> fold(List<Birth> births, Collection<Fact> facts, LocalDate today) {
        Known known = new Known(births, facts);
        NavigableSet<LocalDate> news = known.news();
        List<AlertEpisode> ended = new ArrayList<>();
        Map<Key, AlertEpisode> standing = new TreeMap<>();
        History history = null;
        for (LocalDate day = news.isEmpty() ? today.plusDays(1) : news.first();
                !day.isAfter(today);
                day = day.plusDays(1)) {
            if (history == null || news.contains(day)) {
                history = known.on(day);
            } else if (!anyTurnsOn(day, history)) {
                continue;
            }
            Map<Key, Finding> found = evaluate(history, day);
            end(standing, found, day, known.takenBackOn(day), ended);
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

    private boolean anyTurnsOn(LocalDate day, History history) {
        return rules.stream().anyMatch(rule -> rule.turnsOn(day, history, thresholds));
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
                                    episode.rule().endsOnlyByCorrection()
                                            || episode.looks().getLast().events().stream()
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
