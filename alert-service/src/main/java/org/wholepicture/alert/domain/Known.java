package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that ever became known about one person, put in order once, so that the history of
 * each day can be taken from it. Neither the order nor the repetition of the facts makes a
 * difference.
 */
final class Known {

    private static final Comparator<Fact> ORDER =
            Comparator.comparing(Fact::happened)
                    .thenComparing(Fact::known)
                    .thenComparing(Fact::event)
                    .thenComparing(Fact::toString);

    private final List<Birth> births;
    private final List<Stretch> stretches = new ArrayList<>();
    private final NavigableSet<LocalDate> news = new TreeSet<>();
    private final Map<LocalDate, Set<EventId>> takenBack = new HashMap<>();

    /**
     * The days on which a fact counts.
     *
     * @param from the first on which it is known and has happened
     * @param until the first on which it is taken back; null when it never was
     */
    private record Stretch(Fact fact, LocalDate from, @Nullable LocalDate until) {

        boolean holdsOn(LocalDate day) {
            return !from.isAfter(day) && (until == null || until.isAfter(day));
        }
    }

    /**
     * Puts them in order.
     *
     * @param births in the order in which they became known: the latest one known counts
     * @param facts in any order, copies allowed
     */
    Known(List<Birth> births, Collection<Fact> facts) {
        this.births = List.copyOf(births);
        Set<Fact> distinct = new HashSet<>(facts);
        // A retraction is final: an agency that was wrong to retract sends the event again under a
        // new id. So the outcome does not hang on chains of retractions, nor on their order.
        Map<EventId, LocalDate> gone = new HashMap<>();
        for (Fact fact : distinct) {
            if (fact instanceof Fact.Retraction retraction) {
                LocalDate on = retraction.provenance().knownOn();
                takenBack.computeIfAbsent(on, _ -> new HashSet<>()).addAll(retraction.targets());
                retraction.targets().forEach(target -> gone.merge(target, on, Known::earlier));
            }
        }
        for (Fact fact : distinct.stream().sorted(ORDER).toList()) {
            LocalDate knownOn = fact.provenance().knownOn();
            LocalDate from = fact.happened().isAfter(knownOn) ? fact.happened() : knownOn;
            news.add(knownOn);
            news.add(from);
            if (!(fact instanceof Fact.Retraction)) {
                stretches.add(new Stretch(fact, from, gone.get(fact.event())));
            }
        }
        if (!news.isEmpty()) {
            LocalDate first = news.first();
            births.stream().map(Birth::knownOn).filter(first::isBefore).forEach(news::add);
        }
    }

    /** The days on which something becomes known, comes true or is taken back. */
    NavigableSet<LocalDate> news() {
        return news;
    }

    /** What is taken back on a day. */
    Set<EventId> takenBackOn(LocalDate day) {
        return takenBack.getOrDefault(day, Set.of());
    }

    /** The history as known at the end of a day. */
    History on(LocalDate day) {
        return new History(
                births.stream()
                        .filter(birth -> !birth.knownOn().isAfter(day))
                        .reduce((_, later) -> later)
                        .map(Birth::day)
                        .orElse(null),
                stretches.stream()
                        .filter(stretch -> stretch.holdsOn(day))
                        .map(Stretch::fact)
                        .toList());
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
