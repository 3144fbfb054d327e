package org.wholepicture.alert.application;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * When mail about alerts leaves: HIGH at once, MED at two fixed times of each day, LOW once a day
 * [design.md E-mail].
 */
public final class MailTimes {

    /** Where the partnership's days begin and end. */
    public static final ZoneId LONDON = ZoneId.of("Europe/London");

    private static final List<LocalTime> MED = List.of(LocalTime.of(11, 0), LocalTime.of(15, 30));
    private static final List<LocalTime> LOW = List.of(LocalTime.of(8, 30));

    private MailTimes() {}

    /** When a MED alert raised at this moment is mailed: the next of the fixed times, or now. */
    public static Instant nextMed(Instant raised) {
        return next(raised, MED);
    }

    /** When a LOW alert raised at this moment is mailed. */
    public static Instant nextLow(Instant raised) {
        return next(raised, LOW);
    }

    private static Instant next(Instant from, List<LocalTime> times) {
        LocalDate day = from.atZone(LONDON).toLocalDate();
        for (LocalDate d = day; ; d = d.plusDays(1)) {
            for (LocalTime time : times) {
                Instant at = d.atTime(time).atZone(LONDON).toInstant();
                if (!at.isBefore(from)) {
                    return at;
                }
            }
        }
    }
}
