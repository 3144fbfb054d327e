package org.wholepicture.platform.messaging;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Writes messages again that the outbox has lost, under the same number and id, and names them. */
@ApplicationScoped
class LostMessages {

    private static final String WRITE =
            """
            INSERT INTO outbox (message_id, topic, key, sequence, payload, created_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;

    private final Tables tables;
    private final List<SystemOfRecord> sources;
    private final AfterCommit afterCommit;
    private final RelayBell bell;
    private final LossNames names;
    private final String source;

    LostMessages(
            Tables tables,
            @All List<SystemOfRecord> sources,
            LossNames names,
            AfterCommit afterCommit,
            RelayBell bell,
            MessagingConfig config) {
        this.tables = tables;
        this.sources = sources;
        this.names = names;
        this.afterCommit = afterCommit;
        this.bell = bell;
        this.source = config.source();
    }

    /** In the caller's transaction; false when nobody knows of such a message. */
    boolean writeAgain(String topic, String key, long sequence) {
        Optional<SystemOfRecord.Message> found =
                sources.stream()
                        .flatMap(each -> each.find(topic, key, sequence).stream())
                        .findFirst();
        found.ifPresent(
                message -> {
                    boolean written =
                            tables.joined(
                                    connection -> write(connection, topic, key, sequence, message));
                    if (written) {
                        names.name("outbox", new Losses.Lost(message.id(), topic, key, sequence));
                        afterCommit.run(bell::ring);
                    }
                });
        return found.isPresent();
    }

    private boolean write(
            Connection connection,
            String topic,
            String key,
            long sequence,
            SystemOfRecord.Message message)
            throws SQLException {
        tables.takeRole(connection);
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            statement.setObject(1, message.id());
            statement.setString(2, topic);
            statement.setString(3, key);
            statement.setLong(4, sequence);
            statement.setBytes(
                    5,
                    EnvelopeJson.write(
                            new Envelope(
                                    message.id(),
                                    message.type(),
                                    source,
                                    key,
                                    sequence,
                                    message.time(),
                                    message.data())));
            // The time of the first writing, which a request for a period goes by.
            statement.setObject(6, message.time().atOffset(ZoneOffset.UTC));
            return statement.executeUpdate() == 1;
        }
    }
}
