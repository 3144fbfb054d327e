package org.wholepicture.referral.persistence;

import static org.wholepicture.referral.persistence.Database.at;
import static org.wholepicture.referral.persistence.Database.uuid;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.wholepicture.referral.domain.Children;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.Identifier;
import org.wholepicture.referral.domain.IdentifierSystem;
import org.wholepicture.referral.domain.PersonDetails;
import org.wholepicture.referral.domain.PersonId;
import org.wholepicture.referral.domain.PersonName;
import org.wholepicture.referral.domain.RecordId;

@ApplicationScoped
class JdbiChildren implements Children {

    private static final String FIND =
            """
            SELECT i.system, i.value, i.record_id, m.person_id
            FROM unnest(:systems, :values) AS wanted (system, value)
            JOIN record_identifier i ON i.system = wanted.system AND i.value = wanted.value
            JOIN record_membership m ON m.record_id = i.record_id AND m.until IS NULL
            """;

    private static final String IDENTIFIERS_OF =
            """
            SELECT i.system, i.value, i.record_id, m.person_id
            FROM record_identifier i
            JOIN record_membership m ON m.record_id = i.record_id AND m.until IS NULL
            WHERE i.record_id = ANY (:records)
            """;

    private static final String EXPECTS_ANOTHER =
            """
            SELECT EXISTS (
                SELECT 1 FROM record_identifier
                WHERE system = 'unborn' AND value LIKE :prefix || '%' AND value <> :value)
            """;

    private static final String OPEN_PERSON =
            "INSERT INTO person (id, created) VALUES (:person, :now)";

    private static final String OPEN_RECORD =
            "INSERT INTO record (id, opened) VALUES (:record, :now)";

    private static final String JOIN =
            """
            INSERT INTO record_membership (record_id, person_id, since) VALUES (:record, :person, :now)
            """;

    private static final String ADD_IDENTIFIER =
            """
            INSERT INTO record_identifier (system, value, record_id) VALUES (:system, :value, :record)
            ON CONFLICT (system, value) DO NOTHING
            """;

    // The latest recorded holds; of two recorded at the same moment the greater, so that order does
    // not matter.
    private static final String LEARN_NAME =
            """
            UPDATE record SET given_name = :given, family_name = :family, name_as_of = :asOf
            WHERE id = :record
              AND (name_as_of IS NULL OR (name_as_of, family_name, given_name) < (:asOf, :family, :given))
            """;

    private static final String LEARN_BIRTH =
            """
            UPDATE record SET birth_date = :day, birth_date_as_of = :asOf
            WHERE id = :record
              AND (birth_date_as_of IS NULL OR (birth_date_as_of, birth_date) < (:asOf, :day))
            """;

    private static final String LEARN_EXPECTED =
            """
            UPDATE record SET expected_birth_date = :day, expected_birth_date_as_of = :asOf
            WHERE id = :record
              AND (expected_birth_date_as_of IS NULL
                   OR (expected_birth_date_as_of, expected_birth_date) < (:asOf, :day))
            """;

    private static final String LEARN_POSTCODE =
            """
            UPDATE record SET postcode = :postcode, postcode_as_of = :asOf
            WHERE id = :record
              AND (postcode_as_of IS NULL OR (postcode_as_of, postcode) < (:asOf, :postcode))
            """;

    private static final String NOTE_MENTION =
            """
            INSERT INTO record_mention (record_id, event_id, place) VALUES (:record, :event, :place)
            ON CONFLICT (record_id, event_id, place) DO NOTHING
            """;

    // Joined, not asked of each mention: most children have many events and no withdrawn one.
    private static final String IS_MENTIONED_BY_RETRACTED =
            """
            SELECT EXISTS (
                SELECT 1
                FROM record_mention m
                JOIN accepted_event e ON e.id = m.event_id
                JOIN retraction_target t ON t.agency = e.agency AND t.source = e.source
                    AND t.source_id = e.source_id
                WHERE m.record_id = :record)
            """;

    private static final String MENTIONS =
            """
            SELECT m.event_id, m.place,
                   EXISTS (SELECT 1 FROM retraction_target t
                           WHERE (t.agency, t.source, t.source_id)
                               = (e.agency, e.source, e.source_id)) AS retracted
            FROM record_mention m JOIN accepted_event e ON e.id = m.event_id
            WHERE m.record_id = :record
            ORDER BY m.event_id, m.place
            """;

    private static final List<String> FORGET =
            List.of(
                    "DELETE FROM record_identifier WHERE record_id = :record",
                    "DELETE FROM record_mention WHERE record_id = :record",
                    """
                    UPDATE record SET
                        given_name = NULL, family_name = NULL, name_as_of = NULL,
                        birth_date = NULL, birth_date_as_of = NULL,
                        expected_birth_date = NULL, expected_birth_date_as_of = NULL,
                        postcode = NULL, postcode_as_of = NULL
                    WHERE id = :record
                    """);

    private static final String BIRTH_DATES_OF =
            """
            SELECT birth_date FROM record
            WHERE id = ANY (:records) AND birth_date IS NOT NULL
            """;

