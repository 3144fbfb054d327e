package org.wholepicture.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Which messages have arrived, and which numbers are missing. Works in the caller's transaction.
 */
@ApplicationScoped
class Inbox {

    /** Sorted by id, so that two consumers with the same messages wait and do not deadlock. */
    private static final String TAKE =
            """
            INSERT INTO inbox (message_id, topic, key, sequence, applied_at)
            SELECT arrived.*, ?
            FROM unnest(?::uuid[], ?::text[], ?::text[], ?::bigint[]) AS arrived(id, topic, key, sequence)
            ORDER BY arrived.id
            ON CONFLICT DO NOTHING
            RETURNING message_id
            """;

    private static final String ENSURE_NUMBERS =
            """
            INSERT INTO inbox_number (topic, key, contiguous, highest)
            SELECT arrived.topic, arrived.key, 0, 0
            FROM unnest(?::text[], ?::text[]) AS arrived(topic, key)
            ORDER BY arrived.topic, arrived.key
            ON CONFLICT DO NOTHING
            """;

    private static final String LOCK_NUMBERS =
            """
            SELECT numbers.topic, numbers.key, numbers.highest
            FROM inbox_number AS numbers
            JOIN unnest(?::text[], ?::text[]) AS arrived(topic, key) USING (topic, key)
            ORDER BY numbers.topic, numbers.key
            FOR UPDATE OF numbers
            """;

    private static final String FIND_MISSING =
            """
            SELECT gaps.topic, gaps.key, gaps.sequence
            FROM inbox_gap AS gaps
            JOIN unnest(?::text[], ?::text[]) AS arrived(topic, key) USING (topic, key)
            """;

    private static final String STORE_NUMBERS =
            """
            UPDATE inbox_number AS numbers
            SET contiguous = arrived.contiguous, highest = arrived.highest
            FROM unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[])
                AS arrived(topic, key, contiguous, highest)
            WHERE numbers.topic = arrived.topic AND numbers.key = arrived.key
            """;

    /** The database's own time, as it is a network delay that is measured from it. */
    private static final String OPEN_GAPS =
            """
            INSERT INTO inbox_gap (topic, key, sequence, noticed_at)
            SELECT missing.*, clock_timestamp()
            FROM unnest(?::text[], ?::text[], ?::bigint[]) AS missing(topic, key, sequence)
            ON CONFLICT DO NOTHING
            """;

    private static final String CLOSE_GAPS =
            """
            DELETE FROM inbox_gap AS gaps
            USING unnest(?::text[], ?::text[], ?::bigint[]) AS arrived(topic, key, sequence)
            WHERE gaps.topic = arrived.topic
              AND gaps.key = arrived.key
              AND gaps.sequence = arrived.sequence
            """;

    private final InstantSource clock;
    private final Set<String> unnumberedTopics;

    Inbox(InstantSource clock, MessagingConfig config) {
        this.clock = clock;
        this.unnumberedTopics = config.unnumberedTopics();
    }

