package org.wholepicture.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records that could not be applied. Nothing of them is lost; people see them and replay them. */
@ApplicationScoped
public class Quarantine {

    private static final int LONGEST_LIST = 500;

    /**
     * A place is kept once. But a record that an earlier release could not read, and this one reads
     * and cannot apply, has an inbox row from now on: a replay must know, or it would take it for
     * applied.
     */
    private static final String PUT =
            """
            INSERT INTO quarantine (
                id, message_id, topic, key, "partition", "offset", produced_at, payload, reason,
                quarantined_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (topic, "partition", "offset", produced_at) DO UPDATE
            SET message_id = EXCLUDED.message_id, reason = EXCLUDED.reason, replayed_at = NULL
            WHERE quarantine.message_id IS NULL AND EXCLUDED.message_id IS NOT NULL
            """;

    private static final String LIST_WAITING =
            """
            SELECT id, message_id, topic, key, "partition", "offset", reason, quarantined_at
            FROM quarantine
            WHERE replayed_at IS NULL
            ORDER BY quarantined_at, id
            OFFSET ? LIMIT ?
            """;

    private static final String COUNT_WAITING =
            "SELECT count(*) FROM quarantine WHERE replayed_at IS NULL";

    private static final String CLAIM =
            """
            SELECT message_id, topic, key, "partition", "offset", produced_at, payload, replayed_at
            FROM quarantine
            WHERE id = ?
            FOR UPDATE
            """;

    /** What an order erases must not wait here either: it is asked for anew, without content. */
    private static final String RELEASE =
            """
            WITH gone AS (
                DELETE FROM quarantine
                WHERE message_id = ANY (?) AND replayed_at IS NULL
                RETURNING message_id),
            forgotten AS (
                DELETE FROM inbox WHERE message_id IN (SELECT message_id FROM gone)
                RETURNING topic, key, sequence),
            reopened AS (
                UPDATE inbox_number n SET contiguous = least(n.contiguous, f.sequence - 1)
                FROM (SELECT topic, key, min(sequence) AS sequence FROM forgotten GROUP BY 1, 2) f
                WHERE n.topic = f.topic AND n.key = f.key
                RETURNING n.key)
            INSERT INTO inbox_gap (topic, key, sequence, noticed_at)
            SELECT topic, key, sequence, clock_timestamp() FROM forgotten
            ON CONFLICT DO NOTHING
            """;

    private static final String FORGET_REPLAYED =
            "DELETE FROM quarantine WHERE message_id = ANY (?) AND replayed_at IS NOT NULL";

    private static final String MARK_REPLAYED =
            "UPDATE quarantine SET replayed_at = ? WHERE id = ?";

    /**
     * A record that waits for people; what it says is left out.
     *
     * @param id of the quarantine row
     * @param messageId the message's own, when it could be read
     * @param key the Kafka key, when there was one
     * @param reason class of the failure, or a sentence that quotes nothing
     */
    public record Waiting(
            UUID id,
            Optional<UUID> messageId,
            String topic,
            Optional<String> key,
            int partition,
            long offset,
            String reason,
            Instant quarantinedAt) {}

    /** What came of a replay. */
    public sealed interface Replay {
        /** Applied now, or by another copy before. */
        record Applied() implements Replay {}

        /** No such record. */
        record Unknown() implements Replay {}

        /** Somebody replayed it before. */
        record AppliedBefore() implements Replay {}

        /**
         * Still waits.
         *
         * @param reason why it failed this time
         */
        record FailedAgain(String reason) implements Replay {}
    }

    private final Tables tables;
    private final Inbox inbox;
    private final Handlers handlers;
    private final InstantSource clock;

    Quarantine(Tables tables, Inbox inbox, Handlers handlers, InstantSource clock) {
        this.tables = tables;
        this.inbox = inbox;
        this.handlers = handlers;
        this.clock = clock;
    }

    /** Those not replayed yet, oldest first, at most 500. */
    public List<Waiting> waiting() {
        return waiting(0, LONGEST_LIST);
    }

