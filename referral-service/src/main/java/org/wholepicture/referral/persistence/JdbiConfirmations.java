package org.wholepicture.referral.persistence;

import static org.wholepicture.referral.persistence.Database.at;
import static org.wholepicture.referral.persistence.Database.atOrNull;
import static org.wholepicture.referral.persistence.Database.instant;
import static org.wholepicture.referral.persistence.Database.instantOrNull;
import static org.wholepicture.referral.persistence.Database.uuid;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.wholepicture.referral.domain.Capacity;
import org.wholepicture.referral.domain.Confirmation;
import org.wholepicture.referral.domain.Confirmations;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.Happened;
import org.wholepicture.referral.domain.PersonId;
import org.wholepicture.referral.domain.RecordId;
import org.wholepicture.referral.domain.TakenOff;

@ApplicationScoped
class JdbiConfirmations implements Confirmations {

    private static final String ADD_CLAIM =
            """
            INSERT INTO practitioner_claim
                (event_id, record_id, capacity, practitioner, agency, from_day, to_day, known)
            VALUES (:event, :record, :capacity, :practitioner, :agency, :from, :to, :known)
            ON CONFLICT (event_id, record_id) DO NOTHING
            """;

    private static final String CLAIMS =
            """
            SELECT DISTINCT ON (c.known, c.event_id, m.person_id)
                   c.event_id, m.person_id, c.capacity, c.practitioner, c.agency, c.from_day, c.to_day, c.known,
                   declined.decided_by, declined.decided, declined.why
            FROM practitioner_claim c
            JOIN record_membership m ON m.record_id = c.record_id AND m.until IS NULL
            LEFT JOIN LATERAL (
                SELECT d.decided_by, d.decided, d.why FROM claim_declined d
                WHERE d.event_id = c.event_id AND d.person_id = m.person_id
                ORDER BY d.declined_order DESC LIMIT 1) AS declined ON true
            """;

    // A claim stands while it is not over, not withdrawn and not replaced by a newer version.
    private static final String STANDING =
            CLAIMS
                    + """
                      WHERE (c.to_day IS NULL OR c.to_day >= :today)
                        AND NOT EXISTS (SELECT 1 FROM withdrawal w
                                        WHERE w.target_id = c.event_id AND w.record_id = c.record_id)
                        AND NOT EXISTS (
                            SELECT 1 FROM source_version own
                            JOIN source_version newer USING (agency, system, source_record)
                            WHERE own.event_id = c.event_id AND newer.version > own.version)
                      """;

    // The last condition is Confirmation.leadAfter in SQL: a decision holds until the practitioner
    // has a later one, and as LEAD until anybody else is confirmed, which leaves no row that ends
    // it.
    private static final String NOT_CONFIRMED =
            STANDING
                    + """
                        AND NOT EXISTS (SELECT 1 FROM confirmation d
                                        WHERE d.claim_event = c.event_id AND d.person_id = m.person_id)
                        AND NOT EXISTS (
                            SELECT 1 FROM confirmation d
                            WHERE d.person_id = m.person_id AND d.practitioner = c.practitioner
                              AND d.capacity = c.capacity
                              AND NOT d.ended AND (d.until_time IS NULL OR d.until_time > :now)
                              AND NOT EXISTS (
                                  SELECT 1 FROM confirmation later
                                  WHERE later.person_id = d.person_id AND later.capacity = d.capacity
                                    AND later.decided_order > d.decided_order
                                    AND (later.practitioner = d.practitioner
                                         OR (d.capacity = 'LEAD' AND NOT later.ended))))
                      """;

    private static final String OLDEST_FIRST = " ORDER BY c.known, c.event_id, m.person_id";

    private static final String WAITING =
            NOT_CONFIRMED + " AND declined.decided IS NULL" + OLDEST_FIRST;

    private static final String DECLINED =
            NOT_CONFIRMED + " AND declined.decided IS NOT NULL" + OLDEST_FIRST;

    private static final String SAID_TO_LEAD =
            """
            SELECT DISTINCT ON (c.record_id) c.practitioner FROM practitioner_claim c
            WHERE c.record_id = ANY (:records) AND c.capacity = 'LEAD' AND c.from_day <= :day
              AND NOT EXISTS (SELECT 1 FROM withdrawal w
                              WHERE w.target_id = c.event_id AND w.record_id = c.record_id)
              AND NOT EXISTS (
                  SELECT 1 FROM source_version own
                  JOIN source_version newer USING (agency, system, source_record)
                  WHERE own.event_id = c.event_id AND newer.version > own.version)
            ORDER BY c.record_id, c.from_day DESC, c.event_id DESC
            """;

    private static final String DECLINE =
            """
            INSERT INTO claim_declined (event_id, person_id, decided_by, decided, why, request_id)
            VALUES (:event, :person, :by, :at, :why, :request)
            """;

    private static final String FIND_CLAIM =
            STANDING
                    + """
                        AND c.event_id = :event AND m.person_id = :person
                      ORDER BY c.known, c.event_id, m.person_id LIMIT 1
                      """;

    private static final String ADD =
            """
            INSERT INTO confirmation
                (id, person_id, practitioner, capacity, from_time, until_time, ended, claim_event,
                 confirmed_by, known, request_id)
            VALUES (:id, :person, :practitioner, :capacity, :from, :until, :ended, CAST(:claim AS uuid),
                    :confirmedBy, :known, :request)
            """;

    private static final String COLUMNS =
            """
            SELECT id, person_id, practitioner, capacity, from_time, until_time, ended, claim_event,
                   confirmed_by, known
            FROM confirmation
            """;

    private static final String LATEST =
            COLUMNS
                    + """
                      WHERE person_id = :person AND practitioner = :practitioner AND capacity = :capacity
                      ORDER BY decided_order DESC LIMIT 1
                      """;

