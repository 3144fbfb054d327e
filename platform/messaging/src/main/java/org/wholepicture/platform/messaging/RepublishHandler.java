package org.wholepicture.platform.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Answers consumers who miss a message of this service: marks its row unpublished again, or writes
 * the row again when the outbox has lost it. A consumer that cannot tell which one it misses asks
 * for all of a day.
 */
@ApplicationScoped
class RepublishHandler implements MessageHandler {

    /** Where consumers ask; docs/adr/0007. */
    static final String TOPIC = "republish-requests";

    /** CloudEvents type of a request for one number. */
    static final String TYPE = "org.wholepicture.republish-requested.v1";

    /** CloudEvents type of a request for all of a day. */
    static final String DAY_TYPE = "org.wholepicture.day-requested.v1";

    /** A message is written to the outbox a little after what it says became known. */
    private static final Duration WRITTEN_LATER = Duration.ofMinutes(2);

    private static final Logger LOG = Logger.getLogger(RepublishHandler.class);

    private static final String PUBLISH_AGAIN =
            """
            UPDATE outbox SET published_at = NULL
            WHERE topic = ? AND key = ? AND sequence = ?
            """;

    private static final String PUBLISH_DAY_AGAIN =
            """
            UPDATE outbox SET published_at = NULL
            WHERE topic = ? AND created_at >= ? AND created_at < ? AND published_at IS NOT NULL
            """;

    private static final String FIND_LAST =
            """
            SELECT coalesce(max(last) FILTER (WHERE key = ?), 0), count(*)
            FROM outbox_number
            WHERE topic = ?
            """;

    private final Tables tables;
    private final LostMessages lost;
    private final AfterCommit afterCommit;
    private final RelayBell bell;

    RepublishHandler(Tables tables, LostMessages lost, AfterCommit afterCommit, RelayBell bell) {
        this.tables = tables;
        this.lost = lost;
        this.afterCommit = afterCommit;
        this.bell = bell;
    }

    @Override
    public Set<String> topics() {
        return Set.of(TOPIC);
    }

    @Override
    public void handle(String topic, Envelope message) {
        JsonNode asked = message.data();
        if (message.type().equals(DAY_TYPE)) {
            answer(asked.path("topic").asText(), day(asked));
            return;
        }
        if (!message.type().equals(TYPE)
                || !asked.path("topic").isTextual()
                || !asked.path("key").isTextual()
                || !asked.path("sequence").isIntegralNumber()
                || !asked.path("sequence").canConvertToLong()) {
            throw new RefusedMessageException("not a request to publish again");
        }
        message.requireKey(asked.path("key").textValue());
        answer(
                asked.path("topic").textValue(),
                asked.path("key").textValue(),
                asked.path("sequence").longValue());
    }

    private void answer(String topic, String key, long sequence) {
        boolean found =
                tables.joined(
                        connection -> {
                            tables.takeRole(connection);
                            return publishAgain(connection, topic, key, sequence);
                        });
        if (found) {
            afterCommit.run(bell::ring);
            LOG.infof("publishing again topic=%s key=%s sequence=%d", topic, key, sequence);
        } else if (!lost.writeAgain(topic, key, sequence)) {
            tables.joined(c -> explain(c, topic, key, sequence));
        }
    }

    private void answer(String topic, LocalDate day) {
        int rows =
                tables.joined(
                        connection -> {
                            tables.takeRole(connection);
                            return publishAgain(connection, topic, day);
                        });
        if (rows > 0) {
            afterCommit.run(bell::ring);
            LOG.infof("publishing a day again topic=%s day=%s messages=%d", topic, day, rows);
        }
    }

    private static int publishAgain(Connection connection, String topic, LocalDate day)
            throws SQLException {
        OffsetDateTime start = day.atStartOfDay().atOffset(ZoneOffset.UTC);
        try (PreparedStatement statement = connection.prepareStatement(PUBLISH_DAY_AGAIN)) {
            statement.setString(1, topic);
            statement.setObject(2, start);
            statement.setObject(3, start.plusDays(1).plus(WRITTEN_LATER));
            return statement.executeUpdate();
        }
    }

    private static LocalDate day(JsonNode asked) {
        try {
            return LocalDate.parse(asked.path("day").asText());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a request to publish again");
        }
    }

    private static boolean publishAgain(
            Connection connection, String topic, String key, long sequence) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PUBLISH_AGAIN)) {
            statement.setString(1, topic);
            statement.setString(2, key);
            statement.setLong(3, sequence);
            return statement.executeUpdate() > 0;
        }
    }

    private static boolean explain(Connection connection, String topic, String key, long sequence)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND_LAST)) {
            statement.setString(1, key);
            statement.setString(2, topic);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long last = row.getLong(1);
                boolean ours = row.getLong(2) > 0;
                if (sequence <= last) {
                    LOG.errorf(
                            "asked for a message that the outbox lost topic=%s key=%s sequence=%d",
                            topic, key, sequence);
                } else if (ours) {
                    LOG.errorf(
                            "asked for a message never numbered topic=%s key=%s sequence=%d",
                            topic, key, sequence);
                } else {
                    LOG.debugf("asked for another service's message topic=%s", topic);
                }
                return ours;
            }
        }
    }
}
