package org.wholepicture.referral.domain;

import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When a practitioner is away: nobody waits for them on these days, and what is theirs falls to
 * their deputy, then to their manager (domain.md B-62). They may still read and act.
 *
 * @param all by their days; two that overlap, or follow each other without a day between, are one
 */
public record Absences(List<Absence> all) {

    /** Most of them at a time, as the contract has it. */
    public static final int MOST = 20;

    /** Most days of one that is given: whoever stays away for longer is given another role. */
    public static final int LONGEST = 366;

    /** How far ahead one may end. */
    public static final Period AHEAD = Period.ofYears(2);

    /** Never. */
    public static final Absences NONE = new Absences(List.of());

    /** Copies. */
    public Absences {
        all = List.copyOf(all);
    }

    /** These, in order and joined. */
    public static Absences of(Collection<Absence> given) {
        List<Absence> joined = new ArrayList<>();
        for (Absence next :
                given.stream()
                        .sorted(Comparator.comparing(Absence::from).thenComparing(Absence::to))
                        .toList()) {
            if (joined.isEmpty() || next.from().isAfter(joined.getLast().to().plusDays(1))) {
                joined.add(next);
            } else if (next.to().isAfter(joined.getLast().to())) {
                joined.set(joined.size() - 1, new Absence(joined.getLast().from(), next.to()));
            }
        }
        return new Absences(joined);
    }

    /** Without those that are over: what has passed says nothing any more. */
    public Absences notOverBy(LocalDate today) {
        return new Absences(all.stream().filter(one -> !one.to().isBefore(today)).toList());
    }

    /** These and another one. */
    public Absences with(Absence another) {
        List<Absence> more = new ArrayList<>(all);
        more.add(another);
        return of(more);
    }

    /** These without the one that begins on a day. */
    public Absences without(LocalDate from) {
        return new Absences(all.stream().filter(one -> !one.from().equals(from)).toList());
    }

    /** Whether a day is among them. */
    public boolean include(LocalDate day) {
        return all.stream().anyMatch(one -> !day.isBefore(one.from()) && !day.isAfter(one.to()));
    }

    /** Why days cannot be taken as an absence, in a sentence; empty if they can. */
    public static Optional<String> fault(LocalDate from, LocalDate to, LocalDate today) {
        if (from.isAfter(to)) {
            return Optional.of("The last day is before the first day.");
        }
        if (ChronoUnit.DAYS.between(from, to) >= LONGEST) {
            return Optional.of("An absence has at most " + LONGEST + " days.");
        }
        return to.isAfter(today.plus(AHEAD))
                ? Optional.of("The last day is more than two years ahead.")
                : Optional.empty();
    }
}
