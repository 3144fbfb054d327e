package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Things that mean little one by one and something together. A window is measured between the days
 * on which they happened and ends on the day of the latest of them; it does not slide with today
 * [A05].
 */
final class Clusters {

    private Clusters() {}

    /**
     * Everything that lies in some window with enough.
     *
     * @param byDay in the order of their days
     * @param days the first and the last of a window differ by at most so many [A02]
     * @param enough whether those of one window are
     */
    static <T> List<T> within(
            List<T> byDay, Function<T, LocalDate> day, int days, Predicate<List<T>> enough) {
        List<T> found = new ArrayList<>();
        int first = 0;
        int taken = 0;
        for (int last = 0; last < byDay.size(); last++) {
            LocalDate from = day.apply(byDay.get(last)).minusDays(days);
            while (day.apply(byDay.get(first)).isBefore(from)) {
                first++;
            }
            if (enough.test(byDay.subList(first, last + 1))) {
                found.addAll(byDay.subList(Math.max(first, taken), last + 1));
                taken = last + 1;
            }
        }
        return found;
    }
}
