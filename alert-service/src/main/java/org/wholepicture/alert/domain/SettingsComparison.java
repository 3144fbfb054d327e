package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What other settings would have made of one person's facts, counted by rule: the preview of a
 * change (domain.md B-59). Only alerts that people hear of count.
 */
public final class SettingsComparison {

    private SettingsComparison() {}

    /**
     * Alerts of one rule.
     *
     * @param same raised on the same day under both
     * @param moved raised under both, but on another day
     * @param added raised under the proposed settings alone
     * @param gone raised under the present settings alone
     * @param beginning stand at the end under the proposed settings alone: raised at once
     * @param ending stand at the end under the present settings alone: ended at once
     */
    public record Counts(
            long same, long moved, long added, long gone, long beginning, long ending) {

        /** Nothing yet. */
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

        /** Both together. */
        public Counts plus(Counts other) {
            return new Counts(
                    same + other.same,
                    moved + other.moved,
                    added + other.added,
                    gone + other.gone,
                    beginning + other.beginning,
                    ending + other.ending);
        }

        /** How many were raised under the present settings. */
        public long before() {
            return same + moved + gone;
        }

        /** How many would have been raised under the proposed settings. */
        public long after() {
            return same + moved + added;
        }
    }

    /**
     * Compares two folds of the same facts.
     *
     * @param present under the present settings
     * @param proposed under the proposed ones
     * @param since alerts raised on or after this day are counted; those that stand at the end
     *     whenever they were raised
     * @return by the name of the rule; rules that raise nothing under either are left out
     */
    public static Map<String, Counts> compare(
            List<AlertEpisode> present, List<AlertEpisode> proposed, LocalDate since) {
        Map<String, List<AlertEpisode>> before = bySubject(present);
        Map<String, List<AlertEpisode>> after = bySubject(proposed);
        Map<String, Counts> counts = new TreeMap<>();
        before.forEach(
                (key, episodes) ->
                        counts.merge(
                                episodes.getFirst().rule().name(),
                                compared(episodes, after.getOrDefault(key, List.of()), since),
                                Counts::plus));
        after.forEach(
                (key, episodes) -> {
                    if (!before.containsKey(key)) {
                        counts.merge(
                                episodes.getFirst().rule().name(),
                                compared(List.of(), episodes, since),
                                Counts::plus);
                    }
                });
        counts.values().removeIf(Counts.NONE::equals);
        return counts;
    }

    private static Map<String, List<AlertEpisode>> bySubject(List<AlertEpisode> episodes) {
        Map<String, List<AlertEpisode>> bySubject = new TreeMap<>();
        for (AlertEpisode episode : episodes) {
            if (episode.spoken()) {
                bySubject
                        .computeIfAbsent(
                                episode.rule().name() + " " + episode.subject(),
                                _ -> new ArrayList<>())
                        .add(episode);
            }
        }
        return bySubject;
    }

    private static Counts compared(
            List<AlertEpisode> before, List<AlertEpisode> after, LocalDate since) {
        boolean stood = before.stream().anyMatch(AlertEpisode::standing);
        boolean stands = after.stream().anyMatch(AlertEpisode::standing);
        List<LocalDate> left = days(before, since);
        List<LocalDate> right = days(after, since);
        int same = 0;
        for (Iterator<LocalDate> each = left.iterator(); each.hasNext(); ) {
            if (right.remove(each.next())) {
                each.remove();
                same++;
            }
        }
        int moved = Math.min(left.size(), right.size());
        return new Counts(
                same,
                moved,
                right.size() - moved,
                left.size() - moved,
                stands && !stood ? 1 : 0,
                stood && !stands ? 1 : 0);
    }

    private static List<LocalDate> days(List<AlertEpisode> episodes, LocalDate since) {
        List<LocalDate> days = new ArrayList<>();
        for (AlertEpisode episode : episodes) {
            if (!episode.raisedOn().isBefore(since)) {
                days.add(episode.raisedOn());
            }
        }
        return days;
    }
}
