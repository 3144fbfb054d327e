package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts about one person as they stand on a day: known by then, none that has yet to happen,
 * retracted ones as if never sent. Immutable.
 */
public final class History {

    private final @Nullable LocalDate birthDay;
    private final List<Fact> facts;
    private final Map<Class<?>, List<Fact>> byKind = new HashMap<>();
    private final Map<String, List<Fact>> byAgency = new HashMap<>();

    /**
     * A history.
     *
     * @param birthDay null for an unborn child and where it is not known
     * @param facts by the day they happened
     */
    History(@Nullable LocalDate birthDay, List<Fact> facts) {
        this.birthDay = birthDay;
        this.facts = facts;
        for (Fact fact : facts) {
            byKind.computeIfAbsent(fact.getClass(), _ -> new ArrayList<>()).add(fact);
            byAgency.computeIfAbsent(fact.agency(), _ -> new ArrayList<>()).add(fact);
        }
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

    /** The facts that one agency's system said, by the day they happened. */
    public List<Fact> saidBy(String agency) {
        return byAgency.getOrDefault(agency, List.of());
    }

    /** Whether the child was born on that day and under so many calendar months old [A04]. */
    public boolean bornAndUnder(int months, LocalDate day) {
        return birthDay != null
                && !day.isBefore(birthDay)
                && day.isBefore(birthDay.plusMonths(months));
    }
}
