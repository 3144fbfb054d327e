package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The facts about one person as they stand on a day: known by then, none that has yet to happen,
 * retracted ones as if never sent. Belongs to one fold of one partnership's settings, and to one
 * thread: it remembers what it was asked for, so that a rule is asked again only when something it
 * looked at is another.
 */
public final class History {

    /** Everything: no rule has looked yet. */
    static final long ANYTHING = -1L;

    /** What is known of the birth day. */
    static final long BIRTH = 1L << 62;

    private static final long ALL_FACTS = ~BIRTH;

    /** The kinds of facts, numbered from 0: every fact of every day is sorted by it. */
    private static final Map<Class<?>, Integer> KINDS = kinds();

    private static final List<List<Fact>> NONE = Collections.nCopies(KINDS.size(), List.of());

    private final @Nullable LocalDate birthDay;
    private final List<Fact> facts;
    private final List<List<Fact>> byKind = new ArrayList<>(NONE);
    private @Nullable Map<String, List<Fact>> byAgency;
    private final Remembered<List<Plans.Plan>> plans = new Remembered<>();
    private final Remembered<List<Appointments.Missed>> missed = new Remembered<>();
    private final Remembered<Map<EventId, List<Fact.ReferralDecided>>> decisions =
            new Remembered<>();
    private long asked;

    /**
     * A history.
     *
     * @param birthDay null where it is not known, as of many an unborn child
     * @param facts by the day they happened
     */
    History(@Nullable LocalDate birthDay, List<Fact> facts) {
        this.birthDay = birthDay;
        this.facts = facts;
        for (Fact fact : facts) {
            int kind = numberOf(fact.getClass());
            List<Fact> same = byKind.get(kind);
            if (same.isEmpty()) {
                same = new ArrayList<>();
                byKind.set(kind, same);
            }
            same.add(fact);
        }
    }

    /** All facts, by the day they happened. */
    public List<Fact> facts() {
        asked |= ALL_FACTS;
        return facts;
    }

    /** The facts of one kind, by the day they happened. */
    @SuppressWarnings("unchecked") // the map's key is the class of its elements
    public <T extends Fact> List<T> facts(Class<T> kind) {
        int number = numberOf(kind);
        asked |= 1L << number;
        return (List<T>) byKind.get(number);
    }

    /**
     * The facts by which one agency was heard about this child, by the day they happened; a worry
     * about a sibling is none [A46].
     */
    public List<Fact> saidBy(String agency) {
        asked |= ALL_FACTS;
        if (byAgency == null) {
            byAgency = new HashMap<>();
            for (Fact fact : facts) {
                if (fact.heardFromItsAgency()) {
                    byAgency.computeIfAbsent(fact.agency(), _ -> new ArrayList<>()).add(fact);
                }
            }
        }
        return byAgency.getOrDefault(agency, List.of());
    }

    /** The day of birth, also one to come; null where it is not known. */
    @Nullable LocalDate birthDay() {
        asked |= BIRTH;
        return birthDay;
    }

    /** Whether the child was born on that day and under so many calendar months old [A04]. */
    public boolean bornAndUnder(int months, LocalDate day) {
        LocalDate born = birthDay();
        return born != null && !day.isBefore(born) && day.isBefore(born.plusMonths(months));
    }

    /** The plans, by their first start. */
    List<Plans.Plan> plans(Settings settings) {
        return once(plans, () -> Plans.of(this, settings.thresholds()));
    }

    /** The missed appointments, by day. */
    List<Appointments.Missed> missed(Settings settings) {
        return once(missed, () -> Appointments.missed(this, settings.thresholds()));
    }

    /** The decisions on each referral to the front door. */
    Map<EventId, List<Fact.ReferralDecided>> decisions() {
        return once(decisions, () -> Decisions.byReferral(this));
    }

    /** Forgets what was asked so far. */
    void ask() {
        asked = 0;
    }

    /** What was asked since: the sum of {@link #kindOf} and {@link #BIRTH}. */
    long asked() {
        return asked;
    }

    /** The number of a kind of facts: one bit. */
    static long kindOf(Class<?> kind) {
        return 1L << numberOf(kind);
    }

    private static int numberOf(Class<?> kind) {
        Integer number = KINDS.get(kind);
        if (number == null) {
            throw new IllegalArgumentException("no kind of facts: " + kind);
        }
        return number;
    }

    private static Map<Class<?>, Integer> kinds() {
        Map<Class<?>, Integer> kinds = new HashMap<>();
        for (Class<?> kind : Fact.class.getPermittedSubclasses()) {
            kinds.put(kind, kinds.size());
        }
        if (kinds.size() > 62) {
            throw new IllegalStateException("more kinds of facts than bits");
        }
        return Map.copyOf(kinds);
    }

    /** What several rules look at is worked out once; each of them has asked for what is in it. */
    private <T> T once(Remembered<T> remembered, Supplier<T> working) {
        T value = remembered.value;
        if (value == null) {
            long before = asked;
            asked = 0;
            value = working.get();
            remembered.value = value;
            remembered.asked = asked;
            asked |= before;
        } else {
            asked |= remembered.asked;
        }
        return value;
    }

    private static final class Remembered<T> {
        private @Nullable T value;
        private long asked;
    }
}
