package org.wholepicture.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Everything this service ever numbered on a topic, key by key: what a consumer is rebuilt from.
 * Messages that the outbox has lost are written again first. A number that nobody knows any more is
 * named in the log and missing in the answer, where whoever reads it can see the hole.
 */
@ApplicationScoped
class KeptMessages {

    private static final Logger LOG = Logger.getLogger(KeptMessages.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    // Answered from the unique index alone.
    private static final String FIND_LAST_KEY =
            """
            SELECT key FROM outbox
            WHERE topic = ? AND key > ? AND key <= ?
            ORDER BY key, sequence
            OFFSET ? LIMIT 1
            """;

    private static final String READ_NUMBERS =
            "SELECT key, last FROM outbox_number WHERE topic = ? AND key > ? AND key <= ?";

    private static final String READ =
            """
            SELECT key, sequence, payload FROM outbox
            WHERE topic = ? AND key > ? AND key <= ?
            ORDER BY key, sequence
            """;

    private static final String HIGHEST =
            "SELECT coalesce(max(key), '') FROM outbox_number WHERE topic = ?";

    private final Tables tables;
    private final LostMessages lost;

    /**
     * Messages of keys, each with all of its own.
     *
     * @param messages as they travel, in the order of keys and numbers
     * @param last the last key among them where others follow in the stretch asked for
     */
    record Page(List<byte[]> messages, Optional<String> last) {
        Page {
            messages = List.copyOf(messages);
        }
    }

    private record Missing(String key, long sequence) {}

    KeptMessages(Tables tables, LostMessages lost) {
        this.tables = tables;
        this.lost = lost;
    }

    /**
     * Reads whole keys.
     *
     * @param after the keys above this one
     * @param limit and up to this one; empty for all that follow
     * @param least that many messages, and those that their last key has beside them
     */
    Page read(String topic, String after, String limit, int least) {
        String until =
                limit.isEmpty() ? tables.own(connection -> highest(connection, topic)) : limit;
        Optional<String> last =
                tables.own(TIMEOUT, connection -> lastKey(connection, topic, after, until, least));
        String end = last.orElse(until);
        List<Missing> missing = new ArrayList<>();
        List<byte[]> messages = read(topic, after, end, missing);
        if (!missing.isEmpty()) {
            missing.stream()
                    .filter(each -> !isKnown(topic, each))
                    .forEach(each -> name(topic, each));
            messages = read(topic, after, end, new ArrayList<>());
        }
        return new Page(messages, last.filter(key -> !key.equals(until)));
    }

    private boolean isKnown(String topic, Missing each) {
        return tables.own(_ -> lost.writeAgain(topic, each.key(), each.sequence()));
    }

    private static void name(String topic, Missing each) {
        LOG.warnf(
                "a message was numbered and nobody knows it any more topic=%s key=%s sequence=%d",
                topic, each.key(), each.sequence());
    }

    private List<byte[]> read(String topic, String after, String end, List<Missing> missing) {
        return tables.own(
                TIMEOUT,
                connection -> {
                    // Before the messages: one that is numbered meanwhile is not missed.
                    Map<String, Long> numbers = numbers(connection, topic, after, end);
                    Map<String, BitSet> present = new HashMap<>();
                    List<byte[]> found = new ArrayList<>();
                    try (PreparedStatement statement = connection.prepareStatement(READ)) {
                        bind(statement, topic, after, end);
                        try (ResultSet rows = statement.executeQuery()) {
                            while (rows.next()) {
                                present.computeIfAbsent(rows.getString(1), _ -> new BitSet())
                                        .set(Math.toIntExact(rows.getLong(2)));
                                found.add(rows.getBytes(3));
                            }
                        }
                    }
                    numbers.forEach(
                            (key, highest) -> {
                                BitSet there = present.getOrDefault(key, new BitSet());
                                for (int number = there.nextClearBit(1);
                                        number <= highest;
                                        number = there.nextClearBit(number + 1)) {
                                    missing.add(new Missing(key, number));
                                }
                            });
                    return found;
                });
    }

    /** By the database's own order of texts, whatever that is. */
    private static String highest(Connection connection, String topic) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HIGHEST)) {
            statement.setString(1, topic);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static Optional<String> lastKey(
            Connection connection, String topic, String after, String until, int least)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND_LAST_KEY)) {
            bind(statement, topic, after, until);
            statement.setInt(4, least - 1);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private static Map<String, Long> numbers(
            Connection connection, String topic, String after, String end) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ_NUMBERS)) {
            bind(statement, topic, after, end);
            try (ResultSet rows = statement.executeQuery()) {
                Map<String, Long> numbers = new HashMap<>();
                while (rows.next()) {
                    numbers.put(rows.getString(1), rows.getLong(2));
                }
                return numbers;
            }
        }
    }

    private static void bind(PreparedStatement statement, String topic, String after, String end)
            throws SQLException {
        statement.setString(1, topic);
        statement.setString(2, after);
        statement.setString(3, end);
    }
}
