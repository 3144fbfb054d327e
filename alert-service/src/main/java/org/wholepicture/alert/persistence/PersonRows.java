package org.wholepicture.alert.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.wholepicture.alert.application.Confirmation;
import org.wholepicture.alert.application.People;
import org.wholepicture.alert.domain.Birth;
import org.wholepicture.alert.domain.Provenance;

/** Persons, the records they consist of, and who leads. */
@ApplicationScoped
class PersonRows implements People {

    private static final String CREATE =
            "INSERT INTO person (person) VALUES (:person) ON CONFLICT DO NOTHING";

    private static final String PERSON_OF =
            "SELECT person FROM person_record WHERE record = :record FOR NO KEY UPDATE";

    private static final String SAY =
            """
            INSERT INTO membership (record, sequence, person, known)
            VALUES (:record, :sequence, :person, :known) ON CONFLICT DO NOTHING
            """;

    private static final String SETTLE_PERSON =
            """
            WITH latest AS (
                SELECT person FROM membership WHERE record = :record ORDER BY sequence DESC LIMIT 1
            ), before AS (
                SELECT coalesce(max(sequence), -1) AS sequence FROM membership
                WHERE record = :record AND person <> (SELECT person FROM latest)
            ), standing AS (
                SELECT (SELECT person FROM latest) AS person,
                    min(known) FILTER (WHERE sequence > (SELECT sequence FROM before)) AS joined,
                    min(known) AS first_known
                FROM membership WHERE record = :record
            )
            INSERT INTO person_record (record, person, joined, first_known)
            SELECT :record, person, joined, first_known FROM standing
            ON CONFLICT (record) DO UPDATE
            SET person = excluded.person, joined = excluded.joined,
                first_known = excluded.first_known
            RETURNING person
            """;

    private static final String BORN =
            """
            INSERT INTO birth (record, sequence, born, known)
            SELECT :record, :sequence, :born, :known
            WHERE NOT EXISTS (
                SELECT FROM erased_record x WHERE x.record = :record AND x.extent = 'EVERYTHING')
            ON CONFLICT DO NOTHING
            """;

    // One row after the other in the order of the ids, whatever plan the database takes.
    private static final String HOLD =
            "SELECT 1 FROM person WHERE person = :person FOR NO KEY UPDATE";

    private static final String FIND_PERSON =
            "SELECT person FROM person_record WHERE record = :record";

    private static final String RECORDS =
            """
            SELECT record FROM person_record WHERE person = :person ORDER BY first_known, record
            """;

    private static final String BIRTHS =
            """
            SELECT b.born, greatest(b.known, r.joined) AS known
            FROM birth b JOIN person_record r ON r.record = b.record
            WHERE r.person = :person
            ORDER BY greatest(b.known, r.joined), b.record, b.sequence
            """;

    private static final String CONFIRM =
            """
            INSERT INTO confirmation (event, record, practitioner, lead, known, valid_from,
                valid_until, ended, sequence)
            SELECT :event, :record, :practitioner, :lead, :known, :from, :until, :ended, :sequence
            WHERE NOT EXISTS (
                SELECT FROM erased_record x WHERE x.record = :record AND x.extent = 'EVERYTHING')
            ON CONFLICT DO NOTHING
            """;

    // The latest confirmation counts, unless its own practitioner's was ended after it: ending a
    // former lead late must not take the present one away.
    private static final String SETTLE_LEAD =
            """
            WITH mine AS (
                SELECT c.* FROM confirmation c JOIN person_record r ON r.record = c.record
                WHERE r.person = :person AND c.lead
            ), latest AS (
                SELECT * FROM mine WHERE NOT ended ORDER BY known DESC, sequence DESC, event LIMIT 1
            ), standing AS (
                SELECT l.practitioner, l.valid_until FROM latest l
                WHERE NOT EXISTS (
                    SELECT 1 FROM mine e
                    WHERE e.ended AND e.practitioner = l.practitioner
                        AND (e.known, e.sequence) > (l.known, l.sequence))
            )
            UPDATE person
            SET lead = (SELECT practitioner FROM standing),
                lead_until = (SELECT valid_until FROM standing)
            WHERE person = :person
            """;

    private static final String LEAD =
            """
            SELECT lead FROM person
            WHERE person = :person AND lead IS NOT NULL AND (lead_until IS NULL OR lead_until > :at)
            """;

    private static final String FOLDED_THROUGH =
            "SELECT folded_through FROM person WHERE person = :person";

    private static final String MOVE_ON =
            """
            UPDATE person SET folded_through = :day
            WHERE person = :person AND folded_through < :day
            """;

    private static final String BEHIND =
            """
            SELECT count(*) FROM person
            WHERE folded_through < :day
                AND (set_aside_until IS NULL OR set_aside_until <= :now)
            """;

