package org.wholepicture.platform.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Reads a row of the table as what it tells. */
final class AuditRow {

    private AuditRow() {}

    static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getObject("entry", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("caller"),
                row.getString("agency"),
                Set.of((String[]) row.getArray("roles").getArray()),
                row.getString("action"),
                List.of((UUID[]) row.getArray("about").getArray()),
                row.getString("purpose"),
                AuditEntry.Outcome.valueOf(row.getString("outcome")),
                row.getObject("request", UUID.class));
    }
}