    private static final String LOCK =
            """
            SELECT r.id AS record_id, m.person_id
            FROM record r JOIN record_membership m ON m.record_id = r.id AND m.until IS NULL
            WHERE r.id = ANY (:records)
            ORDER BY r.id
            FOR NO KEY UPDATE OF r
            """;

    private static final String RECORDS_OF =
            """
            SELECT record_id FROM record_membership
            WHERE person_id = :person AND until IS NULL
            ORDER BY record_id
            """;

    private static final String LOCK_RECORDS_OF =
            """
            SELECT r.id FROM record r
            WHERE r.id IN (SELECT record_id FROM record_membership
                           WHERE person_id = :person AND until IS NULL)
            ORDER BY r.id
            FOR UPDATE
            """;

    private static final String DEMOGRAPHICS =
            """
            SELECT r.id AS record_id, m.person_id, r.given_name, r.family_name, r.birth_date, r.expected_birth_date,
                   ARRAY(SELECT i.system FROM record_identifier i WHERE i.record_id = r.id
                         ORDER BY i.system, i.value) AS systems,
                   ARRAY(SELECT i.value FROM record_identifier i WHERE i.record_id = r.id
                         ORDER BY i.system, i.value) AS "values"
            FROM record r JOIN record_membership m ON m.record_id = r.id AND m.until IS NULL
            WHERE r.id = ANY (:records)
            """;

    private static final String NAMES =
            """
            SELECT DISTINCT ON (m.person_id) m.person_id, r.given_name, r.family_name
            FROM record r JOIN record_membership m ON m.record_id = r.id AND m.until IS NULL
            WHERE m.person_id = ANY (:persons) AND r.family_name IS NOT NULL
            ORDER BY m.person_id, r.name_as_of DESC
            """;

    private static final String PERSON_OF =
            "SELECT person_id FROM record_membership WHERE record_id = :record AND until IS NULL";

    private final Jdbi jdbi;

    JdbiChildren(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Set<Hit> find(Collection<Identifier> identifiers) {
        if (identifiers.isEmpty()) {
            return Set.of();
        }
        List<Identifier> wanted = List.copyOf(identifiers);
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(FIND)
                                .bindArray("systems", String.class, systems(wanted))
                                .bindArray("values", String.class, values(wanted))
                                .map((row, _) -> hit(row))
                                .set());
    }

