package org.wholepicture.chronology.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The zone in which the partnership's days begin and end. */
public final class Partnership {

    /** Days are calendar days here [cases/README.md]. */
    public static final ZoneId ZONE = ZoneId.of("Europe/London");

    private Partnership() {}

    /** The local day of an instant. */
    public static LocalDate dayOf(Instant instant) {
        return instant.atZone(ZONE).toLocalDate();
    }

    /** The first instant of a local day, also on the days the clocks change. */
    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }
}
