package org.wholepicture.cases.services;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.wholepicture.cases.CaseFile;

/**
 * Where a story lies in the calendar when it is played through services.
 *
 * @param dayZero a Monday, as in every case history
 */
record Anchor(LocalDate dayZero) {

    /** The latest place at which the story's last day is not after today. */
    static Anchor endingBy(LocalDate today, int endDay) {
        return new Anchor(
                today.minusDays(endDay).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
    }

    /** As the case histories date themselves: working days and bank holidays matter to them. */
    static Anchor asWritten() {
        return new Anchor(CaseFile.DAY_ZERO);
    }

    LocalDate date(int day) {
        return dayZero.plusDays(day);
    }

    int day(LocalDate date) {
        return Math.toIntExact(date.toEpochDay() - dayZero.toEpochDay());
    }
}
