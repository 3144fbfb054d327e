package org.wholepicture.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.PlatformServers;

/** A relay on a database of its own, with a Kafka that refuses what the test says. */
@QuarkusTest
class RelayOrderTest {

    private static final String DATABASE = "relay_alone";

    @Inject MessagingConfig config;
    @Inject InstantSource clock;

    private final List<String> sent = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private Relay relay;

    @BeforeEach
    void databaseOfItsOwn() throws SQLException {
        try (Connection superuser = PlatformServers.superuser("postgres");
                Statement statement = superuser.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + DATABASE + " WITH (FORCE)");
            statement.execute("CREATE DATABASE " + DATABASE + " OWNER messaging");
        }
        execute(
                """
                CREATE TABLE outbox (
                    id bigint GENERATED ALWAYS AS IDENTITY, topic text, key text, payload bytea, traceparent text,
                    published_at timestamptz)
                """);
        relay = relay(FickleProducer::new);
    }

    private Relay relay(Supplier<Producer<byte[], byte[]>> producers) {
        return new Relay(
                new DirectConnections(
                        PlatformServers.url(DATABASE),
                        Optional.of("messaging"),
                        Optional.of("messaging"),
                        config),
                producers,
                500,
                clock,
                _ -> {},
                new Traces(OpenTelemetry.noop()),
                new SimpleMeterRegistry());
    }

    @AfterEach
    void letGo() {
        relay.end();
    }

    @Test
    void leavesAFailedMessageAndThoseOfItsKeyBehindItUnmarked() throws SQLException {
        append("a", "a1");
        append("b", "b1");
        append("a", "a2");
        append("b", "b2");
        refused.add("a1");

        assertThatThrownBy(relay::run).hasMessage("Kafka did not take everything");

        assertThat(unmarked()).containsExactly("a1", "a2");
    }

    @Test
    void doesNotSendWhatStandsBehindAFailedMessageOfItsKey() throws SQLException {
        append("a", "a1");
        append("b", "b1");
        append("a", "a2");
        refused.add("a1");

        assertThatThrownBy(relay::run).isInstanceOf(RuntimeException.class);

        assertThat(sent).containsExactly("b1");
    }

    @Test
    void sendsTheOtherTopicsWhenOneIsNotThere() throws SQLException {
        append("lost-topic", "a", "l1");
        append("a", "a1");
        append("lost-topic", "b", "l2");

        assertThatThrownBy(relay::run).hasMessage("Kafka did not take everything");

        assertThat(sent).containsExactly("a1");
        assertThat(unmarked()).containsExactly("l1", "l2");
    }

    @Test
    void waitsOnceAndNotForEachMessageWhileKafkaIsAway() throws Exception {
        for (int number = 1; number <= 15; number++) {
            append("key-" + number, "message-" + number);
        }
        AtomicInteger sendings = new AtomicInteger();
        Relay alone = relay(() -> new CountingProducer(nobodyListens(), sendings));
        try {
            // As after the first failed turn: a producer that has never heard of a broker.
            assertThatThrownBy(alone::run).hasMessage("Kafka did not take everything");
        } finally {
            alone.end();
        }

        assertThat(sendings).as("each would wait as long again").hasValue(0);
        assertThat(unmarked()).hasSize(15);
    }

    @Test
    void sendsInOrderOnceKafkaTakesIt() throws SQLException {
        append("a", "a1");
        append("a", "a2");
        refused.add("a1");
        assertThatThrownBy(relay::run).isInstanceOf(RuntimeException.class);
        refused.clear();
        sent.clear();

        relay.run();

        assertThat(sent).containsExactly("a1", "a2");
        assertThat(unmarked()).isEmpty();
    }

    @Test
    void publishesARowThatCommittedAfterALaterOne() throws SQLException {
        try (Connection slow = open();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute(
                    "INSERT INTO outbox (topic, key, payload) VALUES ('t', 'a', 'early')");
            append("b", "late");
            relay.run();
            assertThat(sent).containsExactly("late");

            slow.commit();
        }
        relay.run();

        assertThat(sent).containsExactly("late", "early");
        assertThat(unmarked()).isEmpty();
    }

    private static void append(String key, String payload) throws SQLException {
        append("t", key, payload);
    }

    private static void append(String topic, String key, String payload) throws SQLException {
        execute(
                "INSERT INTO outbox (topic, key, payload) VALUES ('%s', '%s', '%s')"
                        .formatted(topic, key, payload));
    }

    /** An address whose port was just given back. */
    private static String nobodyListens() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "127.0.0.1:" + socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> unmarked() throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT payload FROM outbox WHERE published_at IS NULL"
                                        + " ORDER BY id")) {
            List<String> payloads = new ArrayList<>();
            while (rows.next()) {
                payloads.add(new String(rows.getBytes(1), StandardCharsets.UTF_8));
            }
            return payloads;
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection open() throws SQLException {
        return DriverManager.getConnection(PlatformServers.url(DATABASE), "messaging", "messaging");
    }

    private final class FickleProducer extends MockProducer<byte[], byte[]> {

        FickleProducer() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized List<PartitionInfo> partitionsFor(String topic) {
            if (topic.equals("lost-topic")) {
                throw new TimeoutException("not present in metadata");
            }
            return super.partitionsFor(topic);
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> message) {
            String payload = new String(message.value(), StandardCharsets.UTF_8);
            if (refused.contains(payload)) {
                return CompletableFuture.failedFuture(new TimeoutException("refused"));
            }
            sent.add(payload);
            return super.send(message);
        }
    }

    /** A real producer, as the service makes it but for its patience. */
    private static final class CountingProducer extends KafkaProducer<byte[], byte[]> {

        private final AtomicInteger sendings;

        CountingProducer(String bootstrapServers, AtomicInteger sendings) {
            super(
                    Map.of(
                            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            bootstrapServers,
                            ProducerConfig.MAX_BLOCK_MS_CONFIG,
                            200),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
            this.sendings = sendings;
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> message) {
            sendings.incrementAndGet();
            return super.send(message);
        }
    }
}
