package org.wholepicture.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Arrivals that did not come over Kafka: all messages of some keys at once, when a service is
 * rebuilt. Everything here joins the caller's transaction.
 */
@ApplicationScoped
public class WholeKeys {

    private static final String NUMBERED =
            """
            SELECT n.topic, n.key, n.highest,
                ARRAY(
                    SELECT g.sequence FROM inbox_gap g
                    WHERE g.topic = n.topic AND g.key = n.key) AS missing
            FROM inbox_number n
            WHERE n.topic = ANY (?) AND n.key > ? AND n.key <= ? AND n.highest > 0
            """;

    /** What waits in quarantine was taken and never applied. */
    private static final String APPLIED =
            """
            SELECT DISTINCT refused.key
            FROM unnest(?::uuid[], ?::text[]) AS refused(id, key)
            WHERE EXISTS (SELECT FROM inbox i WHERE i.message_id = refused.id)
              AND NOT EXISTS (
                  SELECT FROM quarantine q
                  WHERE q.message_id = refused.id AND q.replayed_at IS NULL)
            """;

    /** What was never taken counts as missing and is asked for; it comes over Kafka then. */
    private static final String OPEN_GAPS =
            """
            INSERT INTO inbox_gap (topic, key, sequence, noticed_at)
            SELECT refused.topic, refused.key, refused.sequence, clock_timestamp()
            FROM unnest(?::uuid[], ?::text[], ?::text[], ?::bigint[])
                AS refused(id, topic, key, sequence)
            WHERE NOT EXISTS (SELECT FROM inbox i WHERE i.message_id = refused.id)
            ON CONFLICT DO NOTHING
            """;

    private final Tables tables;
    private final Inbox inbox;

    /**
     * A message and the topic it stands on.
     *
     * @param envelope what came
     */
    public record Message(String topic, Envelope envelope) {

        /** Topic and key. */
        public Line line() {
            return new Line(topic, envelope.key());
        }
    }

    /** The messages of one topic and key, which are numbered together. */
    public record Line(String topic, String key) {}

    /** Which numbers have arrived: all from 1 to the highest but the missing. */
    private record Numbered(Line line, long highest, Set<Long> missing) {

        boolean hasMoreThan(Set<Long> atHand) {
            return LongStream.rangeClosed(1, highest)
                    .anyMatch(number -> !missing.contains(number) && !atHand.contains(number));
        }
    }

    WholeKeys(Tables tables, Inbox inbox) {
        this.tables = tables;
        this.inbox = inbox;
    }

    /** Takes messages as the consumer does: a copy that comes over Kafka later changes nothing. */
    public void take(List<Message> applied) {
        List<Delivery.Understood> arrived = applied.stream().map(WholeKeys::delivery).toList();
        tables.joined(
                connection -> {
                    tables.takeRole(connection);
                    List<Delivery.Understood> fresh = inbox.takeNew(connection, arrived);
                    inbox.number(connection, fresh);
                    return fresh.size();
                });
    }

    /**
     * Messages that could not be applied: those that never arrived over Kafka are asked for, so
     * that the consumer puts them where people see them.
     */
    public void leave(List<Message> refused) {
        if (refused.isEmpty()) {
            return;
        }
        tables.joined(
                connection -> {
                    tables.takeRole(connection);
                    try (PreparedStatement statement = connection.prepareStatement(OPEN_GAPS)) {
                        statement.setArray(
                                1,
                                array(connection, "uuid", refused, each -> each.envelope().id()));
                        statement.setArray(2, array(connection, "text", refused, Message::topic));
                        statement.setArray(
                                3,
                                array(connection, "text", refused, each -> each.envelope().key()));
                        statement.setArray(
                                4,
                                array(
                                        connection,
                                        "bigint",
                                        refused,
                                        each -> each.envelope().sequence()));
                        return statement.executeUpdate();
                    }
                });
    }

    /**
     * Of which keys a number has arrived that is not among these, be it above them or a hole in
     * them.
     *
     * @param atHand the numbers of each topic and key at hand
     * @param after keys above this one
     * @param until and up to this one
     */
    public Set<String> ahead(
            Collection<String> topics, Map<Line, Set<Long>> atHand, String after, String until) {
        List<Numbered> numbered =
                tables.joined(
                        connection -> {
                            tables.takeRole(connection);
                            return numbered(connection, topics, after, until);
                        });
        return numbered.stream()
                .filter(each -> each.hasMoreThan(atHand.getOrDefault(each.line(), Set.of())))
                .map(each -> each.line().key())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static List<Numbered> numbered(
            Connection connection, Collection<String> topics, String after, String until)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NUMBERED)) {
            statement.setArray(1, connection.createArrayOf("text", topics.toArray()));
            statement.setString(2, after);
            statement.setString(3, until);
            List<Numbered> numbered = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    numbered.add(
                            new Numbered(
                                    new Line(rows.getString(1), rows.getString(2)),
                                    rows.getLong(3),
                                    Set.of((Long[]) rows.getArray(4).getArray())));
                }
            }
            return numbered;
        }
    }

    /**
     * Of which keys some of these, which cannot be applied now, were applied before: something may
     * stand that only they explain.
     */
    public Set<String> appliedBefore(List<Message> refused) {
        if (refused.isEmpty()) {
            return Set.of();
        }
        return tables.joined(
                connection -> {
                    tables.takeRole(connection);
                    try (PreparedStatement statement = connection.prepareStatement(APPLIED)) {
                        statement.setArray(
                                1,
                                array(connection, "uuid", refused, each -> each.envelope().id()));
                        statement.setArray(
                                2,
                                array(connection, "text", refused, each -> each.envelope().key()));
                        Set<String> keys = new HashSet<>();
                        try (ResultSet rows = statement.executeQuery()) {
                            while (rows.next()) {
                                keys.add(rows.getString(1));
                            }
                        }
                        return keys;
                    }
                });
    }

    private static Delivery.Understood delivery(Message message) {
        return new Delivery.Understood(
                new Delivery.Place(
                        message.topic(),
                        message.envelope().key(),
                        -1,
                        -1,
                        Instant.EPOCH,
                        null,
                        null),
                message.envelope());
    }

    private static Array array(
            Connection connection,
            String type,
            List<Message> messages,
            java.util.function.Function<Message, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, messages.stream().map(value).toArray());
    }
}
