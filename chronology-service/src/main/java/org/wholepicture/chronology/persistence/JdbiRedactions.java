package org.wholepicture.chronology.persistence;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.redaction.Ground;
import org.wholepicture.chronology.domain.redaction.Part;
import org.wholepicture.chronology.domain.redaction.Place;
import org.wholepicture.chronology.domain.redaction.Redaction;
import org.wholepicture.chronology.domain.redaction.RedactionId;
import org.wholepicture.chronology.domain.redaction.Redactions;

/** Redactions under the role of whoever makes files: those of granted persons alone. */
@Singleton
class JdbiRedactions implements Redactions {

    private static final String ADD =
            """
            INSERT INTO redaction (id, person, prepared_by, received, reason, begun_at)
            VALUES (:id, :person, :by, :received, :reason, :begun)
            """;

    private static final String OF_PERSON =
            "SELECT * FROM redaction WHERE person = :person ORDER BY begun_at DESC, id LIMIT 50";

    private static final String ONE = "SELECT * FROM redaction WHERE person = :person AND id = :id";

    private static final String PLACES =
            "SELECT * FROM redaction_place WHERE redaction = :id ORDER BY event";

    // Whoever takes the redaction to another state waits for a change, and the other way round.
    private static final String HOLD_OPEN =
            """
            SELECT id FROM redaction
            WHERE id = :id AND prepared_by = :asker AND state IN ('PREPARING', 'SENT_BACK')
            FOR NO KEY UPDATE
            """;

    private static final String PUT =
            """
            INSERT INTO redaction_place (redaction, event, ground, parts)
            VALUES (:id, :event, :ground, :parts)
            ON CONFLICT (redaction, event) DO UPDATE SET ground = :ground, parts = :parts
            """;

    private static final String REMOVE =
            "DELETE FROM redaction_place WHERE redaction = :id AND event = :event";

    private static final String BECOME =
            """
            UPDATE redaction
            SET state = :to, state_at = :at, digest = :digest, decided_by = :by, note = :note
            WHERE id = :id AND state = :from AND state_at IS NOT DISTINCT FROM :since
            """;

    private final Roles roles;

    JdbiRedactions(Roles roles) {
        this.roles = roles;
    }

    @Override
    public void add(Set<PersonId> granted, Redaction begun, List<Place> suggested) {
        roles.asExporter(
                granted,
                begun.preparedBy(),
                handle -> {
                    handle.createUpdate(ADD)
                            .bind("id", begun.id().value())
                            .bind("person", begun.person().value())
                            .bind("by", begun.preparedBy().value())
                            .bind("received", begun.received())
                            .bind("reason", begun.reason())
                            .bind("begun", begun.begun())
                            .execute();
                    suggested.forEach(place -> put(handle, begun.id(), place));
                    return suggested.size();
                });
    }

    @Override
    public List<Redaction> of(Set<PersonId> granted, PractitionerId asker, PersonId person) {
        return roles.asExporter(
                granted,
                asker,
                handle ->
                        handle.createQuery(OF_PERSON)
                                .bind("person", person.value())
                                .map((row, _) -> redaction(row))
                                .list());
    }

    @Override
    public Optional<Redaction> find(
            Set<PersonId> granted, PractitionerId asker, PersonId person, RedactionId id) {
        return roles.asExporter(
                granted,
                asker,
                handle ->
                        handle.createQuery(ONE)
                                .bind("person", person.value())
                                .bind("id", id.value())
                                .map((row, _) -> redaction(row))
                                .findOne());
    }

    @Override
    public List<Place> places(Set<PersonId> granted, PractitionerId asker, RedactionId id) {
        return roles.asExporter(
                granted,
                asker,
                handle ->
                        handle.createQuery(PLACES)
                                .bind("id", id.value())
                                .map((row, _) -> place(row))
                                .list());
    }

    @Override
    public boolean put(Set<PersonId> granted, PractitionerId asker, RedactionId id, Place place) {
        return roles.asExporter(
                granted,
                asker,
                handle -> {
                    boolean open = isOpen(handle, asker, id);
                    if (open) {
                        put(handle, id, place);
                    }
                    return open;
                });
    }

