package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The facts about one person as they stand on a day: known by then, retracted ones as if never
 * sent. Immutable.
 */
public final class History {

    private static final Comparator<Fact> ORDER =
            Comparator.comparing(Fact::happened)
                    .thenComparing(Fact::known)
                    .thenComparing(Fact::event)
                    .thenComparing(Fact::toString);

    private final @Nullable LocalDate birthDay;
    private final Map<Class<?>, List<Fact>> byKind;
    private final List<Fact> facts;

    private History(@Nullable LocalDate birthDay, List<Fact> facts) {
        this.birthDay = birthDay;
        this.facts = facts;
        this.byKind = new HashMap<>();
        for (Fact fact : facts) {
            byKind.computeIfAbsent(fact.getClass(), _ -> new ArrayList<>()).add(fact);
        }
    }

    /**
     * The history as known at the end of a day.
     *
     * @param birthDay null for an unborn child and where it is not known
     * @param all every fact about the person, in any order, copies allowed
     * @param day facts known later do not count, and none that has yet to happen
     */
    public static History asKnownOn(@Nullable LocalDate birthDay, Stream<Fact> all, LocalDate day) {
        List<Fact> known =
                all.filter(fact -> !fact.provenance().knownOn().isAfter(day)).distinct().toList();
        // A retraction is final: an agency that was wrong to retract sends the event again under a
        // new id. So the outcome does not hang on chains of retractions, nor on their order.
        Set<EventId> gone = new HashSet<>();
        for (Fact fact : known) {
            if (fact instanceof Fact.Retraction retraction) {
                gone.addAll(retraction.targets());
            }
        }
        List<Fact> standing =
                known.stream()
                        .filter(fact -> !(fact instanceof Fact.Retraction))
                        .filter(fact -> !gone.contains(fact.event()))
                        .filter(fact -> !fact.happened().isAfter(day))
                        .sorted(ORDER)
                        .toList();
        return new History(birthDay, standing);
    }

    /** All facts, by the day they happened. */
    public List<Fact> facts() {
        return facts;
    }

    /** The facts of one kind, by the day they happened. */
    @SuppressWarnings("unchecked") // the map's key is the class of its elements
    public <T extends Fact> List<T> facts(Class<T> kind) {
        return (List<T>) byKind.getOrDefault(kind, List.of());
    }

    /** Whether the child was born on that day and under so many calendar months old [A04]. */
    public boolean bornAndUnder(int months, LocalDate day) {
        return birthDay != null
                && !day.isBefore(birthDay)
                && day.isBefore(birthDay.plusMonths(months));
    }
}
