package org.wholepicture.platform.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what stands in the outbox, in order for each key, and marks it. One relay of a service
 * is active: the one whose connection holds the advisory lock. It reads and marks over that same
 * connection, so a relay that lost the lock cannot go on by mistake. It remembers no position: what
 * is not marked is not published.
 */
final class Relay implements Worker.Turn {

    private static final Logger LOG = Logger.getLogger(Relay.class);

    /** Any constant; advisory locks belong to one database, so each service has its own. */
    private static final long LOCK = 7_710_001L;

    private static final Duration CLOSING = Duration.ofSeconds(2);

    private static final String TRY_LOCK = "SELECT pg_try_advisory_lock(?)";

    /**
     * By id: the row lock on the key's number is held while a row is written, so for one key the
     * order of ids is the order of numbers.
     */
    private static final String READ =
            """
            SELECT id, topic, key, payload, traceparent
            FROM outbox
            WHERE published_at IS NULL
            ORDER BY id
            LIMIT ?
            """;

    private static final String MARK = "UPDATE outbox SET published_at = ? WHERE id = ANY (?)";

    private final DirectConnections connections;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final int batch;
    private final InstantSource clock;
    private final CrashPoints crashPoints;
    private final Traces traces;
    private final Counter published;
    private final Counter failures;
    private final AtomicInteger active;

    private @Nullable Connection connection;
    private boolean locked;
    private @Nullable Producer<byte[], byte[]> producer;

    // Never compared: the array is only handed on.
    @SuppressWarnings("ArrayRecordComponent")
    private record Row(long id, String topic, String key, byte[] payload, @Nullable String trace) {
        Line line() {
            return new Line(topic, key);
        }
    }

    private record Line(String topic, String key) {}

    private record Sending(Row row, Future<RecordMetadata> answer, @Nullable Span span) {}

    Relay(
            DirectConnections connections,
            Supplier<Producer<byte[], byte[]>> producers,
            int batch,
            InstantSource clock,
            CrashPoints crashPoints,
            Traces traces,
            MeterRegistry meters) {
        this.connections = connections;
        this.producers = producers;
        this.batch = batch;
        this.clock = clock;
        this.crashPoints = crashPoints;
        this.traces = traces;
        this.published =
                Counter.builder("wp.outbox.published")
                        .description("Messages that Kafka has taken")
                        .register(meters);
        this.failures =
                Counter.builder("wp.outbox.failures")
                        .description("Turns of the relay that failed")
                        .register(meters);
        this.active = new AtomicInteger();
        Gauge.builder("wp.relay.active", active, AtomicInteger::doubleValue)
                .description("1 where this process holds the relay's lock")
                .register(meters);
    }

    @Override
    public boolean run() throws SQLException {
        try {
            Connection open = open();
            if (!holdsLock(open)) {
                return false;
            }
            List<Row> rows = read(open);
            if (rows.isEmpty()) {
                return false;
            }
            publish(open, rows);
            return rows.size() == batch;
        } catch (SQLException | RuntimeException e) {
            failures.increment();
            if (!(e instanceof UnpublishedException)) {
                // The connection is in doubt and the lock with it.
                closeConnection();
            }
            throw e;
        }
    }

    @Override
    public void end() {
        closeProducer();
        closeConnection();
    }

    /** Whether this relay held the lock at its last turn. */
    boolean isActive() {
        return active.get() == 1;
    }

