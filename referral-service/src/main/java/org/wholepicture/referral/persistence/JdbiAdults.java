package org.wholepicture.referral.persistence;

import static org.wholepicture.referral.persistence.Database.at;
import static org.wholepicture.referral.persistence.Database.uuid;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.wholepicture.referral.domain.AdultId;
import org.wholepicture.referral.domain.Adults;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.HouseholdLink;
import org.wholepicture.referral.domain.Identifier;
import org.wholepicture.referral.domain.IdentifierSystem;
import org.wholepicture.referral.domain.RecordId;

@ApplicationScoped
class JdbiAdults implements Adults {

    private static final String FIND =
            """
            SELECT DISTINCT i.adult_id
            FROM unnest(:systems, :values) AS wanted (system, value)
            JOIN adult_identifier i ON i.system = wanted.system AND i.value = wanted.value
            """;

    private static final String OPEN =
            "INSERT INTO adult (id, created) VALUES (:adult, :now) ON CONFLICT (id) DO NOTHING";

    private static final String ADD_IDENTIFIER =
            """
            INSERT INTO adult_identifier (system, value, adult_id) VALUES (:system, :value, :adult)
            ON CONFLICT (system, value) DO NOTHING
            """;

    private static final String IDENTIFIERS_OF =
            "SELECT system, value FROM adult_identifier WHERE adult_id = :adult";

    // Not FOR UPDATE: rows that refer to the adult may be added by filings that wait for it.
    private static final String LOCK = "SELECT id FROM adult WHERE id = :adult FOR NO KEY UPDATE";

    private static final String ADD_FACT =
            """
            INSERT INTO adult_fact (event_id, adult_id) VALUES (:event, :adult)
            ON CONFLICT (event_id) DO NOTHING
            """;

    private static final String FACTS_OF =
            "SELECT event_id FROM adult_fact WHERE adult_id = :adult ORDER BY event_id";

    private static final String ADD_LINK =
            """
            INSERT INTO household_link (event_id, record_id, adult_id, role, from_day, to_day)
            VALUES (:event, :record, :adult, :role, :from, :to)
            ON CONFLICT (event_id, record_id) DO NOTHING
            """;

    // A link is dead from the moment its retraction is known to filing, even before that is
    // published. A newer version that does not find everybody it is about ends it under its own
    // records alone.
    private static final String LIVE_LINKS =
            """
            SELECT l.event_id, l.record_id, l.adult_id, l.role, l.from_day, l.to_day
            FROM household_link l JOIN accepted_event e ON e.id = l.event_id
            WHERE l.adult_id = :adult
              AND NOT EXISTS (
                  SELECT 1 FROM retraction_target t
                  WHERE (t.agency, t.source, t.source_id) = (e.agency, e.source, e.source_id))
              AND NOT EXISTS (
                  SELECT 1 FROM source_version own
                  JOIN source_version newer USING (agency, system, source_record)
                  WHERE own.event_id = l.event_id AND newer.version > own.version
                    AND (newer.whole OR EXISTS (
                        SELECT 1 FROM filing f
                        WHERE f.event_id = newer.event_id AND f.record_id = l.record_id
                          AND f.type = e.type)))
            """;

    private static final String LINKED_BY =
            """
            SELECT DISTINCT adult_id FROM household_link WHERE event_id = ANY (:events)
            """;

    private static final String LINKED_TO =
            "SELECT DISTINCT adult_id FROM household_link WHERE record_id = ANY (:records)";

    private static final String EVER_LINKED =
            "SELECT DISTINCT record_id FROM household_link WHERE adult_id = :adult";

    private final Jdbi jdbi;

    JdbiAdults(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Set<AdultId> find(Collection<Identifier> identifiers) {
        List<Identifier> wanted = List.copyOf(identifiers);
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(FIND)
                                .bindArray("systems", String.class, JdbiChildren.systems(wanted))
                                .bindArray("values", String.class, JdbiChildren.values(wanted))
                                .map((row, _) -> new AdultId(uuid(row, "adult_id")))
                                .set());
    }

    @Override
    public void open(AdultId adult, Instant now) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(OPEN)
                                .bind("adult", adult.value())
                                .bind("now", at(now))
                                .execute());
    }

    @Override
    public Set<Identifier> identifiersOf(AdultId adult) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(IDENTIFIERS_OF)
                                .bind("adult", adult.value())
                                .map(
                                        (row, _) ->
                                                new Identifier(
                                                        IdentifierSystem.findByCode(
                                                                        row.getString("system"))
                                                                .orElseThrow(),
                                                        row.getString("value")))
                                .set());
    }

    @Override
    public void learn(AdultId adult, Collection<Identifier> identifiers) {
        jdbi.useHandle(
                handle -> {
                    for (Identifier identifier : identifiers) {
                        handle.createUpdate(ADD_IDENTIFIER)
                                .bind("system", identifier.system().code())
                                .bind("value", identifier.value())
                                .bind("adult", adult.value())
                                .execute();
                    }
                });
    }

    @Override
    public void lock(AdultId adult) {
        jdbi.useHandle(
                handle ->
                        handle.createQuery(LOCK)
                                .bind("adult", adult.value())
                                .mapTo(UUID.class)
                                .one());
    }

    @Override
    public void addFact(EventId event, AdultId adult) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(ADD_FACT)
                                .bind("event", event.value())
                                .bind("adult", adult.value())
                                .execute());
    }

    @Override
    public List<EventId> factsOf(AdultId adult) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(FACTS_OF)
                                .bind("adult", adult.value())
                                .map((row, _) -> new EventId(uuid(row, "event_id")))
                                .list());
    }

    @Override
    public void addLink(HouseholdLink link) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(ADD_LINK)
                                .bind("event", link.event().value())
                                .bind("record", link.record().value())
                                .bind("adult", link.adult().value())
                                .bind("role", link.role())
                                .bind("from", link.from())
                                .bind("to", link.to())
                                .execute());
    }

    @Override
    public List<HouseholdLink> liveLinks(AdultId adult) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(LIVE_LINKS)
                                .bind("adult", adult.value())
                                .map((row, _) -> link(row))
                                .list());
    }

    @Override
    public Set<AdultId> linkedBy(Collection<EventId> events) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(LINKED_BY)
                                .bindArray(
                                        "events",
                                        UUID.class,
                                        events.stream().map(EventId::value).toList())
                                .map((row, _) -> new AdultId(uuid(row, "adult_id")))
                                .set());
    }

    @Override
    public Set<AdultId> linkedTo(Collection<RecordId> records) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(LINKED_TO)
                                .bindArray(
                                        "records",
                                        UUID.class,
                                        records.stream().map(RecordId::value).toList())
                                .map((row, _) -> new AdultId(uuid(row, "adult_id")))
                                .set());
    }

    @Override
    public Set<RecordId> everLinked(AdultId adult) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(EVER_LINKED)
                                .bind("adult", adult.value())
                                .map((row, _) -> new RecordId(uuid(row, "record_id")))
                                .set());
    }

    private static HouseholdLink link(ResultSet row) throws SQLException {
        return new HouseholdLink(
                new EventId(uuid(row, "event_id")),
                new RecordId(uuid(row, "record_id")),
                new AdultId(uuid(row, "adult_id")),
                row.getString("role"),
                row.getObject("from_day", LocalDate.class),
                row.getObject("to_day", LocalDate.class));
    }
}