    @Override
    public boolean remove(
            Set<PersonId> granted, PractitionerId asker, RedactionId id, EventId event) {
        return roles.asExporter(
                granted,
                asker,
                handle -> {
                    boolean open = isOpen(handle, asker, id);
                    if (open) {
                        handle.createUpdate(REMOVE)
                                .bind("id", id.value())
                                .bind("event", event.value())
                                .execute();
                    }
                    return open;
                });
    }

    @Override
    public boolean become(
            Set<PersonId> granted, PractitionerId asker, Redaction from, Redaction.State to) {
        return roles.asExporter(
                granted,
                asker,
                handle -> {
                    Update update =
                            handle.createUpdate(BECOME)
                                    .bind("id", from.id().value())
                                    .bind("from", name(from.state()))
                                    .bind("since", at(from.state()))
                                    .bind("to", name(to))
                                    .bind("at", at(to))
                                    .bind("digest", digest(to));
                    switch (to) {
                        case Redaction.SentBack back ->
                                update.bind("by", back.by().value()).bind("note", back.note());
                        case Redaction.Approved approved ->
                                update.bind("by", approved.by().value())
                                        .bind("note", (String) null);
                        case Redaction.Preparing _, Redaction.Proposed _ ->
                                update.bind("by", (String) null).bind("note", (String) null);
                    }
                    return update.execute() == 1;
                });
    }

    private static boolean isOpen(Handle handle, PractitionerId asker, RedactionId id) {
        return handle.createQuery(HOLD_OPEN)
                .bind("id", id.value())
                .bind("asker", asker.value())
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    private static void put(Handle handle, RedactionId id, Place place) {
        handle.createUpdate(PUT)
                .bind("id", id.value())
                .bind("event", place.event().value())
                .bind("ground", place.ground().name())
                .bindArray(
                        "parts",
                        String.class,
                        place.parts().stream().map(Part::name).sorted().toList())
                .execute();
    }

    private static String name(Redaction.State state) {
        return switch (state) {
            case Redaction.Preparing _ -> "PREPARING";
            case Redaction.Proposed _ -> "PROPOSED";
            case Redaction.SentBack _ -> "SENT_BACK";
            case Redaction.Approved _ -> "APPROVED";
        };
    }

    private static @Nullable Instant at(Redaction.State state) {
        return switch (state) {
            case Redaction.Preparing _ -> null;
            case Redaction.Proposed proposed -> proposed.at();
            case Redaction.SentBack back -> back.at();
            case Redaction.Approved approved -> approved.at();
        };
    }

    private static byte @Nullable [] digest(Redaction.State state) {
        return switch (state) {
            case Redaction.Preparing _, Redaction.SentBack _ -> null;
            case Redaction.Proposed proposed -> HexFormat.of().parseHex(proposed.digest());
            case Redaction.Approved approved -> HexFormat.of().parseHex(approved.digest());
        };
    }

    private static Redaction redaction(ResultSet row) throws SQLException {
        return new Redaction(
                new RedactionId(Rows.uuid(row, "id")),
                new PersonId(Rows.uuid(row, "person")),
                new PractitionerId(row.getString("prepared_by")),
                row.getObject("received", LocalDate.class),
                row.getString("reason"),
                Rows.instant(row, "begun_at"),
                state(row));
    }

    private static Redaction.State state(ResultSet row) throws SQLException {
        return switch (row.getString("state")) {
            case "PREPARING" -> new Redaction.Preparing();
            case "PROPOSED" ->
                    new Redaction.Proposed(
                            Rows.instant(row, "state_at"),
                            HexFormat.of().formatHex(row.getBytes("digest")));
            case "SENT_BACK" ->
                    new Redaction.SentBack(
                            new PractitionerId(row.getString("decided_by")),
                            Rows.instant(row, "state_at"),
                            row.getString("note"));
            case "APPROVED" ->
                    new Redaction.Approved(
                            new PractitionerId(row.getString("decided_by")),
                            Rows.instant(row, "state_at"),
                            HexFormat.of().formatHex(row.getBytes("digest")));
            default -> throw new IllegalStateException("a state of no redaction");
        };
    }

    private static Place place(ResultSet row) throws SQLException {
        Array parts = row.getArray("parts");
        return new Place(
                new EventId(Rows.uuid(row, "event")),
                Ground.valueOf(row.getString("ground")),
                Arrays.stream((String[]) parts.getArray())
                        .map(Part::valueOf)
                        .collect(Collectors.toSet()));
    }
}
