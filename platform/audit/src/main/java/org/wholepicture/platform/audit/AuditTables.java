package org.wholepicture.platform.audit;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Transactions on the audit's tables, in the role that may read them. */
@Singleton
final class AuditTables implements AuditVerifier.Transactions {

    private static final String TAKE = "SELECT set_config('role', ?, true)";

    private final AgroalDataSource source;
    private final String role;

    AuditTables(AgroalDataSource source, AuditConfig config) {
        this.source = source;
        this.role = config.role().orElse("none");
    }

    /** In a transaction of its own. */
    @Override
    public <T> T run(AuditVerifier.Work<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> joined(work));
    }

    /** In the caller's transaction; what runs in it afterwards has the login role again. */
    <T> T joined(AuditVerifier.Work<T> work) {
        try (Connection connection = source.getConnection()) {
            take(connection, role);
            T result = work.on(connection);
            take(connection, "none");
            return result;
        } catch (SQLException e) {
            throw new AuditFailedException(e);
        }
    }

    private static void take(Connection connection, String role) throws SQLException {
        try (PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setString(1, role);
            take.execute();
        }
    }
}
