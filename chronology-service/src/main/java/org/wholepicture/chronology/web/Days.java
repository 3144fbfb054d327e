package org.wholepicture.chronology.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.wholepicture.chronology.domain.Happened;
import org.wholepicture.chronology.domain.Moment;
import org.wholepicture.chronology.domain.Partnership;

/** Days and times as they are read out, Europe/London. */
final class Days {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter SHORT =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.UK);
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);

    private Days() {}

    static String of(LocalDate day) {
        return DAY.format(day);
    }

    /** For pictures: 2 Mar 2026. */
    static String shortly(LocalDate day) {
        return SHORT.format(day);
    }

    static String of(Instant instant) {
        return of(Partnership.dayOf(instant));
    }

    /** "2 March 2026, 09:30". */
    static String at(Instant instant) {
        return of(instant) + ", " + TIME.format(instant.atZone(Partnership.ZONE));
    }

    static String of(YearMonth month) {
        return MONTH.format(month);
    }

    /** "about March 2026", "2 March 2026 to 9 March 2026", "2 March 2026, 09:30". */
    static String of(Happened happened) {
        Happened.Precision precision = happened.precision();
        String from = of(happened.from(), precision);
        Moment to = happened.to();
        String last = to == null ? from : of(to, precision);
        String period = last.equals(from) ? from : from + " to " + last;
        return precision == Happened.Precision.ABOUT ? "about " + period : period;
    }

    private static String of(Moment moment, Happened.Precision precision) {
        return switch (precision) {
            case MONTH -> of(YearMonth.from(moment.day()));
            case ABOUT, DAY -> of(moment.day());
            case EXACT ->
                    switch (moment) {
                        case Moment.OnDay(LocalDate day) -> of(day);
                        case Moment.AtTime(Instant instant) ->
                                of(instant) + ", " + TIME.format(instant.atZone(Partnership.ZONE));
                    };
        };
    }
}
