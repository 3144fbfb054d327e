package org.wholepicture.platform.testsupport;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What stands in a service's tables, so that a test can say that nothing has changed. */
public final class StoredRows {

    /** Written for whoever asks, refused or not. */
    private static final String SECURITY_LOG = "audit_entry";

    private StoredRows() {}

    /**
     * Waits until what earlier tests made is published, and forgets what they left missing: the
     * service asks for that when its time comes.
     */
    public static void settle(String database) {
        try (Connection connection = PlatformServers.superuser(database);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM inbox_gap");
            Waits.await().until(() -> isPublished(statement));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isPublished(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("SELECT count(*) FROM outbox WHERE published_at IS NULL")) {
            row.next();
            return row.getLong(1) == 0;
        }
    }

    /** For each table but the security log, how many rows it has and a digest of all of them. */
    public static Map<String, String> of(String database) {
        Map<String, String> digests = new TreeMap<>();
        try (Connection connection = PlatformServers.superuser(database);
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                try (ResultSet row =
                        statement.executeQuery(
                                """
                                SELECT count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '')
                                FROM "%s" t
                                """
                                        .formatted(table))) {
                    row.next();
                    digests.put(table, row.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return digests;
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery(
                        """
                        SELECT table_name FROM information_schema.tables
                        WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
                        """)) {
            while (rows.next()) {
                if (!rows.getString(1).equals(SECURITY_LOG)) {
                    tables.add(rows.getString(1));
                }
            }
        }
        return tables;
    }
}
