package org.wholepicture.escalation.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;
import org.wholepicture.escalation.domain.Absence;
import org.wholepicture.escalation.domain.AgencyId;
import org.wholepicture.escalation.domain.Decision;
import org.wholepicture.escalation.domain.Directory;
import org.wholepicture.escalation.domain.EventId;
import org.wholepicture.escalation.domain.PersonId;
import org.wholepicture.escalation.domain.PractitionerId;
import org.wholepicture.escalation.domain.RecordId;
import org.wholepicture.escalation.domain.Register;

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
            INSERT INTO decision
                (event, record, agency, author, type, state, from_level, to_level, happened, known)
            SELECT
                :event, :record, :agency,
                CASE WHEN NOT EXISTS (
                    SELECT FROM erased_event x WHERE x.record = :record AND x.event = :event)
                    THEN :author END,
                :type, :state, :from, :to, :happened, :known
            WHERE NOT EXISTS (
                    SELECT FROM erased_event x
                    WHERE x.record = :record AND x.event = :event AND NOT x.kept)
                AND NOT EXISTS (
                    SELECT FROM erased_record x
                    WHERE x.record = :record AND x.extent = 'EVERYTHING')
            ON CONFLICT (event, record) DO NOTHING
            """;

    private static final String WITHDRAWN =
            "INSERT INTO retracted (event) VALUES (:event) ON CONFLICT DO NOTHING";

    private static final String CONFIRMED =
            """
            INSERT INTO confirmation
                (event, record, practitioner, capacity, holds_from, holds_until, ended, known)
            SELECT :event, :record, :practitioner, :capacity, :from, :until, :ended, :known
            WHERE NOT EXISTS (
                SELECT FROM erased_record x WHERE x.record = :record AND x.extent = 'EVERYTHING')
            ON CONFLICT (record, event) DO NOTHING
            """;

    private static final String ADDRESS =
            "SELECT email FROM directory_practitioner WHERE practitioner = :id";

    private static final String PRACTITIONER =
            """
            INSERT INTO directory_practitioner
                (practitioner, name, agency, email, manager, deputy, active, absences, sequence)
            VALUES (:id, :name, :agency, :email, :manager, :deputy, :active,
                CAST(:absences AS datemultirange), :sequence)
            ON CONFLICT (practitioner) DO UPDATE
            SET name = excluded.name, agency = excluded.agency, email = excluded.email,
                manager = excluded.manager, deputy = excluded.deputy,
                active = excluded.active, absences = excluded.absences,
                sequence = excluded.sequence
            WHERE directory_practitioner.sequence < excluded.sequence
            """;

    private static final String AGENCY =
            """
            INSERT INTO directory_agency (agency, name, inboxes, active, sequence)
            VALUES (:id, :name, CAST(:inboxes AS jsonb), :active, :sequence)
            ON CONFLICT (agency) DO UPDATE
            SET name = excluded.name, inboxes = excluded.inboxes, active = excluded.active,
                sequence = excluded.sequence
            WHERE directory_agency.sequence < excluded.sequence
            """;

    private static final ObjectMapper MAPPER = new ObjectMapper();

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
    public void filed(Decision decision, Instant known) {
        jdbi.useHandle(
                handle -> {
                    Update filed =
                            handle.createUpdate(FILED)
                                    .bind("event", decision.event().value())
                                    .bind("record", decision.record().value())
                                    .bind("agency", decision.agency().value())
                                    .bind(
                                            "author",
                                            decision.author()
                                                    .map(PractitionerId::value)
                                                    .orElse(null))
                                    .bind("happened", decision.happened())
                                    .bind("known", known.atOffset(ZoneOffset.UTC));
                    switch (decision.content()) {
                        case Decision.Content.StepDown(var state, var from, var to) ->
                                filed.bind("type", "step-down")
                                        .bind("state", state.name())
                                        .bind("from", from.orElse(null))
                                        .bind("to", to);
                        case Decision.Content.Other(var type, var what, var of) ->
                                filed.bind("type", type)
                                        .bind("state", what.orElse(null))
                                        .bind("from", (String) null)
                                        .bind("to", of.orElse(null));
                    }
                    filed.execute();
                });
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
    public Optional<String> practitioner(Directory.Entry entry, String name, long sequence) {
        return jdbi.withHandle(
                handle -> {
                    Optional<String> before =
                            handle.createQuery(ADDRESS)
                                    .bind("id", entry.id().value())
                                    .mapTo(String.class)
                                    .findOne();
                    int changed =
                            handle.createUpdate(PRACTITIONER)
                                    .bind("id", entry.id().value())
                                    .bind("name", name)
                                    .bind("agency", entry.agency().value())
                                    .bind("email", entry.email().orElse(null))
                                    .bind(
                                            "manager",
                                            entry.manager().map(PractitionerId::value).orElse(null))
                                    .bind(
                                            "deputy",
                                            entry.deputy().map(PractitionerId::value).orElse(null))
                                    .bind("active", entry.active())
                                    .bind("absences", ranges(entry.absences()))
                                    .bind("sequence", sequence)
                                    .execute();
                    return before.filter(
                            address -> changed == 1 && !entry.email().equals(Optional.of(address)));
                });
    }

    @Override
    public void agency(
            AgencyId id, String name, Map<String, String> inboxes, boolean active, long sequence) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(AGENCY)
                                .bind("id", id.value())
                                .bind("name", name)
                                .bind("inboxes", json(inboxes))
                                .bind("active", active)
                                .bind("sequence", sequence)
                                .execute());
    }

    private static String ranges(List<Absence> absences) {
        return absences.stream()
                .map(one -> "[" + one.from() + "," + one.to() + "]")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String json(Map<String, String> inboxes) {
        try {
            return MAPPER.writeValueAsString(inboxes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts that is no JSON", e);
        }
    }
}
