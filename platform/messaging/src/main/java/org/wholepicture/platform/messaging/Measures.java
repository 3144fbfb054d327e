package org.wholepicture.platform.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gauges over the tables, measured every 5 s: {@code wp.outbox.unpublished}, {@code wp.gaps.open},
 * {@code wp.quarantine.waiting}.
 */
@ApplicationScoped
class Measures implements Worker.Turn {

    private static final String MEASURE =
            """
            SELECT (SELECT count(*) FROM outbox WHERE published_at IS NULL),
                   (SELECT count(*) FROM inbox_gap),
                   (SELECT count(*) FROM quarantine WHERE replayed_at IS NULL)
            """;

    private final Tables tables;
    private final AtomicLong unpublished;
    private final AtomicLong gaps;
    private final AtomicLong waiting;

    Measures(Tables tables, MeterRegistry meters) {
        this.tables = tables;
        this.unpublished = meters.gauge("wp.outbox.unpublished", new AtomicLong());
        this.gaps = meters.gauge("wp.gaps.open", new AtomicLong());
        this.waiting = meters.gauge("wp.quarantine.waiting", new AtomicLong());
    }

    /**
     * What stands in the tables.
     *
     * @param unpublished outbox rows that Kafka has not taken
     * @param gaps numbers missing in the inbox
     * @param waiting records in quarantine
     */
    record Counts(long unpublished, long gaps, long waiting) {}

    @Override
    public boolean run() {
        Counts counts = count();
        unpublished.set(counts.unpublished());
        gaps.set(counts.gaps());
        waiting.set(counts.waiting());
        return false;
    }

    Counts count() {
        return tables.own(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(MEASURE);
                            ResultSet row = statement.executeQuery()) {
                        row.next();
                        return new Counts(row.getLong(1), row.getLong(2), row.getLong(3));
                    }
                });
    }
}