    @Override
    public Set<Hit> identifiersOf(Collection<RecordId> records) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(IDENTIFIERS_OF)
                                .bindArray("records", UUID.class, uuids(records))
                                .map((row, _) -> hit(row))
                                .set());
    }

    @Override
    public boolean expectsAnother(Identifier unborn) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(EXPECTS_ANOTHER)
                                .bind("prefix", unborn.motherPrefix())
                                .bind("value", unborn.value())
                                .mapTo(Boolean.class)
                                .one());
    }

    @Override
    public void open(RecordId record, PersonId person, Instant now) {
        jdbi.useHandle(
                handle -> {
                    for (String sql : List.of(OPEN_PERSON, OPEN_RECORD, JOIN)) {
                        handle.createUpdate(sql)
                                .bind("person", person.value())
                                .bind("record", record.value())
                                .bind("now", at(now))
                                .execute();
                    }
                });
    }

    @Override
    public void learn(RecordId record, PersonDetails details, Instant asOf) {
        jdbi.useHandle(
                handle -> {
                    for (Identifier identifier : details.identifiers()) {
                        handle.createUpdate(ADD_IDENTIFIER)
                                .bind("system", identifier.system().code())
                                .bind("value", identifier.value())
                                .bind("record", record.value())
                                .execute();
                    }
                    PersonName name = details.name();
                    if (name != null) {
                        handle.createUpdate(LEARN_NAME)
                                .bind("given", name.given())
                                .bind("family", name.family())
                                .bind("asOf", at(asOf))
                                .bind("record", record.value())
                                .execute();
                    }
                    learnDay(handle, LEARN_BIRTH, record, details.birthDate(), asOf);
                    learnDay(handle, LEARN_EXPECTED, record, details.expectedBirthDate(), asOf);
                    if (details.postcode() != null) {
                        handle.createUpdate(LEARN_POSTCODE)
                                .bind("postcode", details.postcode())
                                .bind("asOf", at(asOf))
                                .bind("record", record.value())
                                .execute();
                    }
                });
    }

    private static void learnDay(
            Handle handle, String sql, RecordId record, @Nullable LocalDate day, Instant asOf) {
        if (day != null) {
            handle.createUpdate(sql)
                    .bind("day", day)
                    .bind("asOf", at(asOf))
                    .bind("record", record.value())
                    .execute();
        }
    }

    @Override
    public void noteMention(EventId event, RecordId record, int place) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(NOTE_MENTION)
                                .bind("record", record.value())
                                .bind("event", event.value())
                                .bind("place", place)
                                .execute());
    }

    @Override
    public boolean isMentionedByRetracted(RecordId record) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(IS_MENTIONED_BY_RETRACTED)
                                .bind("record", record.value())
                                .mapTo(Boolean.class)
                                .one());
    }

    @Override
    public List<Mention> mentions(RecordId record) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(MENTIONS)
                                .bind("record", record.value())
                                .map(
                                        (row, _) ->
                                                new Mention(
                                                        new EventId(uuid(row, "event_id")),
                                                        row.getInt("place"),
                                                        row.getBoolean("retracted")))
                                .list());
    }

    @Override
    public void forget(RecordId record) {
        jdbi.useHandle(
                handle -> {
                    for (String sql : FORGET) {
                        handle.createUpdate(sql).bind("record", record.value()).execute();
                    }
                });
    }

    @Override
    public Set<LocalDate> birthDatesOf(Collection<RecordId> records) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(BIRTH_DATES_OF)
                                .bindArray("records", UUID.class, uuids(records))
                                .mapTo(LocalDate.class)
                                .set());
    }

    @Override
    public SortedMap<RecordId, PersonId> lock(Collection<RecordId> records) {
        SortedMap<RecordId, PersonId> locked = new TreeMap<>();
        if (!records.isEmpty()) {
            jdbi.useHandle(
                    handle ->
                            handle.createQuery(LOCK)
                                    .bindArray("records", UUID.class, uuids(records))
                                    .map(
                                            (row, _) ->
                                                    locked.put(
                                                            new RecordId(uuid(row, "record_id")),
                                                            new PersonId(uuid(row, "person_id"))))
                                    .list());
        }
        return locked;
    }

    @Override
    public Map<RecordId, Demographics> demographics(Collection<RecordId> records) {
        if (records.isEmpty()) {
            return Map.of();
        }
        Map<RecordId, Demographics> found = new HashMap<>();
        jdbi.useHandle(
                handle ->
                        handle.createQuery(DEMOGRAPHICS)
                                .bindArray("records", UUID.class, uuids(records))
                                .map((row, _) -> demographics(row))
                                .forEach(one -> found.put(one.record(), one)));
        return found;
    }

    private static Demographics demographics(ResultSet row) throws SQLException {
        String[] systems = (String[]) row.getArray("systems").getArray();
        String[] values = (String[]) row.getArray("values").getArray();
        Set<Identifier> identifiers = new HashSet<>();
        for (int i = 0; i < systems.length; i++) {
            identifiers.add(
                    new Identifier(
                            IdentifierSystem.findByCode(systems[i]).orElseThrow(), values[i]));
        }
        return new Demographics(
                new RecordId(uuid(row, "record_id")),
                new PersonId(uuid(row, "person_id")),
                name(row),
                row.getObject("birth_date", LocalDate.class),
                row.getObject("expected_birth_date", LocalDate.class),
                Set.copyOf(identifiers));
    }

    private static @Nullable PersonName name(ResultSet row) throws SQLException {
        String family = row.getString("family_name");
        return family == null ? null : new PersonName(row.getString("given_name"), family);
    }

    @Override
    public List<RecordId> recordsOf(PersonId person) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(RECORDS_OF)
                                .bind("person", person.value())
                                .map((row, _) -> new RecordId(uuid(row, "record_id")))
                                .list());
    }

    @Override
    public List<RecordId> lockRecordsOf(PersonId person) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(LOCK_RECORDS_OF)
                                .bind("person", person.value())
                                .map((row, _) -> new RecordId(uuid(row, "id")))
                                .list());
    }

    @Override
    public Map<PersonId, PersonName> names(Collection<PersonId> persons) {
        List<UUID> ids = persons.stream().map(PersonId::value).toList();
        Map<PersonId, PersonName> names = new HashMap<>();
        jdbi.useHandle(
                handle ->
                        handle.createQuery(NAMES)
                                .bindArray("persons", UUID.class, ids)
                                .map(
                                        (row, _) ->
                                                names.put(
                                                        new PersonId(uuid(row, "person_id")),
                                                        new PersonName(
                                                                row.getString("given_name"),
                                                                row.getString("family_name"))))
                                .list());
        return names;
    }

    @Override
    public Optional<PersonId> personOf(RecordId record) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(PERSON_OF)
                                .bind("record", record.value())
                                .map((row, _) -> new PersonId(uuid(row, "person_id")))
                                .findOne());
    }

    private static Hit hit(ResultSet row) throws SQLException {
        return new Hit(
                new Identifier(
                        IdentifierSystem.findByCode(row.getString("system")).orElseThrow(),
                        row.getString("value")),
                new RecordId(uuid(row, "record_id")),
                new PersonId(uuid(row, "person_id")));
    }

    static List<String> systems(List<Identifier> identifiers) {
        return identifiers.stream().map(i -> i.system().code()).toList();
    }

    static List<String> values(List<Identifier> identifiers) {
        return identifiers.stream().map(Identifier::value).toList();
    }

    private static List<UUID> uuids(Collection<RecordId> records) {
        List<UUID> ids = new ArrayList<>();
        records.forEach(record -> ids.add(record.value()));
        return ids;
    }
}
