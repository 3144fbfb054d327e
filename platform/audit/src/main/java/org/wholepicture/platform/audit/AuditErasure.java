package org.wholepicture.platform.audit;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Takes the content of audit rows away under an order of erasure. Their places and digests stay in
 * the chain, and a row that stays says which rows were erased under which order: verification then
 * says "erased under", where it would say that a row was deleted.
 */
@Singleton
public class AuditErasure {

    /** An order's row names no more than so many; a longer list is several rows. */
    private static final int AT_ONCE = 500;

    private static final String MARK =
            """
            UPDATE audit_seal SET erased_under = ?
            WHERE entry = ANY (?) AND erased_under IS NULL
                AND number NOT IN (
                    SELECT number FROM audit_entry WHERE entry = ANY (?) AND action = ?)
            """;

    private static final String ERASE =
            """
            DELETE FROM audit_entry
            WHERE number IN (
                SELECT number FROM audit_seal WHERE entry = ANY (?) AND erased_under = ?)
            """;

    private final AuditLog log;
    private final AuditTables tables;

    AuditErasure(AuditLog log, AuditTables tables) {
        this.log = log;
        this.tables = tables;
    }

    /**
     * Erases rows in the caller's transaction. Those that are not sealed yet stay, and so do the
     * rows that tell of erasures.
     *
     * @param ordered who carries the order out, when and by which request: its {@code about} is the
     *     order's id alone; its action is replaced
     * @param entries ids of the rows
     * @return how many were erased; fewer than asked for means: again in a few seconds
     * @throws IllegalStateException without an active transaction
     */
    public long erase(AuditEntry ordered, List<UUID> entries) {
        UUID order = ordered.about().getFirst();
        long erased = 0;
        for (int from = 0; from < entries.size(); from += AT_ONCE) {
            List<UUID> some = entries.subList(from, Math.min(entries.size(), from + AT_ONCE));
            log.record(
                    new AuditEntry(
                            UUID.randomUUID(),
                            ordered.at(),
                            ordered.caller(),
                            ordered.agency(),
                            ordered.roles(),
                            AuditVerifier.ERASED,
                            Stream.concat(Stream.of(order), some.stream()).toList(),
                            ordered.purpose(),
                            AuditEntry.Outcome.ALLOWED,
                            ordered.request()));
            erased += tables.joined(connection -> erase(connection, order, some));
        }
        return erased;
    }

    private static long erase(Connection connection, UUID order, List<UUID> entries)
            throws SQLException {
        Array ids = connection.createArrayOf("uuid", entries.toArray());
        try (PreparedStatement mark = connection.prepareStatement(MARK);
                PreparedStatement erase = connection.prepareStatement(ERASE)) {
            mark.setObject(1, order);
            mark.setArray(2, ids);
            mark.setArray(3, ids);
            mark.setString(4, AuditVerifier.ERASED);
            mark.executeUpdate();
            erase.setArray(1, ids);
            erase.setObject(2, order);
            return erase.executeUpdate();
        }
    }
}