    // Confirming another lead ends the former: only the very latest decision about a lead can hold,
    // unless it ended somebody who was no longer the lead.
    private static final String LEADS =
            COLUMNS
                    + """
                      WHERE person_id = :person AND capacity = 'LEAD' ORDER BY decided_order
                      """;

    private static final String LED_BY =
            """
            SELECT DISTINCT person_id FROM confirmation
            WHERE practitioner = :practitioner AND capacity = 'LEAD' AND NOT ended
            """;

    private final Jdbi jdbi;

    JdbiConfirmations(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Set<String> saidToLead(Collection<RecordId> records, LocalDate day) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(SAID_TO_LEAD)
                                .bindArray(
                                        "records",
                                        UUID.class,
                                        records.stream().map(RecordId::value).toList())
                                .bind("day", day)
                                .mapTo(String.class)
                                .set());
    }

    @Override
    public void addClaim(
            EventId event,
            RecordId record,
            Capacity capacity,
            String practitioner,
            String agency,
            LocalDate from,
            @Nullable LocalDate to,
            Instant known) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(ADD_CLAIM)
                                .bind("event", event.value())
                                .bind("record", record.value())
                                .bind("capacity", capacity.name())
                                .bind("practitioner", practitioner)
                                .bind("agency", agency)
                                .bind("from", from)
                                .bind("to", to)
                                .bind("known", at(known))
                                .execute());
    }

    @Override
    public List<PractitionerClaim> waiting(Instant now) {
        return claims(WAITING, now);
    }

    @Override
    public List<PractitionerClaim> declined(Instant now) {
        return claims(DECLINED, now);
    }

    @Override
    public void decline(PractitionerClaim claim, TakenOff decision, UUID request) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(DECLINE)
                                .bind("event", claim.event().value())
                                .bind("person", claim.person().value())
                                .bind("by", decision.by())
                                .bind("at", at(decision.at()))
                                .bind("why", decision.why())
                                .bind("request", request)
                                .execute());
    }

    private List<PractitionerClaim> claims(String sql, Instant now) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(sql)
                                .bind("now", at(now))
                                .bind("today", LocalDate.ofInstant(now, Happened.LONDON))
                                .map((row, _) -> claim(row))
                                .list());
    }

    @Override
    public Optional<PractitionerClaim> findStanding(EventId event, PersonId person, Instant now) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(FIND_CLAIM)
                                .bind("event", event.value())
                                .bind("person", person.value())
                                .bind("today", LocalDate.ofInstant(now, Happened.LONDON))
                                .map((row, _) -> claim(row))
                                .findOne());
    }

    @Override
    public void add(Confirmation confirmation, UUID request) {
        EventId claim = confirmation.claim();
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(ADD)
                                .bind("id", confirmation.id())
                                .bind("person", confirmation.person().value())
                                .bind("practitioner", confirmation.practitioner())
                                .bind("capacity", confirmation.capacity().name())
                                .bind("from", at(confirmation.from()))
                                .bind("until", atOrNull(confirmation.until()))
                                .bind("ended", confirmation.ended())
                                .bind("claim", claim == null ? null : claim.value())
                                .bind("confirmedBy", confirmation.confirmedBy())
                                .bind("known", at(confirmation.known()))
                                .bind("request", request)
                                .execute());
    }

    @Override
    public Optional<Confirmation> latest(PersonId person, String practitioner, Capacity capacity) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(LATEST)
                                .bind("person", person.value())
                                .bind("practitioner", practitioner)
                                .bind("capacity", capacity.name())
                                .map((row, _) -> confirmation(row))
                                .findOne());
    }

    @Override
    public Optional<Confirmation> lead(PersonId person, Instant now) {
        List<Confirmation> decisions =
                jdbi.withHandle(
                        handle ->
                                handle.createQuery(LEADS)
                                        .bind("person", person.value())
                                        .map((row, _) -> confirmation(row))
                                        .list());
        return Confirmation.leadAfter(decisions).filter(lead -> lead.holdsAt(now));
    }

    @Override
    public Set<PersonId> ledBy(String practitioner, Instant now) {
        Set<PersonId> candidates =
                jdbi.withHandle(
                        handle ->
                                handle.createQuery(LED_BY)
                                        .bind("practitioner", practitioner)
                                        .map((row, _) -> new PersonId(uuid(row, "person_id")))
                                        .set());
        candidates.removeIf(
                person ->
                        lead(person, now)
                                .filter(lead -> lead.practitioner().equals(practitioner))
                                .isEmpty());
        return candidates;
    }

    private static PractitionerClaim claim(ResultSet row) throws SQLException {
        Instant declined = instantOrNull(row, "decided");
        return new PractitionerClaim(
                new EventId(uuid(row, "event_id")),
                new PersonId(uuid(row, "person_id")),
                Capacity.valueOf(row.getString("capacity")),
                row.getString("practitioner"),
                row.getString("agency"),
                row.getObject("from_day", LocalDate.class),
                row.getObject("to_day", LocalDate.class),
                instant(row, "known"),
                declined == null
                        ? null
                        : new TakenOff(
                                row.getString("decided_by"), declined, row.getString("why")));
    }

    private static Confirmation confirmation(ResultSet row) throws SQLException {
        UUID claim = uuid(row, "claim_event");
        return new Confirmation(
                uuid(row, "id"),
                new PersonId(uuid(row, "person_id")),
                row.getString("practitioner"),
                Capacity.valueOf(row.getString("capacity")),
                instant(row, "from_time"),
                instantOrNull(row, "until_time"),
                row.getBoolean("ended"),
                claim == null ? null : new EventId(claim),
                row.getString("confirmed_by"),
                instant(row, "known"));
    }
}