    /** Takes the messages that never arrived before; the others are copies. In the order given. */
    List<Delivery.Understood> takeNew(Connection connection, List<Delivery.Understood> deliveries)
            throws SQLException {
        if (deliveries.isEmpty()) {
            return List.of();
        }
        Set<UUID> taken = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "uuid", deliveries.stream().map(d -> d.message().id()).toArray()));
            statement.setArray(3, texts(connection, deliveries, d -> d.place().topic()));
            statement.setArray(4, texts(connection, deliveries, d -> d.message().key()));
            statement.setArray(
                    5,
                    connection.createArrayOf(
                            "bigint",
                            deliveries.stream().map(d -> d.message().sequence()).toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    taken.add(rows.getObject(1, UUID.class));
                }
            }
        }
        // remove(): the second of two copies in one poll is not taken again.
        return deliveries.stream().filter(d -> taken.remove(d.message().id())).toList();
    }

    /**
     * Notes the numbers of the messages: closes gaps, opens others.
     *
     * @throws InboxNumbers.ImplausibleNumberException when a number cannot be true
     */
    void number(Connection connection, List<Delivery.Understood> fresh) throws SQLException {
        Map<Line, List<Long>> arrived = new TreeMap<>(Line.ORDER);
        for (Delivery.Understood delivery : fresh) {
            String topic = delivery.place().topic();
            if (unnumberedTopics.contains(topic)) {
                // One that is too high would outdo every later entry of its key.
                InboxNumbers.requirePlausible(delivery.message().sequence());
            } else {
                arrived.computeIfAbsent(
                                new Line(topic, delivery.message().key()), _ -> new ArrayList<>())
                        .add(delivery.message().sequence());
            }
        }
        if (arrived.isEmpty()) {
            return;
        }
        Map<Line, InboxNumbers> before = lock(connection, arrived.keySet());
        List<Numbered> opened = new ArrayList<>();
        List<Numbered> closed = new ArrayList<>();
        Map<Line, InboxNumbers> after = new TreeMap<>(Line.ORDER);
        arrived.forEach(
                (line, numbers) -> {
                    InboxNumbers old = before.getOrDefault(line, InboxNumbers.none());
                    InboxNumbers present = old.with(numbers);
                    after.put(line, present);
                    present.missing().stream()
                            .filter(number -> !old.missing().contains(number))
                            .forEach(number -> opened.add(new Numbered(line, number)));
                    old.missing().stream()
                            .filter(number -> !present.missing().contains(number))
                            .forEach(number -> closed.add(new Numbered(line, number)));
                });
        store(connection, after);
        change(connection, OPEN_GAPS, opened);
        change(connection, CLOSE_GAPS, closed);
    }

    private static Map<Line, InboxNumbers> lock(Connection connection, Set<Line> lines)
            throws SQLException {
        Array topics = connection.createArrayOf("text", lines.stream().map(Line::topic).toArray());
        Array keys = connection.createArrayOf("text", lines.stream().map(Line::key).toArray());
        try (PreparedStatement statement = connection.prepareStatement(ENSURE_NUMBERS)) {
            statement.setArray(1, topics);
            statement.setArray(2, keys);
            statement.executeUpdate();
        }
        Map<Line, Long> highest = new TreeMap<>(Line.ORDER);
        try (PreparedStatement statement = connection.prepareStatement(LOCK_NUMBERS)) {
            statement.setArray(1, topics);
            statement.setArray(2, keys);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    highest.put(new Line(rows.getString(1), rows.getString(2)), rows.getLong(3));
                }
            }
        }
        Map<Line, SortedSet<Long>> missing = new TreeMap<>(Line.ORDER);
        // After the lock: READ COMMITTED shows what the one who held it before us left.
        try (PreparedStatement statement = connection.prepareStatement(FIND_MISSING)) {
            statement.setArray(1, topics);
            statement.setArray(2, keys);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    missing.computeIfAbsent(
                                    new Line(rows.getString(1), rows.getString(2)),
                                    _ -> new TreeSet<>())
                            .add(rows.getLong(3));
                }
            }
        }
        Map<Line, InboxNumbers> numbers = new TreeMap<>(Line.ORDER);
        highest.forEach(
                (line, number) ->
                        numbers.put(
                                line,
                                InboxNumbers.of(
                                        number, missing.getOrDefault(line, new TreeSet<>()))));
        return numbers;
    }

    private static void store(Connection connection, Map<Line, InboxNumbers> after)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STORE_NUMBERS)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", after.keySet().stream().map(Line::topic).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", after.keySet().stream().map(Line::key).toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint",
                            after.values().stream().map(InboxNumbers::contiguous).toArray()));
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "bigint",
                            after.values().stream().map(InboxNumbers::highest).toArray()));
            statement.executeUpdate();
        }
    }

    private static void change(Connection connection, String sql, List<Numbered> numbers)
            throws SQLException {
        if (numbers.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", numbers.stream().map(n -> n.line().topic()).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", numbers.stream().map(n -> n.line().key()).toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint", numbers.stream().map(Numbered::number).toArray()));
            statement.executeUpdate();
        }
    }

    private static Array texts(
            Connection connection,
            List<Delivery.Understood> deliveries,
            java.util.function.Function<Delivery.Understood, String> text)
            throws SQLException {
        return connection.createArrayOf("text", deliveries.stream().map(text).toArray());
    }

    /** The messages of one topic and key, numbered together. */
    private record Line(String topic, String key) {
        static final Comparator<Line> ORDER =
                Comparator.comparing(Line::topic).thenComparing(Line::key);
    }

    private record Numbered(Line line, long number) {}
}
