package org.wholepicture.alert.domain;

import java.time.LocalDate;

/** The partnership's working days [A56]. */
@FunctionalInterface
public interface WorkingCalendar {

    /**
     * The n-th working day after a day, which never counts itself, working day or not [A01].
     *
     * @param n working days, at least 1
     */
    LocalDate plus(LocalDate day, int n);

    /** Whether people are at work on a day. */
    default boolean isWorkingDay(LocalDate day) {
        return plus(day.minusDays(1), 1).equals(day);
    }
}
