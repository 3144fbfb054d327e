package org.wholepicture.chronology.persistence;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.wholepicture.chronology.domain.Acknowledgement;
import org.wholepicture.chronology.domain.Acknowledgements;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.RecordId;

/** Rows of history_acknowledgement. */
@Singleton
class JdbiAcknowledgements implements Acknowledgements {

    private static final String ADD =
            """
            INSERT INTO history_acknowledgement (record, event, practitioner, at)
            VALUES (:record, :event, :practitioner, :at)
            ON CONFLICT (record, event, practitioner) DO NOTHING
            """;

    // The policy leaves those of all granted persons: one is asked about.
    private static final String OF =
            """
            SELECT a.*
            FROM history_acknowledgement a
            JOIN record_now n ON n.record = a.record
            WHERE n.person = :person AND a.at < :before
            ORDER BY a.at, a.record, a.event, a.practitioner
            """;

    private final Roles roles;

    JdbiAcknowledgements(Roles roles) {
        this.roles = roles;
    }

    @Override
    public void add(Acknowledgement acknowledgement) {
        roles.asWriter(
                handle ->
                        handle.createUpdate(ADD)
                                .bind("record", acknowledgement.record().value())
                                .bind("event", acknowledgement.event().value())
                                .bind("practitioner", acknowledgement.practitioner().value())
                                .bind("at", acknowledgement.at())
                                .execute());
    }

    @Override
    public List<Acknowledgement> of(Set<PersonId> granted, PersonId person, Instant before) {
        return roles.asReader(
                granted,
                handle ->
                        handle.createQuery(OF)
                                .bind("person", person.value())
                                .bind("before", before)
                                .map(
                                        (row, _) ->
                                                new Acknowledgement(
                                                        new RecordId(Rows.uuid(row, "record")),
                                                        new EventId(Rows.uuid(row, "event")),
                                                        new PractitionerId(
                                                                row.getString("practitioner")),
                                                        Rows.instant(row, "at")))
                                .list());
    }
}
