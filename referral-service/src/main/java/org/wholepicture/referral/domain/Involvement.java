package org.wholepicture.referral.domain;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a child is open to an agency, by what agencies said: a pure function of the set of what
 * they said. In doubt it is: what has a beginning and no end counts as going on.
 */
public final class Involvement {

    private Involvement() {}

    /** What says that work began or ended. */
    public sealed interface Sign {

        /** The day it happened. */
        LocalDate day();

        /** A service works with the child until a day, where it said until when. */
        record Works(String agency, LocalDate day, @Nullable LocalDate until) implements Sign {}

        /** A plan began. */
        record PlanBegan(String kind, LocalDate day) implements Sign {}

        /** A plan ended. */
        record PlanEnded(String kind, LocalDate day) implements Sign {}

        /** The child was closed: all plans have ended. */
        record Closed(LocalDate day) implements Sign {}
    }

    /**
     * Whether anybody works with the child on a day.
     *
     * @param signs in any order
     */
    public static boolean isOpen(List<Sign> signs, LocalDate day) {
        Map<String, Boolean> plans = new HashMap<>();
        Map<String, Sign.Works> works = new HashMap<>();
        signs.stream()
                // On one day an end counts before a beginning: in doubt the child is open.
                .sorted(
                        Comparator.comparing(Sign::day)
                                .thenComparing(
                                        sign ->
                                                sign instanceof Sign.PlanBegan
                                                        || sign instanceof Sign.Works))
                .forEach(
                        sign -> {
                            switch (sign) {
                                case Sign.PlanBegan(var kind, _) -> plans.put(kind, true);
                                case Sign.PlanEnded(var kind, _) -> plans.put(kind, false);
                                case Sign.Closed _ -> plans.replaceAll((_, _) -> false);
                                case Sign.Works said ->
                                        works.merge(said.agency(), said, Involvement::later);
                            }
                        });
        return plans.containsValue(true)
                || works.values().stream()
                        .anyMatch(said -> said.until() == null || said.until().isAfter(day));
    }

    /** The later word of an agency holds; of two on one day the one that goes on longer. */
    private static Sign.Works later(Sign.Works one, Sign.Works other) {
        if (!one.day().equals(other.day())) {
            return one.day().isAfter(other.day()) ? one : other;
        }
        if (one.until() == null || other.until() == null) {
            return one.until() == null ? one : other;
        }
        return Objects.requireNonNull(one.until()).isAfter(other.until()) ? one : other;
    }
}
