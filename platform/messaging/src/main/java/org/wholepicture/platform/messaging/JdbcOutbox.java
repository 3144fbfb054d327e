package org.wholepicture.platform.messaging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;

/** The outbox in the service's own database. */
@ApplicationScoped
class JdbcOutbox implements Outbox {

    /** Kafka's limit is 1 MB; a row that can never be sent would stop its key for ever. */
    private static final int LARGEST_PAYLOAD = 900_000;

    /** The row stays locked until the end of the transaction, so numbers commit in order. */
    private static final String TAKE_NUMBER =
            """
            INSERT INTO outbox_number AS numbers (topic, key, last)
            VALUES (?, ?, 1)
            ON CONFLICT (topic, key) DO UPDATE SET last = numbers.last + 1
            RETURNING last
            """;

    private static final String WRITE_MESSAGE =
            """
            INSERT INTO outbox (message_id, topic, key, sequence, payload, created_at, traceparent)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """;

    private final Tables tables;
    private final DataSource dataSource;
    private final AfterCommit afterCommit;
    private final RelayBell bell;
    private final InstantSource clock;
    private final Traces traces;
    private final String source;

    JdbcOutbox(
            Tables tables,
            DataSource dataSource,
            AfterCommit afterCommit,
            RelayBell bell,
            InstantSource clock,
            Traces traces,
            MessagingConfig config) {
        this.tables = tables;
        this.dataSource = dataSource;
        this.afterCommit = afterCommit;
        this.bell = bell;
        this.clock = clock;
        this.traces = traces;
        this.source = config.source();
    }

    @Override
    public Appended append(String topic, String key, String type, Instant time, ObjectNode data) {
        if (!tables.isActive()) {
            throw new IllegalStateException("a message is appended only inside a transaction");
        }
        try (Connection connection = dataSource.getConnection()) {
            long sequence = takeNumber(connection, topic, key);
            Envelope message =
                    new Envelope(UUID.randomUUID(), type, source, key, sequence, time, data);
            write(connection, topic, message);
            afterCommit.run(bell::ring);
            return new Appended(message.id(), sequence);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private static long takeNumber(Connection connection, String topic, String key)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE_NUMBER)) {
            statement.setString(1, topic);
            statement.setString(2, key);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private void write(Connection connection, String topic, Envelope message) throws SQLException {
        byte[] payload = EnvelopeJson.write(message);
        if (payload.length > LARGEST_PAYLOAD) {
            throw new IllegalArgumentException("message too large id=" + message.id());
        }
        try (PreparedStatement statement = connection.prepareStatement(WRITE_MESSAGE)) {
            statement.setObject(1, message.id());
            statement.setString(2, topic);
            statement.setString(3, message.key());
            statement.setLong(4, message.sequence());
            statement.setBytes(5, payload);
            statement.setObject(6, clock.instant().atOffset(ZoneOffset.UTC));
            statement.setString(7, traces.current());
            statement.executeUpdate();
        }
    }
}
