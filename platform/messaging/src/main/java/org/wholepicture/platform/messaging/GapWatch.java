package org.wholepicture.platform.messaging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks producers for numbers that stay missing, and tells people when asking does not help. The
 * request goes through the service's own outbox, so it is not lost either.
 */
@ApplicationScoped
class GapWatch implements Worker.Turn {

    private static final Logger LOG = Logger.getLogger(GapWatch.class);
    private static final Duration BETWEEN_ALARMS = Duration.ofMinutes(1);
    private static final int MOST_LINES = 20;
    private static final int MOST_REQUESTS = 500;

    /**
     * Asked again after as long as it was missing when asked last, from the patience up to ten
     * minutes: a number that nobody has must not fill the topic. In the order of keys, as the
     * outbox wants it.
     */
    private static final String CLAIM =
            """
            WITH due AS (
                SELECT topic, key, sequence
                FROM inbox_gap
                WHERE noticed_at <= clock_timestamp() - ? * interval '1 millisecond'
                  AND (asked_at IS NULL
                       OR asked_at + least(greatest(asked_at - noticed_at,
                                                    ? * interval '1 millisecond'),
                                           interval '10 minutes') <= clock_timestamp())
                ORDER BY key, topic, sequence
                LIMIT ?
                FOR UPDATE SKIP LOCKED
            ), asked AS (
                UPDATE inbox_gap AS gaps
                SET asked_at = clock_timestamp()
                FROM due
                WHERE gaps.topic = due.topic
                  AND gaps.key = due.key
                  AND gaps.sequence = due.sequence
                RETURNING gaps.topic, gaps.key, gaps.sequence
            )
            SELECT topic, key, sequence FROM asked ORDER BY key, topic, sequence
            """;

    private static final String FIND_LATE =
            """
            SELECT topic, key, sequence, count(*) OVER () AS total
            FROM inbox_gap
            WHERE noticed_at <= clock_timestamp() - ? * interval '1 millisecond'
            ORDER BY noticed_at
            LIMIT ?
            """;

    private final Tables tables;
    private final Outbox outbox;
    private final InstantSource clock;
    private final MessagingConfig.Gap config;
    private final AtomicLong late;
    private @Nullable Long alarmedAt;

    private record Missing(String topic, String key, long sequence) {}

    GapWatch(
            Tables tables,
            Outbox outbox,
            InstantSource clock,
            MessagingConfig config,
            MeterRegistry meters) {
        this.tables = tables;
        this.outbox = outbox;
        this.clock = clock;
        this.config = config.gap();
        this.late = new AtomicLong();
        Gauge.builder("wp.gaps.late", late, AtomicLong::doubleValue)
                .description("Numbers of messages that have been missing for too long")
                .register(meters);
    }

    @Override
    public boolean run() {
        int asked = tables.own(this::ask);
        alarm();
        return asked == MOST_REQUESTS;
    }

    private int ask(Connection connection) throws SQLException {
        List<Missing> due = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setLong(1, config.patience().toMillis());
            statement.setLong(2, config.patience().toMillis());
            statement.setInt(3, MOST_REQUESTS);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    due.add(new Missing(rows.getString(1), rows.getString(2), rows.getLong(3)));
                }
            }
        }
        for (Missing missing : due) {
            ObjectNode data = EnvelopeJson.newObject();
            data.put("topic", missing.topic());
            data.put("key", missing.key());
            data.put("sequence", missing.sequence());
            var _ =
                    outbox.append(
                            RepublishHandler.TOPIC,
                            missing.key(),
                            RepublishHandler.TYPE,
                            clock.instant(),
                            data);
            LOG.infof(
                    "asked for a missing message topic=%s key=%s sequence=%d",
                    missing.topic(), missing.key(), missing.sequence());
        }
        return due.size();
    }

    private void alarm() {
        List<Missing> lines = new ArrayList<>();
        long total =
                tables.own(
                        connection -> {
                            long all = 0;
                            try (PreparedStatement statement =
                                    connection.prepareStatement(FIND_LATE)) {
                                statement.setLong(1, config.alarm().toMillis());
                                statement.setInt(2, MOST_LINES);
                                try (ResultSet rows = statement.executeQuery()) {
                                    while (rows.next()) {
                                        all = rows.getLong(4);
                                        lines.add(
                                                new Missing(
                                                        rows.getString(1),
                                                        rows.getString(2),
                                                        rows.getLong(3)));
                                    }
                                }
                            }
                            return all;
                        });
        late.set(total);
        if (total > 0 && isTimeToAlarm()) {
            alarmedAt = System.nanoTime();
            LOG.errorf("messages are missing and do not come when asked for count=%d", total);
            for (Missing missing : lines) {
                LOG.errorf(
                        "message is missing topic=%s key=%s sequence=%d",
                        missing.topic(), missing.key(), missing.sequence());
            }
        }
    }

    private boolean isTimeToAlarm() {
        Long before = alarmedAt;
        return before == null || System.nanoTime() - before >= BETWEEN_ALARMS.toNanos();
    }
}
