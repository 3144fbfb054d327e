package org.wholepicture.platform.audit;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Reads what was written down, for those who may see it: whoever calls this has decided that. */
@Singleton
public class AuditTrail {

    private static final String ABOUT =
            """
            SELECT e.*
            FROM audit_entry e
            WHERE e.outcome = ? AND (? OR e.action = ANY (?)) AND e.about && ?
                AND EXISTS (
                    SELECT FROM unnest(?::uuid[], ?::text[]::timestamptz[], ?::text[]::timestamptz[])
                        AS stretch (id, from_at, until_at)
                    WHERE stretch.id = ANY (e.about)
                        AND e.at >= stretch.from_at AND e.at < stretch.until_at)
            ORDER BY e.number DESC
            LIMIT ?
            """;

    private final AuditTables tables;

    AuditTrail(AuditTables tables) {
        this.tables = tables;
    }

    /**
     * A stretch of time in which an id meant what is asked about.
     *
     * @param from first instant of it
     * @param until first instant after it
     */
    public record Stretch(UUID id, Instant from, Instant until) {}

    /**
     * Rows about any of these, latest first, in a transaction of its own.
     *
     * @param outcome only those that ended so
     * @param limit most rows
     */
    public List<AuditEntry> about(List<Stretch> stretches, AuditEntry.Outcome outcome, int limit) {
        return about(stretches, outcome, Set.of(), limit);
    }

    /**
     * The same for some actions.
     *
     * @param actions only these; empty for all
     */
    public List<AuditEntry> about(
            List<Stretch> stretches, AuditEntry.Outcome outcome, Set<String> actions, int limit) {
        return tables.run(connection -> about(connection, stretches, outcome, actions, limit));
    }

    private static List<AuditEntry> about(
            Connection connection,
            List<Stretch> stretches,
            AuditEntry.Outcome outcome,
            Set<String> actions,
            int limit)
            throws SQLException {
        Array ids = connection.createArrayOf("uuid", stretches.stream().map(Stretch::id).toArray());
        List<AuditEntry> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(ABOUT)) {
            query.setString(1, outcome.name());
            query.setBoolean(2, actions.isEmpty());
            query.setArray(3, connection.createArrayOf("text", actions.toArray()));
            query.setArray(4, ids);
            query.setArray(5, ids);
            query.setArray(6, times(connection, stretches.stream().map(Stretch::from).toList()));
            query.setArray(7, times(connection, stretches.stream().map(Stretch::until).toList()));
            query.setInt(8, limit);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(AuditRow.entry(row));
                }
            }
        }
        return found;
    }

    private static Array times(Connection connection, List<Instant> times) throws SQLException {
        return connection.createArrayOf(
                "text",
                times.stream().map(time -> time.atOffset(ZoneOffset.UTC).toString()).toArray());
    }
}