    /** Some of those not replayed yet, oldest first, without those that stand before. */
    List<Waiting> waiting(long before, int most) {
        return tables.own(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(LIST_WAITING)) {
                        statement.setLong(1, before);
                        statement.setInt(2, most);
                        try (ResultSet rows = statement.executeQuery()) {
                            List<Waiting> waiting = new ArrayList<>();
                            while (rows.next()) {
                                waiting.add(waiting(rows));
                            }
                            return waiting;
                        }
                    }
                });
    }

    /** How many are not replayed yet. */
    long countWaiting() {
        return tables.own(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(COUNT_WAITING);
                            ResultSet row = statement.executeQuery()) {
                        row.next();
                        return row.getLong(1);
                    }
                });
    }

    /** Applies a record again, in a transaction of its own. */
    public Replay replay(UUID id) {
        try {
            return tables.own(connection -> replay(connection, id));
        } catch (RuntimeException | Error e) {
            if (Failures.isPassing(e)) {
                throw e;
            }
            return new Replay.FailedAgain(Failures.reason(e));
        }
    }

    /**
     * Takes the records of these messages away, in the caller's transaction: an order erases what
     * they say. Those that were not applied count as missing and are asked for, and come again as
     * their producer has them now.
     *
     * @return how many records went
     */
    public long release(Collection<UUID> messages) {
        if (messages.isEmpty()) {
            return 0;
        }
        return tables.joined(
                connection -> {
                    tables.takeRole(connection);
                    long gone = 0;
                    for (String sql : List.of(RELEASE, FORGET_REPLAYED)) {
                        try (PreparedStatement statement = connection.prepareStatement(sql)) {
                            statement.setArray(
                                    1, connection.createArrayOf("uuid", messages.toArray()));
                            gone += statement.executeUpdate();
                        }
                    }
                    return gone;
                });
    }

    /** Keeps a record, in the caller's transaction. */
    void put(Connection connection, Delivery delivery, String reason) throws SQLException {
        Delivery.Place place = delivery.place();
        try (PreparedStatement statement = connection.prepareStatement(PUT)) {
            statement.setObject(1, UUID.randomUUID());
            switch (delivery) {
                case Delivery.Understood readable ->
                        statement.setObject(2, readable.message().id());
                case Delivery.Unreadable _ -> statement.setNull(2, Types.OTHER);
            }
            statement.setString(3, place.topic());
            statement.setString(4, place.key());
            statement.setInt(5, place.partition());
            statement.setLong(6, place.offset());
            statement.setObject(7, place.producedAt().atOffset(ZoneOffset.UTC));
            statement.setBytes(8, place.payload());
            statement.setString(9, reason);
            statement.setObject(10, clock.instant().atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    private Replay replay(Connection connection, UUID id) throws SQLException {
        Delivery.Place place;
        boolean hasInboxRow;
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setObject(1, id);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return new Replay.Unknown();
                }
                if (row.getObject("replayed_at") != null) {
                    return new Replay.AppliedBefore();
                }
                hasInboxRow = row.getObject("message_id") != null;
                place = place(row);
            }
        }
        return switch (Delivery.of(place)) {
            case Delivery.Unreadable unreadable -> new Replay.FailedAgain(unreadable.reason());
            case Delivery.Understood readable -> {
                boolean toApply = hasInboxRow || isNew(connection, readable);
                // Before the handler, which may take a role that may not write here.
                markReplayed(connection, id);
                if (toApply) {
                    handlers.apply(List.of(readable));
                }
                yield new Replay.Applied();
            }
        };
    }

    /** It could not be read when it came: only now does the inbox learn of it. */
    private boolean isNew(Connection connection, Delivery.Understood readable) throws SQLException {
        List<Delivery.Understood> fresh = inbox.takeNew(connection, List.of(readable));
        inbox.number(connection, fresh);
        return !fresh.isEmpty();
    }

    private void markReplayed(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MARK_REPLAYED)) {
            statement.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            statement.setObject(2, id);
            statement.executeUpdate();
        }
    }

    private static Delivery.Place place(ResultSet row) throws SQLException {
        return new Delivery.Place(
                row.getString("topic"),
                row.getString("key"),
                row.getInt("partition"),
                row.getLong("offset"),
                row.getObject("produced_at", OffsetDateTime.class).toInstant(),
                row.getBytes("payload"),
                null);
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        @Nullable UUID messageId = row.getObject("message_id", UUID.class);
        @Nullable String key = row.getString("key");
        return new Waiting(
                row.getObject("id", UUID.class),
                Optional.ofNullable(messageId),
                row.getString("topic"),
                Optional.ofNullable(key),
                row.getInt("partition"),
                row.getLong("offset"),
                row.getString("reason"),
                row.getObject("quarantined_at", OffsetDateTime.class).toInstant());
    }
}
