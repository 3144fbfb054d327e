package org.wholepicture.platform.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gauges over the tables, measured every 5 s: {@code wp.outbox.unpublished}, {@code
 * wp.outbox.oldest}, {@code wp.gaps.open}, {@code wp.quarantine.waiting}.
 */
@ApplicationScoped
class Measures implements Worker.Turn {

    private static final String MEASURE =
            """
            SELECT (SELECT count(*) FROM outbox WHERE published_at IS NULL),
                   (SELECT count(*) FROM inbox_gap),
                   (SELECT count(*) FROM quarantine WHERE replayed_at IS NULL),
                   (SELECT created_at FROM outbox WHERE published_at IS NULL ORDER BY id LIMIT 1)
            """;

    private final Tables tables;
    private final InstantSource clock;
    private final AtomicLong unpublished = new AtomicLong();
    private final AtomicLong oldest = new AtomicLong();
    private final AtomicLong gaps = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();

    Measures(Tables tables, InstantSource clock, MeterRegistry meters) {
        this.tables = tables;
        this.clock = clock;
        gauge("wp.outbox.unpublished", unpublished, "Messages that Kafka has not taken")
                .register(meters);
        gauge("wp.outbox.oldest", oldest, "Age of the oldest message not published")
                .baseUnit("seconds")
                .register(meters);
        gauge("wp.gaps.open", gaps, "Numbers of messages that are missing").register(meters);
        gauge("wp.quarantine.waiting", waiting, "Records in quarantine").register(meters);
    }

    private static Gauge.Builder<AtomicLong> gauge(
            String name, AtomicLong value, String description) {
        return Gauge.builder(name, value, AtomicLong::doubleValue).description(description);
    }

    /**
     * What stands in the tables.
     *
     * @param unpublished outbox rows that Kafka has not taken
     * @param gaps numbers missing in the inbox
     * @param waiting records in quarantine
     * @param oldest age of the oldest message not published; zero when there is none
     */
    record Counts(long unpublished, long gaps, long waiting, Duration oldest) {}

    @Override
    public boolean run() {
        Counts counts = count();
        unpublished.set(counts.unpublished());
        gaps.set(counts.gaps());
        waiting.set(counts.waiting());
        oldest.set(counts.oldest().toSeconds());
        return false;
    }

    Counts count() {
        return tables.own(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(MEASURE);
                            ResultSet row = statement.executeQuery()) {
                        row.next();
                        return new Counts(row.getLong(1), row.getLong(2), row.getLong(3), age(row));
                    }
                });
    }

    private Duration age(ResultSet row) throws SQLException {
        OffsetDateTime written = row.getObject(4, OffsetDateTime.class);
        if (written == null) {
            return Duration.ZERO;
        }
        Duration age = Duration.between(written.toInstant(), clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
