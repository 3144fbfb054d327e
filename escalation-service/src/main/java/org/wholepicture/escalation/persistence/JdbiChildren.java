package org.wholepicture.escalation.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.wholepicture.escalation.domain.AgencyId;
import org.wholepicture.escalation.domain.Children;
import org.wholepicture.escalation.domain.EventId;
import org.wholepicture.escalation.domain.PersonId;
import org.wholepicture.escalation.domain.PractitionerId;
import org.wholepicture.escalation.domain.RecordId;
import org.wholepicture.escalation.domain.StepDown;

@ApplicationScoped
class JdbiChildren implements Children {

    private static final String PERSON = "SELECT person FROM record_person WHERE record = :record";

    private static final String STEP_DOWN =
            """
            SELECT s.*, EXISTS (SELECT 1 FROM retracted t WHERE t.event = s.event) AS withdrawn
            FROM step_down s JOIN record_person r ON r.record = s.record
            WHERE r.person = :person AND s.event = :event
            ORDER BY s.record
            LIMIT 1
            """;

    private static final String STEP_DOWNS =
            """
            SELECT s.*, false AS withdrawn
            FROM step_down s JOIN record_person r ON r.record = s.record
            WHERE r.person = :person
              AND NOT EXISTS (SELECT 1 FROM retracted t WHERE t.event = s.event)
            ORDER BY s.happened DESC, s.event
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
    public Optional<StepDown> findStepDown(PersonId person, EventId event) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(STEP_DOWN)
                                .bind("person", person.value())
                                .bind("event", event.value())
                                .map(JdbiChildren::stepDown)
                                .findOne());
    }

    @Override
    public List<StepDown> stepDowns(PersonId person) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(STEP_DOWNS)
                                .bind("person", person.value())
                                .map(JdbiChildren::stepDown)
                                .list());
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

    private static StepDown stepDown(ResultSet row, StatementContext context) throws SQLException {
        return new StepDown(
                new EventId(row.getObject("event", UUID.class)),
                new RecordId(row.getObject("record", UUID.class)),
                new AgencyId(row.getString("agency")),
                StepDown.State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("from_level")),
                row.getString("to_level"),
                row.getObject("happened", LocalDate.class),
                row.getBoolean("withdrawn"));
    }
}
