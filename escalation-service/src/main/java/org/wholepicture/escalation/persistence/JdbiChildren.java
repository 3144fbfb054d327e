package org.wholepicture.escalation.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.wholepicture.escalation.domain.AgencyId;
import org.wholepicture.escalation.domain.Children;
import org.wholepicture.escalation.domain.Decision;
import org.wholepicture.escalation.domain.EventId;
import org.wholepicture.escalation.domain.PersonId;
import org.wholepicture.escalation.domain.PractitionerId;
import org.wholepicture.escalation.domain.RecordId;

@ApplicationScoped
class JdbiChildren implements Children {

    private static final String PERSON = "SELECT person FROM record_person WHERE record = :record";

    private static final String PERSONS =
            "SELECT record, person FROM record_person WHERE record = ANY (:records)";

    private static final String RECORD =
            "SELECT record FROM record_person WHERE person = :person ORDER BY record LIMIT 1";

    private static final String DECISION =
            """
            SELECT s.*, EXISTS (SELECT 1 FROM retracted t WHERE t.event = s.event) AS withdrawn
            FROM decision s JOIN record_person r ON r.record = s.record
            WHERE r.person = :person AND s.event = :event
            ORDER BY s.record
            LIMIT 1
            """;

    private static final String DECISIONS =
            """
            SELECT s.*, false AS withdrawn
            FROM decision s JOIN record_person r ON r.record = s.record
            WHERE r.person = :person
              AND NOT EXISTS (SELECT 1 FROM retracted t WHERE t.event = s.event)
            ORDER BY s.happened DESC, s.event
            LIMIT 50
            """;

    /** As {@code involved} finds them: another lead ends the former. */
    private static final String LEAD =
            """
            SELECT lead.practitioner
            FROM (
                SELECT c.practitioner, c.known, c.holds_until
                FROM confirmation c JOIN record_person r ON r.record = c.record
                WHERE r.person = :person AND c.capacity = 'LEAD' AND NOT c.ended
                  AND c.holds_from <= :at
                ORDER BY c.known DESC, c.event DESC
                LIMIT 1
            ) lead
            WHERE (lead.holds_until IS NULL OR lead.holds_until > :at)
              AND NOT EXISTS (
                  SELECT 1
                  FROM confirmation e JOIN record_person r ON r.record = e.record
                  WHERE r.person = :person AND e.capacity = 'LEAD' AND e.ended
                    AND e.practitioner = lead.practitioner AND e.known >= lead.known)
            """;

    private static final String INVOLVED =
            """
            SELECT :person IN (SELECT involved(:practitioner, :at))
               AND NOT EXISTS (
                   SELECT 1 FROM directory_practitioner p
                   WHERE p.practitioner = :practitioner AND NOT p.active)
            """;

    private final Jdbi jdbi;

    JdbiChildren(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<PersonId> findPerson(RecordId record) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(PERSON)
                                .bind("record", record.value())
                                .map((row, _) -> new PersonId(row.getObject(1, UUID.class)))
                                .findOne());
    }

    @Override
    public Map<RecordId, PersonId> findPersons(Collection<RecordId> records) {
        if (records.isEmpty()) {
            return Map.of();
        }
        return jdbi.withHandle(
                handle ->
                        handle
                                .createQuery(PERSONS)
                                .bindArray(
                                        "records",
                                        UUID.class,
                                        records.stream().map(RecordId::value).toArray())
                                .map(
                                        (row, _) ->
                                                Map.entry(
                                                        new RecordId(row.getObject(1, UUID.class)),
                                                        new PersonId(row.getObject(2, UUID.class))))
                                .stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public Optional<RecordId> findRecord(PersonId person) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(RECORD)
                                .bind("person", person.value())
                                .map((row, _) -> new RecordId(row.getObject(1, UUID.class)))
                                .findOne());
    }

    @Override
    public Optional<Decision> findDecision(PersonId person, EventId event) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(DECISION)
                                .bind("person", person.value())
                                .bind("event", event.value())
                                .map(JdbiChildren::decision)
                                .findOne());
    }

    @Override
    public List<Decision> decisions(PersonId person) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(DECISIONS)
                                .bind("person", person.value())
                                .map(JdbiChildren::decision)
                                .list());
    }

    @Override
    public Optional<PractitionerId> lead(PersonId person, Instant at) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(LEAD)
                                .bind("person", person.value())
                                .bind("at", at.atOffset(ZoneOffset.UTC))
                                .mapTo(String.class)
                                .findOne()
                                .map(PractitionerId::new));
    }

    @Override
    public boolean isInvolved(PractitionerId practitioner, PersonId person, Instant at) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(INVOLVED)
                                .bind("practitioner", practitioner.value())
                                .bind("person", person.value())
                                .bind("at", at.atOffset(ZoneOffset.UTC))
                                .mapTo(Boolean.class)
                                .one());
    }

    private static Decision decision(ResultSet row, StatementContext context) throws SQLException {
        String type = row.getString("type");
        return new Decision(
                new EventId(row.getObject("event", UUID.class)),
                new RecordId(row.getObject("record", UUID.class)),
                new AgencyId(row.getString("agency")),
                Columns.text(row, "author").map(PractitionerId::new),
                type.equals("step-down")
                        ? new Decision.Content.StepDown(
                                Decision.State.valueOf(row.getString("state")),
                                Columns.text(row, "from_level"),
                                row.getString("to_level"))
                        : new Decision.Content.Other(
                                type, Columns.text(row, "state"), Columns.text(row, "to_level")),
                row.getObject("happened", LocalDate.class),
                row.getBoolean("withdrawn"));
    }
}
