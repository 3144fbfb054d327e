package org.wholepicture.platform.messaging;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The service's time: the database's now plus the offset row, which is zero outside the local
 * profile. All replicas agree, whatever their machines' clocks say. Between two readings of the
 * database it runs on {@link System#nanoTime}; it is read again every second by a worker, so that
 * asking for the time costs nothing. Behind the database by at most a round trip, never ahead of it
 * by more than 5 ms; whole microseconds, as PostgreSQL keeps them. Thread-safe.
 */
@Singleton
class DatabaseClock implements InstantSource {

    /** Below this a new reading does not turn the time back: round trips differ. */
    private static final Duration JITTER = Duration.ofMillis(5);

    private static final String READ = "SELECT clock_timestamp(), offset_millis FROM service_clock";

    private static final String WRITE_OFFSET = "UPDATE service_clock SET offset_millis = ?";

    private final Tables tables;
    private volatile @Nullable Reading reading;

    DatabaseClock(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Instant instant() {
        Reading present = reading;
        if (present == null) {
            present = read();
        }
        return present.at(System.nanoTime());
    }

    /** Reads the database's time and the offset row. */
    synchronized Reading read() {
        Reading fresh =
                tables.own(
                        connection -> {
                            try (PreparedStatement statement = connection.prepareStatement(READ);
                                    ResultSet row = statement.executeQuery()) {
                                if (!row.next()) {
                                    throw new IllegalStateException("service_clock has no row");
                                }
                                Instant database =
                                        row.getObject(1, OffsetDateTime.class).toInstant();
                                // After the answer: so the reading is late, never early.
                                return new Reading(database, row.getLong(2), System.nanoTime());
                            }
                        });
        Reading before = reading;
        if (before == null || before.offsetMillis() != fresh.offsetMillis()) {
            reading = fresh;
            return fresh;
        }
        Duration ahead = Duration.between(fresh.at(fresh.nanoTime()), before.at(fresh.nanoTime()));
        if (ahead.isNegative() || ahead.compareTo(JITTER) > 0) {
            reading = fresh;
            return fresh;
        }
        return before;
    }

    /** Moves the service's time by an offset from the database's, for good, at once here. */
    void moveBy(Duration offset) {
        tables.own(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(WRITE_OFFSET)) {
                        statement.setLong(1, offset.toMillis());
                        return statement.executeUpdate();
                    }
                });
        Reading _ = read();
    }

    /** Moves the service's time so that it is this instant now. */
    void moveTo(Instant now) {
        Reading present = read();
        Instant database = present.at(System.nanoTime()).minusMillis(present.offsetMillis());
        moveBy(Duration.between(database, now));
    }

    boolean isReady() {
        return reading != null;
    }

    /**
     * What the database said.
     *
     * @param database its time, without the offset
     * @param offsetMillis the offset row
     * @param nanoTime of this JVM when the answer was there
     */
    record Reading(Instant database, long offsetMillis, long nanoTime) {

        Instant at(long nanos) {
            return database.plusMillis(offsetMillis)
                    .plusNanos(nanos - nanoTime)
                    .truncatedTo(ChronoUnit.MICROS);
        }
    }
}
