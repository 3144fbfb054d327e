package org.wholepicture.platform.messaging;

import static org.wholepicture.platform.testsupport.Waits.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.awaitility.core.ConditionFactory;
import org.wholepicture.platform.testsupport.Deliveries;

/** What the tests of this module say often. Each test has a key of its own. */
@ApplicationScoped
class Given {

    static final String EVENTS = "child-events";
    static final String TYPE = "org.wholepicture.test.v1";
    static final Instant KNOWN = Instant.parse("2026-03-02T09:00:00Z");

    private final DataSource dataSource;

    Given(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(25));
    }

    /** The id of a message of a test, the same in every run. */
    static UUID id(String key, long sequence) {
        return UUID.nameUUIDFromBytes((key + "/" + sequence).getBytes(StandardCharsets.UTF_8));
    }

    static Deliveries.Message message(String key, long sequence) {
        return behaving("well", key, sequence);
    }

    static Deliveries.Message behaving(String behaviour, String key, long sequence) {
        return Deliveries.message(
                id(key, sequence),
                TYPE,
                key,
                sequence,
                KNOWN.toString(),
                "{\"behaviour\":\"" + behaviour + "\"}");
    }

    static List<Deliveries.Message> messages(String key, long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(number -> message(key, number)).toList();
    }

    /** Numbers of a key that were applied, in the order they were. */
    List<Long> effects(String key) {
        return longs("SELECT sequence FROM effect WHERE key = ? ORDER BY id", key);
    }

    List<Long> openGaps(String key) {
        return longs("SELECT sequence FROM inbox_gap WHERE key = ? ORDER BY sequence", key);
    }

    List<Long> numbers(String key) {
        return longs("SELECT contiguous FROM inbox_number WHERE key = ?", key);
    }

    List<Long> quarantined(String key) {
        return longs("SELECT \"offset\" FROM quarantine WHERE key = ?", key);
    }

    List<Long> unpublished(String key) {
        return longs(
                "SELECT sequence FROM outbox WHERE key = ? AND published_at IS NULL ORDER BY id",
                key);
    }

    List<Long> longs(String sql, Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                List<Long> longs = new ArrayList<>();
                while (rows.next()) {
                    longs.add(rows.getLong(1));
                }
                return longs;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    int update(String sql, Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    /** Numbers of a key as they stand on a topic, copies included. */
    static List<Long> published(String topic, String key) {
        return envelopes(topic, key).stream().map(Envelope::sequence).toList();
    }

    static List<Envelope> envelopes(String topic, String key) {
        return Deliveries.standingOn(topic).stream()
                .filter(message -> key.equals(message.key()))
                .map(message -> message.value().getBytes(StandardCharsets.UTF_8))
                .map(EnvelopeJson::read)
                .toList();
    }
}
