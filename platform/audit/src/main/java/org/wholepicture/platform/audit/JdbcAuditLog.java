package org.wholepicture.platform.audit;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.TreeSet;

/** Plain JDBC on the service's own connection, which joins the transaction. */
@Singleton
final class JdbcAuditLog implements AuditLog {

    private static final String INSERT =
            """
            INSERT INTO audit_entry
                (entry, at, caller, agency, roles, action, about, purpose, outcome, request, digest)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final AgroalDataSource source;
    private final TransactionSynchronizationRegistry transactions;
    private final Instance<RefusedRequests.Written> written;

    JdbcAuditLog(
            AgroalDataSource source,
            TransactionSynchronizationRegistry transactions,
            Instance<RefusedRequests.Written> written) {
        this.source = source;
        this.transactions = transactions;
        this.written = written;
    }

    @Override
    public void record(AuditEntry entry) {
        if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException(
                    "an audit row needs the transaction of what it tells of");
        }
        try (Connection connection = source.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, entry.entry());
            insert.setObject(2, entry.at().atOffset(ZoneOffset.UTC));
            insert.setString(3, entry.caller());
            insert.setString(4, entry.agency());
            insert.setArray(5, texts(connection, entry));
            insert.setString(6, entry.action());
            insert.setArray(7, connection.createArrayOf("uuid", entry.about().toArray()));
            insert.setString(8, entry.purpose());
            insert.setString(9, entry.outcome().name());
            insert.setObject(10, entry.request());
            insert.setBytes(11, entry.digest());
            insert.executeUpdate();
            if (entry.outcome() == AuditEntry.Outcome.REFUSED
                    && Arc.container().requestContext().isActive()) {
                written.get().refusal();
            }
        } catch (SQLException e) {
            // A swallowed exception further up must not let the transaction commit without the row.
            transactions.setRollbackOnly();
            throw new AuditFailedException(e);
        }
    }

    private static Array texts(Connection connection, AuditEntry entry) throws SQLException {
        return connection.createArrayOf("text", new TreeSet<>(entry.roles()).toArray());
    }
}
