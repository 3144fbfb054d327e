package org.wholepicture.platform.messaging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes content out of messages that are kept to be published again: the message keeps its id,
 * topic, key, number and time, and says from then on what an order of erasure leaves of it. What
 * was published before is on the topic until its retention ends; nothing is published anew.
 */
@ApplicationScoped
public class OutboxRewriting {

    // In one order and locked: the relay marks rows meanwhile, and two orders may meet.
    private static final String READ =
            """
            SELECT id, payload FROM outbox
            WHERE topic = ? AND key = ?
            ORDER BY sequence
            FOR UPDATE
            """;

    private static final String REWRITE = "UPDATE outbox SET payload = ? WHERE id = ?";

    private final Tables tables;

    OutboxRewriting(Tables tables) {
        this.tables = tables;
    }

    /**
     * What a message says from now on.
     *
     * @param type CloudEvents type
     */
    public record Content(String type, ObjectNode data) {

        /** Leaves the data out. */
        @Override
        public String toString() {
            return "Content[type=" + type + "]";
        }
    }

    /**
     * Rewrites messages of a key, in the caller's transaction.
     *
     * @param rewriting for each message of the key what it says from now on; empty to leave it
     * @return how many were rewritten
     * @throws IllegalStateException without an active transaction
     */
    public long rewrite(String topic, String key, Function<Envelope, Optional<Content>> rewriting) {
        if (!tables.isActive()) {
            throw new IllegalStateException("messages are rewritten only inside a transaction");
        }
        return tables.joined(
                connection -> {
                    tables.takeRole(connection);
                    return rewrite(connection, topic, key, rewriting);
                });
    }

    private record Row(long id, Envelope message) {}

    private static long rewrite(
            Connection connection,
            String topic,
            String key,
            Function<Envelope, Optional<Content>> rewriting)
            throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setString(1, topic);
            statement.setString(2, key);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(new Row(found.getLong(1), EnvelopeJson.read(found.getBytes(2))));
                }
            }
        }
        long rewritten = 0;
        try (PreparedStatement statement = connection.prepareStatement(REWRITE)) {
            for (Row row : rows) {
                Envelope message = row.message();
                Optional<Content> content = rewriting.apply(message);
                if (content.isPresent()) {
                    statement.setBytes(
                            1,
                            EnvelopeJson.write(
                                    new Envelope(
                                            message.id(),
                                            content.get().type(),
                                            message.source(),
                                            message.key(),
                                            message.sequence(),
                                            message.time(),
                                            content.get().data())));
                    statement.setLong(2, row.id());
                    statement.addBatch();
                    rewritten++;
                }
            }
            if (rewritten > 0) {
                statement.executeBatch();
            }
        }
        return rewritten;
    }
}
