package org.wholepicture.platform.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * Ties new rows to the chain. Rows are written without a lock, so a row with a lower number may
 * become visible after one with a higher: what is new is told by the transactions that wrote the
 * rows and not by numbers. All that a transaction wrote which had ended before the sealer looked is
 * in the chain; what others write stays for the next time. One sealer works at a time, because it
 * holds the row of the head; others go away.
 */
final class AuditSealer {

    private static final int AT_ONCE = 1000;

    private static final String IS_ANYTHING_NEW =
            """
            SELECT EXISTS (
                SELECT FROM audit_entry WHERE written_in >= (SELECT sealed_before FROM audit_head))
            """;

    private static final String HOLD_HEAD =
            """
            SELECT position, link, sealed_before, pg_snapshot_xmin(pg_current_snapshot()) AS ended
            FROM audit_head
            FOR UPDATE SKIP LOCKED
            """;

    private static final String NEW_ROWS =
            """
            SELECT number, entry, digest
            FROM audit_entry
            WHERE written_in >= ?::text::xid8 AND written_in < ?::text::xid8
            ORDER BY written_in, number
            """;

    private static final String SEAL =
            "INSERT INTO audit_seal (position, number, entry, digest, link) VALUES (?, ?, ?, ?, ?)";

    private static final String MOVE_HEAD =
            """
            UPDATE audit_head
            SET position = ?, link = ?, sealed_before = ?::text::xid8, sealed_at = ?
            """;

    private static final String HEAD = "SELECT position, link FROM audit_head";

    private AuditSealer() {}

    /** The end of the chain. */
    record Head(long position, byte[] link) {}

    /** Whether there may be rows to seal; takes no lock. */
    static boolean isAnythingNew(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(IS_ANYTHING_NEW)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** The end of the chain now; nothing where somebody took it away. */
    static Optional<Head> head(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(HEAD)) {
            return row.next()
                    ? Optional.of(new Head(row.getLong(1), row.getBytes(2)))
                    : Optional.empty();
        }
    }

    /**
     * Seals in the connection's transaction.
     *
     * @return how many rows; 0 also where another sealer is at it
     */
    static long seal(Connection connection, Instant now) throws SQLException {
        long first;
        byte[] link;
        String from;
        String until;
        try (Statement statement = connection.createStatement();
                ResultSet head = statement.executeQuery(HOLD_HEAD)) {
            if (!head.next()) {
                return 0;
            }
            first = head.getLong("position");
            link = head.getBytes("link");
            from = head.getString("sealed_before");
            until = head.getString("ended");
        }
        long position = first;
        try (PreparedStatement rows = connection.prepareStatement(NEW_ROWS);
                PreparedStatement seal = connection.prepareStatement(SEAL)) {
            rows.setFetchSize(AT_ONCE);
            rows.setString(1, from);
            rows.setString(2, until);
            try (ResultSet row = rows.executeQuery()) {
                while (row.next()) {
                    position++;
                    long number = row.getLong("number");
                    UUID entry = row.getObject("entry", UUID.class);
                    byte[] digest = row.getBytes("digest");
                    link = Chain.link(link, position, number, entry, digest);
                    seal.setLong(1, position);
                    seal.setLong(2, number);
                    seal.setObject(3, entry);
                    seal.setBytes(4, digest);
                    seal.setBytes(5, link);
                    seal.addBatch();
                    if ((position - first) % AT_ONCE == 0) {
                        seal.executeBatch();
                    }
                }
            }
            seal.executeBatch();
        }
        if (position > first) {
            try (PreparedStatement move = connection.prepareStatement(MOVE_HEAD)) {
                move.setLong(1, position);
                move.setBytes(2, link);
                move.setString(3, until);
                move.setObject(4, now.atOffset(ZoneOffset.UTC));
                move.executeUpdate();
            }
        }
        return position - first;
    }
}
