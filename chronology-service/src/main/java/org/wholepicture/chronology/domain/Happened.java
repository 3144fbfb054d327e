package org.wholepicture.chronology.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * When something happened, as the source said it [domain.md B-05].
 *
 * @param from when it happened, or when the period began
 * @param to the last day or moment of the period, where it was one
 * @param precision how exactly that is known
 */
public record Happened(Moment from, @Nullable Moment to, Precision precision) {

    /** How exactly a time is known. */
    public enum Precision {
        EXACT,
        DAY,
        MONTH,
        ABOUT
    }

    /** The day it began, without the time of day and without how long it lasted. */
    Happened byDay() {
        return new Happened(
                new Moment.OnDay(from.day()),
                null,
                precision == Precision.EXACT ? Precision.DAY : precision);
    }

    /** The last local day of it; the first one where it was no period. */
    public LocalDate lastDay() {
        return to == null || to.day().isBefore(from.day()) ? from.day() : to.day();
    }
}
