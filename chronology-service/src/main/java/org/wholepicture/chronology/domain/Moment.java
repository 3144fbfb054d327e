package org.wholepicture.chronology.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * When something was: a day where the time of day is not known or does not matter, else an instant.
 */
public sealed interface Moment {

    /** A whole day, Europe/London. */
    record OnDay(LocalDate day) implements Moment {

        @Override
        public Instant start() {
            return Partnership.startOf(day);
        }

        @Override
        public String toString() {
            return day.toString();
        }
    }

    /** A moment with its time of day, to the microsecond, which is what the database keeps. */
    record AtTime(Instant instant) implements Moment {

        /** Cuts off what is smaller than a microsecond: pages are found by this time. */
        public AtTime {
            instant = instant.truncatedTo(ChronoUnit.MICROS);
        }

        @Override
        public LocalDate day() {
            return Partnership.dayOf(instant);
        }

        @Override
        public Instant start() {
            return instant;
        }

        @Override
        public String toString() {
            return instant.toString();
        }
    }

    /** The local day. */
    LocalDate day();

    /** Where it stands in the order of a timeline. */
    Instant start();

    /**
     * Reads a day ({@code 2026-01-05}) or an instant with its offset.
     *
     * @throws DateTimeException when it is neither
     */
    static Moment parse(String text) {
        return text.length() == 10
                ? new OnDay(LocalDate.parse(text))
                : new AtTime(Instant.parse(text.replace(' ', 'T')));
    }
}
