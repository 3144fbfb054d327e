package org.wholepicture.escalation.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.wholepicture.escalation.domain.AgencyId;
import org.wholepicture.escalation.domain.EventId;
import org.wholepicture.escalation.domain.PersonId;
import org.wholepicture.escalation.domain.PractitionerId;
import org.wholepicture.escalation.domain.RecordId;
import org.wholepicture.escalation.domain.Register;
import org.wholepicture.escalation.domain.StepDown;

@ApplicationScoped
class JdbiRegister implements Register {

    private static final String BELONGS =
            """
            INSERT INTO record_person (record, person, sequence) VALUES (:record, :person, :sequence)
            ON CONFLICT (record) DO UPDATE
            SET person = excluded.person, sequence = excluded.sequence
            WHERE record_person.sequence < excluded.sequence
            """;

    private static final String FILED =
            """
            INSERT INTO step_down
                (event, record, agency, state, from_level, to_level, happened, known)
            VALUES (:event, :record, :agency, :state, :from, :to, :happened, :known)
            ON CONFLICT (event, record) DO NOTHING
            """;

    private static final String WITHDRAWN =
            "INSERT INTO retracted (event) VALUES (:event) ON CONFLICT DO NOTHING";

    private static final String CONFIRMED =
            """
            INSERT INTO confirmation
                (event, record, practitioner, capacity, holds_from, holds_until, ended, known)
            VALUES (:event, :record, :practitioner, :capacity, :from, :until, :ended, :known)
            ON CONFLICT (record, event) DO NOTHING
            """;

    private static final String PRACTITIONER =
            """
            INSERT INTO directory_practitioner (practitioner, name, active, sequence)
            VALUES (:id, :name, :active, :sequence)
            ON CONFLICT (practitioner) DO UPDATE
            SET name = excluded.name, active = excluded.active, sequence = excluded.sequence
            WHERE directory_practitioner.sequence < excluded.sequence
            """;

    private static final String AGENCY =
            """
            INSERT INTO directory_agency (agency, name, sequence) VALUES (:id, :name, :sequence)
            ON CONFLICT (agency) DO UPDATE
            SET name = excluded.name, sequence = excluded.sequence
            WHERE directory_agency.sequence < excluded.sequence
            """;

    private final Jdbi jdbi;

    JdbiRegister(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void belongs(RecordId record, PersonId person, long sequence) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(BELONGS)
                                .bind("record", record.value())
                                .bind("person", person.value())
                                .bind("sequence", sequence)
                                .execute());
    }

    @Override
    public void filed(StepDown stepDown, Instant known) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(FILED)
                                .bind("event", stepDown.event().value())
                                .bind("record", stepDown.record().value())
                                .bind("agency", stepDown.agency().value())
                                .bind("state", stepDown.state().name())
                                .bind("from", stepDown.from().orElse(null))
                                .bind("to", stepDown.to())
                                .bind("happened", stepDown.happened())
                                .bind("known", known.atOffset(ZoneOffset.UTC))
                                .execute());
    }

    @Override
    public void withdrawn(Collection<EventId> events) {
        jdbi.useHandle(
                handle -> {
                    PreparedBatch batch = handle.prepareBatch(WITHDRAWN);
                    events.stream()
                            // In one order, so that two transactions cannot wait for each other.
                            .map(EventId::value)
                            .sorted()
                            .forEach(event -> batch.bind("event", event).add());
                    batch.execute();
                });
    }

    @Override
    public void confirmed(Confirmation confirmation) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(CONFIRMED)
                                .bind("event", confirmation.event().value())
                                .bind("record", confirmation.record().value())
                                .bind("practitioner", confirmation.practitioner().value())
                                .bind("capacity", confirmation.capacity().name())
                                .bind("from", confirmation.from().atOffset(ZoneOffset.UTC))
                                .bind(
                                        "until",
                                        confirmation
                                                .until()
                                                .map(u -> u.atOffset(ZoneOffset.UTC))
                                                .orElse(null))
                                .bind("ended", confirmation.ended())
                                .bind("known", confirmation.known().atOffset(ZoneOffset.UTC))
                                .execute());
    }

    @Override
    public void practitioner(PractitionerId id, String name, boolean active, long sequence) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(PRACTITIONER)
                                .bind("id", id.value())
                                .bind("name", name)
                                .bind("active", active)
                                .bind("sequence", sequence)
                                .execute());
    }

    @Override
    public void agency(AgencyId id, String name, long sequence) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(AGENCY)
                                .bind("id", id.value())
                                .bind("name", name)
                                .bind("sequence", sequence)
                                .execute());
    }
}
