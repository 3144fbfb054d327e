package org.wholepicture.chronology.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Author;
import org.wholepicture.chronology.domain.Basis;
import org.wholepicture.chronology.domain.Child;
import org.wholepicture.chronology.domain.Confirmation;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.EntryKind;
import org.wholepicture.chronology.domain.EntryType;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.Happened;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.Mark;
import org.wholepicture.chronology.domain.Membership;
import org.wholepicture.chronology.domain.Moment;
import org.wholepicture.chronology.domain.Narrative;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.Reach;
import org.wholepicture.chronology.domain.RecordId;
import org.wholepicture.chronology.domain.Sensitivity;
import org.wholepicture.chronology.domain.Significance;
import org.wholepicture.chronology.domain.SourceRecord;

/** Rows as what they stand for; one method for each table. */
final class Rows {

    private Rows() {}

    static Entry entry(ResultSet row, Json json) throws SQLException {
        String agency = row.getString("agency");
        String to = row.getString("happened_to");
        String basis = row.getString("basis");
        return new Entry(
                new RecordId(uuid(row, "record")),
                new EventId(uuid(row, "event")),
                EntryKind.valueOf(row.getString("kind")),
                EntryType.find(row.getString("type")).orElseThrow(),
                agency == null ? null : new AgencyId(agency),
                new Happened(
                        Moment.parse(row.getString("happened_from")),
                        to == null ? null : Moment.parse(to),
                        Happened.Precision.valueOf(row.getString("precision"))),
                instantOrNull(row, "recorded_at"),
                instantOrNull(row, "received_at"),
                instant(row, "known_at"),
                author(row),
                basis == null ? null : Basis.valueOf(basis),
                significance(row),
                Sensitivity.valueOf(row.getString("sensitivity")),
                row.getString("lawful_basis"),
                json.claims(row.getString("claims")),
                json.details(row.getString("details")),
                new Narrative(
                        row.getString("summary"),
                        row.getString("child_voice"),
                        row.getString("action"),
                        row.getString("outcome_note"),
                        row.getString("reasons"),
                        row.getString("reason"),
                        row.getString("member_name"),
                        source(row)));
    }

    private static @Nullable Author author(ResultSet row) throws SQLException {
        String role = row.getString("author_role");
        PractitionerId practitioner = practitioner(row, "author_practitioner");
        return role == null && practitioner == null ? null : new Author(role, practitioner);
    }

    private static @Nullable Significance significance(ResultSet row) throws SQLException {
        String level = row.getString("significance_level");
        return level == null
                ? null
                : new Significance(
                        Significance.Level.valueOf(level),
                        Significance.Direction.valueOf(row.getString("significance_direction")));
    }

    private static @Nullable SourceRecord source(ResultSet row) throws SQLException {
        String system = row.getString("source_system");
        return system == null
                ? null
                : new SourceRecord(
                        system, row.getString("source_id"), row.getLong("source_version"));
    }

    static Membership membership(ResultSet row) throws SQLException {
        return new Membership(
                new RecordId(uuid(row, "record")),
                new PersonId(uuid(row, "person")),
                instant(row, "known_at"),
                row.getLong("sequence"),
                row.getBoolean("merged"));
    }

    static Child child(ResultSet row) throws SQLException {
        return new Child(
                new RecordId(uuid(row, "record")),
                row.getLong("sequence"),
                instant(row, "known_at"),
                row.getObject("birth_date", LocalDate.class),
                row.getObject("expected_birth_date", LocalDate.class),
                row.getString("given_name"),
                row.getString("family_name"));
    }

    static Confirmation confirmation(ResultSet row) throws SQLException {
        return new Confirmation(
                new RecordId(uuid(row, "record")),
                new PersonId(uuid(row, "person")),
                row.getLong("sequence"),
                new EventId(uuid(row, "event")),
                instant(row, "known_at"),
                new PractitionerId(row.getString("practitioner")),
                Confirmation.HeldAs.valueOf(row.getString("held_as")),
                instant(row, "from_at"),
                instantOrNull(row, "until_at"),
                row.getBoolean("ended"),
                new PractitionerId(row.getString("confirmed_by")));
    }

    static Mark mark(ResultSet row, Json json) throws SQLException {
        return new Mark(
                new RecordId(uuid(row, "record")),
                new EventId(uuid(row, "event")),
                Mark.Kind.valueOf(row.getString("kind")),
                new EventId(uuid(row, "stated_by")),
                instant(row, "known_at"),
                practitioner(row, "practitioner"),
                details(row, json));
    }

    static Reach reach(ResultSet row) throws SQLException {
        String agency = row.getString("agency");
        return new Reach(
                Sensitivity.valueOf(row.getString("sensitivity")),
                agency == null ? null : new AgencyId(agency));
    }

    /** The words of a retraction, from the row of its mark joined to it. */
    static Line.@Nullable Reason reason(ResultSet row) throws SQLException {
        String text = row.getString("reason");
        return text == null ? null : new Line.Reason(text, reach(row));
    }

    static @Nullable Map<String, Object> details(ResultSet row, Json json) throws SQLException {
        String details = row.getString("details");
        return details == null ? null : json.details(details);
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static @Nullable PractitionerId practitioner(ResultSet row, String column) throws SQLException {
        String id = row.getString(column);
        return id == null ? null : new PractitionerId(id);
    }
}
