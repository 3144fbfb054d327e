package org.wholepicture.chronology.persistence;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Moments as the database keeps them. */
final class Microseconds {

    private static final Duration HALF = Duration.ofNanos(500);

    private Microseconds() {}

    /** Rounded half up, as the driver does with what it sends. */
    static Instant of(Instant moment) {
        return moment.plus(HALF).truncatedTo(ChronoUnit.MICROS);
    }
}
