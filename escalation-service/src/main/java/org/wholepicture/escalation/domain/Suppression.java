package org.wholepicture.escalation.domain;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Withholds small counts before they leave (domain.md C6, B-80): 1 to 5 is shown as c. So that
 * nobody works one out from the total, a further count is withheld beside it where the withheld
 * ones could have only one value.
 */
public final class Suppression {

    private static final int SMALL = 5;

    private Suppression() {}

    /** A count as it is shown. */
    public sealed interface Shown {

        /** What stands in a table. */
        String text();

        /** As it is. */
        record Count(int number) implements Shown {

            @Override
            public String text() {
                return Integer.toString(number);
            }
        }

        /** Withheld. */
        record Withheld() implements Shown {

            @Override
            public String text() {
                return "c";
            }
        }
    }

    /** A count that is no part of a sum. */
    public static Shown alone(int count) {
        return count >= 1 && count <= SMALL ? new Shown.Withheld() : new Shown.Count(count);
    }

    /** Counts whose sum is shown too; in the same order. */
    public static <K> Map<K, Shown> of(Map<K, Integer> counts) {
        Set<K> withheld = new LinkedHashSet<>();
        counts.forEach(
                (key, count) -> {
                    if (count >= 1 && count <= SMALL) {
                        withheld.add(key);
                    }
                });
        boolean further = !withheld.isEmpty();
        while (further && canBeWorkedOut(withheld.stream().map(counts::get).toList())) {
            Optional<K> next =
                    counts.entrySet().stream()
                            .filter(each -> each.getValue() > 0)
                            .filter(each -> !withheld.contains(each.getKey()))
                            .min(Comparator.comparing(Map.Entry::getValue))
                            .map(Map.Entry::getKey);
            next.ifPresent(withheld::add);
            further = next.isPresent();
        }
        Map<K, Shown> shown = new LinkedHashMap<>();
        counts.forEach(
                (key, count) ->
                        shown.put(
                                key,
                                withheld.contains(key)
                                        ? new Shown.Withheld()
                                        : new Shown.Count(count)));
        return shown;
    }

    /** One alone is the rest of the total; all of them 1, or all of them 5, is one way to a sum. */
    private static boolean canBeWorkedOut(List<Integer> withheld) {
        return withheld.size() == 1
                || withheld.stream().allMatch(count -> count == 1)
                || withheld.stream().allMatch(count -> count == SMALL);
    }
}
