package org.wholepicture.escalation.persistence;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.wholepicture.escalation.domain.AgencyId;
import org.wholepicture.escalation.domain.EventId;
import org.wholepicture.escalation.domain.Practitioner;
import org.wholepicture.escalation.domain.PractitionerId;
import org.wholepicture.escalation.domain.Words;

/** How values stand in columns. */
final class Columns {

    private Columns() {}

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Practitioner practitioner(ResultSet row, String id, String agency) throws SQLException {
        return new Practitioner(
                new PractitionerId(row.getString(id)), new AgencyId(row.getString(agency)));
    }

    static Words words(ResultSet row, String column) throws SQLException {
        return new Words(row.getString(column));
    }

    static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /** An array as text: there is no null of an array's type to bind. */
    static String array(List<EventId> events) {
        return events.stream()
                .map(event -> event.value().toString())
                .collect(Collectors.joining(",", "{", "}"));
    }

    static List<EventId> events(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null
                ? List.of()
                : Arrays.stream((UUID[]) array.getArray()).map(EventId::new).toList();
    }
}
