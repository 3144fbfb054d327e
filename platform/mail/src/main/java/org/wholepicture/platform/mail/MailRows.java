package org.wholepicture.platform.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The three tables, in plain JDBC that joins the transaction of whoever calls. */
@ApplicationScoped
class MailRows {

    private static final String INSERT_MESSAGE =
            """
            INSERT INTO mail_message
                (id, reference, purpose, addressee, subject, body, created_at, due_at, next_attempt_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    // Conditions on the row itself only: they are looked at again after waiting for its lock, while
    // a look at its attempts would be as old as the statement.
    private static final String HOLD_UNREAD =
            """
            SELECT id FROM mail_message
            WHERE id = ? AND state IN ('WAITING', 'FAILED') AND NOT in_doubt AND lease_until IS NULL
            FOR UPDATE
            """;

    private static final String REWRITE = "UPDATE mail_message SET body = ? WHERE id = ?";

    private static final String CANCEL =
            """
            UPDATE mail_message SET state = 'CANCELLED', ended_at = ?, without_recipient = false
            WHERE id = ?
            """;

    private static final String STOP =
            """
            UPDATE mail_message SET state = 'CANCELLED', ended_at = ?, without_recipient = false
            WHERE id = ? AND state = 'WAITING'
            """;

    private static final String STANDING =
            "SELECT id FROM mail_message WHERE id = ANY (?) AND state <> 'CANCELLED'";

    private static final String REACHED =
            """
            SELECT DISTINCT r.recipient
            FROM mail_recipient r JOIN mail_attempt a ON a.recipient_id = r.id
            WHERE r.message_id = ? AND (a.outcome IS NULL OR a.outcome IN ('ACCEPTED', 'INDETERMINATE'))
            """;

    private static final String TROUBLES =
            """
            SELECT m.id, m.reference, m.purpose, m.attempts, m.created_at,
                CASE WHEN m.state = 'FAILED' THEN 'FAILED'
                     WHEN m.without_recipient THEN 'NO_RECIPIENT'
                     WHEN m.state = 'WAITING' AND m.tried_since < ? THEN 'DELAYED'
                     ELSE 'REFUSED' END AS trouble,
                (SELECT a.reply_code FROM mail_attempt a JOIN mail_recipient r ON r.id = a.recipient_id
                 WHERE r.message_id = m.id ORDER BY a.started_at DESC, a.number DESC LIMIT 1) AS last_reply,
                ARRAY(SELECT r.recipient FROM mail_recipient r
                      WHERE r.message_id = m.id AND NOT EXISTS (
                          SELECT 1 FROM mail_attempt a
                          WHERE a.recipient_id = r.id AND a.outcome = 'ACCEPTED')
                      ORDER BY r.recipient) AS unreached
            FROM mail_message m
            WHERE m.state = 'FAILED' OR m.without_recipient
                OR (m.state = 'WAITING' AND m.tried_since < ?)
                OR (m.state <> 'CANCELLED'
                    AND m.id IN (SELECT message_id FROM mail_recipient WHERE refused))
            ORDER BY m.created_at DESC, m.id
            LIMIT ?
            """;

    private static final String LOOK_AGAIN =
            """
            UPDATE mail_message SET next_attempt_at = due_at
            WHERE state = 'WAITING' AND without_recipient
            """;

    private static final String TRY_NOW =
            """
            UPDATE mail_message
            SET state = 'WAITING', next_attempt_at = ?, tried_since = NULL, ended_at = NULL
            WHERE id = ? AND state IN ('WAITING', 'FAILED')
            """;

    private static final String FORGIVE =
            "UPDATE mail_recipient SET refused = false WHERE message_id = ? AND refused";

    private static final String FORGIVE_BARRED =
            """
            UPDATE mail_recipient r SET refused = false
            WHERE r.message_id = ? AND r.refused AND 'BARRED' = (
                SELECT a.outcome FROM mail_attempt a
                WHERE a.recipient_id = r.id ORDER BY a.number DESC LIMIT 1)
            """;

    private static final String TRIED =
            """
            SELECT m.id FROM mail_message m JOIN mail_recipient r ON r.message_id = m.id
            WHERE r.recipient = ? AND (r.refused OR m.state IN ('WAITING', 'FAILED'))
            ORDER BY m.id
            """;

    private static final String FORGIVE_RECIPIENT =
            """
            UPDATE mail_recipient SET refused = false
            WHERE message_id = ? AND recipient = ? AND refused
            """;

    private static final String TRIED_SINCE =
            "SELECT coalesce(tried_since, ?) FROM mail_message WHERE id = ?";

    // A lease that has run out belongs to a dispatcher that died or was stopped.
    private static final String NEXT_DUE =
            """
            SELECT id, addressee, subject, body, attempts
            FROM mail_message
            WHERE state = 'WAITING' AND next_attempt_at <= ?
                AND (lease_until IS NULL OR lease_until < clock_timestamp())
            ORDER BY next_attempt_at, id
            LIMIT ?
            FOR UPDATE SKIP LOCKED
            """;

    private static final String DISOWN_ATTEMPTS =
            """
            UPDATE mail_attempt SET outcome = 'INDETERMINATE', reply = 'dispatcher gone', resolved_at = ?
            WHERE outcome IS NULL
                AND recipient_id IN (SELECT id FROM mail_recipient WHERE message_id = ?)
            """;

    private static final String IN_DOUBT = "UPDATE mail_message SET in_doubt = true WHERE id = ?";

    private static final String REFUSED_RECIPIENTS =
            "SELECT recipient FROM mail_recipient WHERE message_id = ? AND refused";

    private static final String INSERT_RECIPIENT =
            """
            INSERT INTO mail_recipient (id, message_id, recipient, smtp_message_id)
            VALUES (?, ?, ?, ?)
            ON CONFLICT (message_id, recipient) DO UPDATE SET recipient = excluded.recipient
            RETURNING id, smtp_message_id
            """;

    private static final String INSERT_ATTEMPT =
            """
            INSERT INTO mail_attempt (id, recipient_id, number, address, started_at)
            SELECT ?, ?, count(*) + 1, ?, ? FROM mail_attempt WHERE recipient_id = ?
            """;

    private static final String LEASE =
            """
            UPDATE mail_message
            SET attempts = attempts + 1, without_recipient = false,
                tried_since = coalesce(tried_since, ?),
                lease_until = clock_timestamp() + make_interval(secs => ?)
            WHERE id = ?
            """;

    private static final String NOBODY_NOW =
            """
            UPDATE mail_message SET without_recipient = true, next_attempt_at = ?, lease_until = NULL
            WHERE id = ?
            """;

    private static final String GIVE_UP =
            """
            UPDATE mail_message
            SET state = 'FAILED', ended_at = ?, lease_until = NULL, without_recipient = false
            WHERE id = ? AND state = 'WAITING'
            """;

    // Only the first to speak about an attempt is heard: a dispatcher that slept through its lease
    // finds its attempt already called indeterminate.
    private static final String RESOLVE_ATTEMPT =
            """
            UPDATE mail_attempt SET outcome = ?, reply_code = ?, reply = ?, resolved_at = ?
            WHERE id = ? AND outcome IS NULL
            """;

    private static final String SENT =
            """
            UPDATE mail_message SET state = 'SENT', ended_at = ?, lease_until = NULL
            WHERE id = ? AND state = 'WAITING'
            """;

    private static final String REFUSE_RECIPIENT =
            "UPDATE mail_recipient SET refused = true WHERE id = ?";

    private static final String TRY_AGAIN_AT =
            """
            UPDATE mail_message SET next_attempt_at = ?, lease_until = NULL
            WHERE id = ? AND state = 'WAITING'
            """;

    private static final String DUE =
            "SELECT count(*) FROM mail_message WHERE state = 'WAITING' AND next_attempt_at <= ?";

    private static final String OLDEST_UNSENT =
            "SELECT min(due_at) FROM mail_message WHERE state = 'WAITING' AND due_at <= ?";

    private static final String FAILED = "SELECT count(*) FROM mail_message WHERE state = 'FAILED'";

    private final DataSource dataSource;

    MailRows(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** A due message, locked until the transaction ends. */
    record Due(UUID id, String addressee, String subject, String body, int attempts) {}

    /** Whom a message goes to and the Message-ID of all its copies. */
    record RecipientRow(UUID id, String messageId) {}

    /** All in one batch; their ids, in the same order. */
    List<UUID> insert(List<Mail> mails, Instant now) {
        List<UUID> ids = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(INSERT_MESSAGE)) {
            for (Mail mail : mails) {
                UUID id = UUID.randomUUID();
                bind(
                        statement,
                        id,
                        mail.reference(),
                        mail.purpose(),
                        mail.addressee(),
                        mail.subject(),
                        mail.body(),
                        now,
                        mail.due(),
                        mail.due());
                statement.addBatch();
                ids.add(id);
            }
            if (!ids.isEmpty()) {
                statement.executeBatch();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("mail rows", e);
        }
        return ids;
    }

    /** Holds a message that certainly nobody has received; false when somebody may have. */
    boolean holdUnread(UUID message) {
        return !list(HOLD_UNREAD, row -> row.getObject(1, UUID.class), message).isEmpty();
    }

    void rewrite(UUID message, String body) {
        update(REWRITE, body, message);
    }

    void cancel(UUID message, Instant now) {
        update(CANCEL, now, message);
    }

    boolean stop(UUID message, Instant now) {
        return update(STOP, now, message) > 0;
    }

    Set<UUID> gone(Set<UUID> messages) {
        var gone = new HashSet<>(messages);
        list(STANDING, row -> row.getObject(1, UUID.class), (Object) messages.toArray(UUID[]::new))
                .forEach(gone::remove);
        return gone;
    }

    Set<String> reached(UUID message) {
        return new HashSet<>(list(REACHED, row -> row.getString(1), message));
    }

    List<MailTrouble> troubles(int limit, Instant delayedSince) {
        return list(
                TROUBLES,
                row ->
                        new MailTrouble(
                                row.getObject("id", UUID.class),
                                row.getString("reference"),
                                row.getString("purpose"),
                                row.getString("trouble"),
                                row.getInt("attempts"),
                                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                                row.getObject("last_reply", Integer.class),
                                List.of((String[]) row.getArray("unreached").getArray())),
                delayedSince,
                delayedSince,
                limit);
    }

    int lookAgainForRecipients() {
        return update(LOOK_AGAIN);
    }

    /** Has a message tried now, by all its recipients; false when it is sent or cancelled. */
    boolean tryNow(UUID message, Instant now) {
        boolean revived = update(TRY_NOW, now, message) == 1;
        if (revived) {
            update(FORGIVE, message);
        }
        return revived;
    }

    /** Forgets what this recipient's server refused; says which of it can still be sent. */
    boolean addressChanged(String recipient, Instant now) {
        boolean any = false;
        for (UUID message : list(TRIED, row -> row.getObject(1, UUID.class), recipient)) {
            any |= update(TRY_NOW, now, message) == 1;
            update(FORGIVE_RECIPIENT, message, recipient);
        }
        return any;
    }

    /** Forgets recipients who were only barred; says whether there were any. */
    boolean forgiveBarred(UUID message) {
        return update(FORGIVE_BARRED, message) > 0;
    }

    /** When the first attempt was made since it was last asked for; now, if that was meanwhile. */
    Instant triedSince(UUID message, Instant now) {
        return list(
                        TRIED_SINCE,
                        row -> row.getObject(1, OffsetDateTime.class).toInstant(),
                        now,
                        message)
                .getFirst();
    }

    /** The first due messages that nobody else holds, at most so many. */
    List<Due> lockDue(Instant now, int most) {
        return list(
                NEXT_DUE,
                row ->
                        new Due(
                                row.getObject("id", UUID.class),
                                row.getString("addressee"),
                                row.getString("subject"),
                                row.getString("body"),
                                row.getInt("attempts")),
                now,
                most);
    }

    /**
     * Calls attempts that nobody resolved indeterminate: their dispatcher is gone. Says whether
     * there were any.
     */
    boolean disownAttempts(UUID message, Instant now) {
        boolean any = update(DISOWN_ATTEMPTS, now, message) > 0;
        if (any) {
            inDoubt(message);
        }
        return any;
    }

    void inDoubt(UUID message) {
        update(IN_DOUBT, message);
    }

    Set<String> refusedRecipients(UUID message) {
        return new HashSet<>(list(REFUSED_RECIPIENTS, row -> row.getString(1), message));
    }

    /** The row of a recipient, new or from an earlier attempt. */
    RecipientRow recipientRow(UUID message, String recipient, String domain) {
        return list(
                        INSERT_RECIPIENT,
                        row ->
                                new RecipientRow(
                                        row.getObject("id", UUID.class),
                                        row.getString("smtp_message_id")),
                        UUID.randomUUID(),
                        message,
                        recipient,
                        "<" + UUID.randomUUID() + "@" + domain + ">")
                .getFirst();
    }

    UUID insertAttempt(UUID recipientRow, String address, Instant now) {
        UUID id = UUID.randomUUID();
        update(INSERT_ATTEMPT, id, recipientRow, address, now, recipientRow);
        return id;
    }

    void lease(UUID message, Instant now, Duration length) {
        update(LEASE, now, (double) length.toSeconds(), message);
    }

    void nobodyUntil(UUID message, Instant next) {
        update(NOBODY_NOW, next, message);
    }

    void giveUp(UUID message, Instant now) {
        update(GIVE_UP, now, message);
    }

    boolean resolveAttempt(UUID attempt, Outcome outcome, Instant now) {
        return update(
                        RESOLVE_ATTEMPT,
                        outcome.name(),
                        outcome.replyCode(),
                        outcome.said(),
                        now,
                        attempt)
                == 1;
    }

    void sent(UUID message, Instant now) {
        update(SENT, now, message);
    }

    void refuseRecipient(UUID recipientRow) {
        update(REFUSE_RECIPIENT, recipientRow);
    }

    void tryAgainAt(UUID message, Instant next) {
        update(TRY_AGAIN_AT, next, message);
    }

    long due(Instant now) {
        return list(DUE, row -> row.getLong(1), now).getFirst();
    }

    long failed() {
        return list(FAILED, row -> row.getLong(1)).getFirst();
    }

    Optional<Instant> oldestUnsent(Instant now) {
        return list(
                        OLDEST_UNSENT,
                        row -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)),
                        now)
                .getFirst()
                .map(OffsetDateTime::toInstant);
    }

    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private int update(String sql, @Nullable Object... arguments) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, arguments);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("mail rows", e);
        }
    }

    private <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... arguments) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, arguments);
            var found = new ArrayList<T>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("mail rows", e);
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... arguments)
            throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            Object argument = arguments[i];
            statement.setObject(
                    i + 1,
                    argument instanceof Instant instant
                            ? instant.atOffset(ZoneOffset.UTC)
                            : argument);
        }
    }
}