    private Connection open() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = connections.open();
            connection = open;
        }
        return open;
    }

    private boolean holdsLock(Connection open) throws SQLException {
        if (!locked) {
            try (PreparedStatement statement = open.prepareStatement(TRY_LOCK)) {
                statement.setLong(1, LOCK);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    locked = row.getBoolean(1);
                }
            }
            if (locked) {
                active.set(1);
                LOG.info("relay is active");
            }
        }
        return locked;
    }

    private List<Row> read(Connection open) throws SQLException {
        try (PreparedStatement statement = open.prepareStatement(READ)) {
            statement.setInt(1, batch);
            try (ResultSet rows = statement.executeQuery()) {
                List<Row> read = new ArrayList<>();
                while (rows.next()) {
                    read.add(
                            new Row(
                                    rows.getLong(1),
                                    rows.getString(2),
                                    rows.getString(3),
                                    rows.getBytes(4),
                                    rows.getString(5)));
                }
                return read;
            }
        }
    }

    private void publish(Connection open, List<Row> rows) throws SQLException {
        crashPoints.reached(CrashPoints.Point.AFTER_FILE_BEFORE_PUBLISH);
        Producer<byte[], byte[]> sender = sender();
        Map<String, KafkaException> away = topicsAway(sender, rows);
        @Nullable KafkaException failure = away.values().stream().findFirst().orElse(null);
        List<Sending> sendings = new ArrayList<>();
        Set<Line> broken = new HashSet<>();
        for (Row row : rows) {
            if (away.containsKey(row.topic()) || broken.contains(row.line())) {
                continue;
            }
            KafkaException refused = send(sender, row, sendings);
            if (refused != null) {
                failure = refused;
                broken.add(row.line());
                if (refused instanceof BufferExhaustedException
                        || refused instanceof InterruptException) {
                    // It waited for room; what follows would only wait as long again.
                    break;
                }
            }
        }
        try {
            sender.flush();
        } catch (InterruptException e) {
            closeProducer();
            throw new UnpublishedException(e);
        }
        List<Row> done = new ArrayList<>();
        for (Sending sending : sendings) {
            @Nullable KafkaException refused = refusal(sending.answer());
            end(sending.span(), refused);
            if (refused != null) {
                failure = refused;
                broken.add(sending.row().line());
            } else if (!broken.contains(sending.row().line())) {
                done.add(sending.row());
            }
            // A row behind a failed one of its key is sent again after it: doubled, in order.
        }
        crashPoints.reached(CrashPoints.Point.AFTER_PUBLISH_BEFORE_MARK);
        mark(open, done);
        published.increment(done.size());
        if (failure != null) {
            closeProducer();
            throw new UnpublishedException(failure);
        }
    }

    /**
     * Topics that Kafka tells nothing of, each with why. Asked once for each topic: a row sent to
     * such a topic would wait for it alone, and so would the next.
     */
    private static Map<String, KafkaException> topicsAway(
            Producer<byte[], byte[]> sender, List<Row> rows) {
        Map<String, KafkaException> away = new LinkedHashMap<>();
        rows.stream()
                .map(Row::topic)
                .distinct()
                .forEach(
                        topic -> {
                            try {
                                sender.partitionsFor(topic);
                            } catch (KafkaException e) {
                                away.put(topic, e);
                            }
                        });
        return away;
    }

    /** Why the row was refused at once, or nothing when its answer is still to come. */
    private @Nullable KafkaException send(
            Producer<byte[], byte[]> sender, Row row, List<Sending> sendings) {
        Span span = traces.sending(row.topic(), row.trace());
        try {
            Future<RecordMetadata> answer =
                    sender.send(toRecord(row, Traces.header(span, row.trace())));
            // A producer rather returns a failed answer than throw.
            @Nullable KafkaException refused = answer.isDone() ? refusal(answer) : null;
            if (refused == null) {
                sendings.add(new Sending(row, answer, span));
            } else {
                end(span, refused);
            }
            return refused;
        } catch (KafkaException e) {
            end(span, e);
            return e;
        }
    }

    private static void end(@Nullable Span span, @Nullable KafkaException refused) {
        if (span != null) {
            if (refused != null) {
                span.setStatus(StatusCode.ERROR, refused.getClass().getName());
            }
            span.end();
        }
    }

    private static ProducerRecord<byte[], byte[]> toRecord(Row row, @Nullable String trace) {
        ProducerRecord<byte[], byte[]> made =
                new ProducerRecord<>(row.topic(), row.key().getBytes(UTF_8), row.payload());
        if (trace != null) {
            made.headers().add(Traces.HEADER, trace.getBytes(UTF_8));
        }
        return made;
    }

    private static @Nullable KafkaException refusal(Future<RecordMetadata> answer) {
        try {
            // Already there: it is done, or flush() waited for it.
            answer.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause() instanceof KafkaException refused
                    ? refused
                    : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new InterruptException(e);
        }
    }

    private void mark(Connection open, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = open.prepareStatement(MARK)) {
            statement.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            statement.setArray(
                    2, open.createArrayOf("bigint", rows.stream().map(Row::id).toArray()));
            statement.executeUpdate();
        }
    }

    private Producer<byte[], byte[]> sender() {
        Producer<byte[], byte[]> sender = producer;
        if (sender == null) {
            sender = producers.get();
            producer = sender;
        }
        return sender;
    }

    private void closeProducer() {
        Producer<byte[], byte[]> open = producer;
        producer = null;
        if (open != null) {
            open.close(CLOSING);
        }
    }

    private void closeConnection() {
        Connection open = connection;
        connection = null;
        locked = false;
        active.set(0);
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.debug("relay's connection did not close in order", e);
            }
        }
    }

    /** Kafka did not take everything; the rows stand as they were. */
    private static final class UnpublishedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnpublishedException(KafkaException cause) {
            super("Kafka did not take everything", cause);
        }
    }
}
