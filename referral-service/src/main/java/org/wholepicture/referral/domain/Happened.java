package org.wholepicture.referral.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * When something happened, as the source says it: a day, a moment or a period.
 *
 * @param from a day (ISO date) or a moment (RFC 3339)
 * @param to the last day or moment of a period; absent for a point in time
 * @param precision how exactly it is known
 */
public record Happened(String from, @Nullable String to, Precision precision) {

    /** Where days begin. */
    public static final ZoneId LONDON = ZoneId.of("Europe/London");

    /** How exactly a time is known. */
    public enum Precision {
        EXACT,
        DAY,
        MONTH,
        ABOUT
    }

    /**
     * @throws DateTimeException when a text is neither a day nor a moment
     */
    public Happened {
        startOf(from);
        if (to != null) {
            startOf(to);
        }
    }

    /** The first moment it can have happened. */
    public Instant start() {
        return startOf(from);
    }

    /** The first moment of its last day, or its last moment. */
    public Instant lastStart() {
        return to == null ? start() : startOf(to);
    }

    /** The first day on which it can have happened, in London. */
    public LocalDate firstDay() {
        LocalDate day = dayOf(from);
        return precision == Precision.MONTH ? day.withDayOfMonth(1) : day;
    }

    /** The last day on which it can have happened, in London. */
    public LocalDate lastDay() {
        LocalDate day = dayOf(to == null ? from : to);
        return precision == Precision.MONTH ? YearMonth.from(day).atEndOfMonth() : day;
    }

    private static boolean isDay(String text) {
        return text.length() == 10;
    }

    private static Instant startOf(String text) {
        return isDay(text)
                ? LocalDate.parse(text).atStartOfDay(LONDON).toInstant()
                : OffsetDateTime.parse(text).toInstant();
    }

    private static LocalDate dayOf(String text) {
        return isDay(text)
                ? LocalDate.parse(text)
                : OffsetDateTime.parse(text).atZoneSameInstant(LONDON).toLocalDate();
    }
}
