package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
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
                    .thenComparingLong(fact -> History.kindOf(fact.getClass()))
                    .thenComparing(Fact::toString);

    private final List<Birth> births;
    private final List<Stretch> stretches = new ArrayList<>();
    private final NavigableMap<LocalDate, Long> changes = new TreeMap<>();
    private final Set<LocalDate> corrections = new HashSet<>();

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
        // Copies are next to each other then. To look for them by their hashes takes longer.
        List<Fact> distinct = new ArrayList<>(facts.size());
        for (Fact fact : facts.stream().sorted(ORDER).toList()) {
            if (distinct.isEmpty() || !fact.equals(distinct.getLast())) {
                distinct.add(fact);
            }
        }
        // A retraction is final: an agency that was wrong to retract sends the event again under a
        // new id. So the outcome does not hang on chains of retractions, nor on their order.
        Map<EventId, LocalDate> gone = new HashMap<>();
        for (Fact fact : distinct) {
            if (fact instanceof Fact.Retraction retraction) {
                LocalDate on = retraction.provenance().knownOn();
                corrections.add(on);
                retraction.targets().forEach(target -> gone.merge(target, on, Known::earlier));
            }
        }
        for (Fact fact : distinct) {
            if (!(fact instanceof Fact.Retraction)) {
                LocalDate knownOn = fact.provenance().knownOn();
                LocalDate from = fact.happened().isAfter(knownOn) ? fact.happened() : knownOn;
                LocalDate until = gone.get(fact.event());
                // What is taken back before it counts never does.
                if (until == null || from.isBefore(until)) {
                    stretches.add(new Stretch(fact, from, until));
                    changes(from, History.kindOf(fact.getClass()));
                    if (until != null) {
                        changes(until, History.kindOf(fact.getClass()));
                    }
                }
            }
        }
        births();
    }

    /** A birth day is news when it becomes known, or comes; another one corrects the former. */
    private void births() {
        LocalDate former = null;
        for (Birth birth : births) {
            LocalDate on =
                    birth.knownOn().isBefore(birth.day()) && birth.knownOn().equals(LocalDate.MIN)
                            ? birth.day()
                            : birth.knownOn();
            changes(on, History.BIRTH);
            if (former != null && !former.equals(birth.day())) {
                corrections.add(on);
            }
            former = birth.day();
        }
    }

    private void changes(LocalDate day, long kinds) {
        changes.merge(day, kinds, (one, other) -> one | other);
    }

    /** The first day on which anything is known; null when nothing ever is. */
    @Nullable LocalDate first() {
        return changes.isEmpty() ? null : changes.firstKey();
    }

    /** The next day on which something becomes known, comes true or is taken back. */
    @Nullable LocalDate newsAfter(LocalDate day) {
        return changes.higherKey(day);
    }

    /** Which kinds of facts change on a day, as {@link History#asked} tells them; 0 for none. */
    long changesOn(LocalDate day) {
        return changes.getOrDefault(day, 0L);
    }

    /** Whether something is taken back or corrected on a day. */
    boolean correctedOn(LocalDate day) {
        return corrections.contains(day);
    }

    /** The history as known at the end of a day. */
    History on(LocalDate day) {
        return new History(birthOn(day), holding(day, day));
    }

    /**
     * The history of the day before with nothing new but the corrections of a day: what they alone
     * leave [A08].
     */
    History correctedOnly(LocalDate day) {
        return new History(birthOn(day), holding(day.minusDays(1), day));
    }

    /** The facts that count on both days. A loop: it is the half of a night's work otherwise. */
    private List<Fact> holding(LocalDate day, LocalDate other) {
        List<Fact> facts = new ArrayList<>(stretches.size());
        for (Stretch stretch : stretches) {
            if (stretch.holdsOn(day) && stretch.holdsOn(other)) {
                facts.add(stretch.fact());
            }
        }
        return Collections.unmodifiableList(facts);
    }

    private @Nullable LocalDate birthOn(LocalDate day) {
        LocalDate born = null;
        for (Birth birth : births) {
            if (!birth.knownOn().isAfter(day)) {
                born = birth.day();
            }
        }
        return born;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