    private static final String HOLD_ONE_BEHIND =
            """
            SELECT person FROM person
            WHERE folded_through < :day
                AND (set_aside_until IS NULL OR set_aside_until <= :now)
            ORDER BY folded_through, person
            LIMIT 1
            FOR NO KEY UPDATE SKIP LOCKED
            """;

    private static final String SET_ASIDE =
            "UPDATE person SET set_aside_until = :until WHERE person = :person";

    private static final String SET_MAIL_ASIDE =
            "UPDATE person SET mail_set_aside_until = :until WHERE person = :person";

    private final Jdbi jdbi;

    PersonRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Set<UUID> belongs(UUID record, UUID person, long sequence, Instant known) {
        return jdbi.withHandle(
                handle -> {
                    handle.createUpdate(CREATE).bind("person", person).execute();
                    Optional<UUID> before =
                            handle.createQuery(PERSON_OF)
                                    .bind("record", record)
                                    .mapTo(UUID.class)
                                    .findOne();
                    handle.createUpdate(SAY)
                            .bind("record", record)
                            .bind("sequence", sequence)
                            .bind("person", person)
                            .bind("known", known)
                            .execute();
                    UUID after =
                            handle.createQuery(SETTLE_PERSON)
                                    .bind("record", record)
                                    .mapTo(UUID.class)
                                    .one();
                    if (before.isPresent() && before.get().equals(after)) {
                        return Set.of();
                    }
                    var changed = new HashSet<UUID>();
                    changed.add(after);
                    before.ifPresent(changed::add);
                    return changed;
                });
    }

    @Override
    public void born(UUID record, LocalDate day, long sequence, Instant known) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(BORN)
                                .bind("record", record)
                                .bind("born", day)
                                .bind("sequence", sequence)
                                .bind("known", known)
                                .execute());
    }

    @Override
    public void hold(Set<UUID> persons) {
        jdbi.useHandle(
                handle ->
                        persons.stream()
                                .sorted()
                                .forEach(
                                        person -> {
                                            handle.createUpdate(CREATE)
                                                    .bind("person", person)
                                                    .execute();
                                            handle.createQuery(HOLD)
                                                    .bind("person", person)
                                                    .mapTo(Integer.class)
                                                    .one();
                                        }));
    }

    @Override
    public Optional<UUID> personOf(UUID record) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(FIND_PERSON)
                                .bind("record", record)
                                .mapTo(UUID.class)
                                .findOne());
    }

    @Override
    public List<UUID> records(UUID person) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(RECORDS)
                                .bind("person", person)
                                .mapTo(UUID.class)
                                .list());
    }

    @Override
    public List<Birth> births(UUID person) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(BIRTHS)
                                .bind("person", person)
                                .map((row, _) -> birth(row))
                                .list());
    }

    private static Birth birth(ResultSet row) throws SQLException {
        Instant known = row.getTimestamp("known").toInstant();
        return new Birth(
                row.getObject("born", LocalDate.class),
                known.atZone(Provenance.LONDON).toLocalDate());
    }

    @Override
    public void confirm(Confirmation confirmation, long sequence) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(CONFIRM)
                                .bind("event", confirmation.event())
                                .bind("record", confirmation.record())
                                .bind("practitioner", confirmation.practitioner())
                                .bind("lead", confirmation.lead())
                                .bind("known", confirmation.known())
                                .bind("from", confirmation.from())
                                .bind("until", confirmation.until())
                                .bind("ended", confirmation.ended())
                                .bind("sequence", sequence)
                                .execute());
    }

    @Override
    public void settleLead(UUID person) {
        jdbi.useHandle(handle -> handle.createUpdate(SETTLE_LEAD).bind("person", person).execute());
    }

    @Override
    public Optional<String> lead(UUID person, Instant at) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(LEAD)
                                .bind("person", person)
                                .bind("at", at)
                                .mapTo(String.class)
                                .findOne());
    }

    @Override
    public Optional<LocalDate> foldedThrough(UUID person) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(FOLDED_THROUGH)
                                .bind("person", person)
                                .mapTo(LocalDate.class)
                                .findOne());
    }

    @Override
    public void foldedThrough(UUID person, LocalDate day) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(MOVE_ON)
                                .bind("person", person)
                                .bind("day", day)
                                .execute());
    }

    @Override
    public long behind(LocalDate day, Instant now) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(BEHIND)
                                .bind("day", day)
                                .bind("now", now)
                                .mapTo(Long.class)
                                .one());
    }

    @Override
    public Optional<UUID> holdOneBehind(LocalDate day, Instant now) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(HOLD_ONE_BEHIND)
                                .bind("day", day)
                                .bind("now", now)
                                .mapTo(UUID.class)
                                .findOne());
    }

    @Override
    public void setAside(UUID person, Instant until) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(SET_ASIDE)
                                .bind("person", person)
                                .bind("until", until)
                                .execute());
    }

    @Override
    public void setMailAside(UUID person, Instant until) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(SET_MAIL_ASIDE)
                                .bind("person", person)
                                .bind("until", until)
                                .execute());
    }
}
