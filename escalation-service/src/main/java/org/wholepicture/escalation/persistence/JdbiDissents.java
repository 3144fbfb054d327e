package org.wholepicture.escalation.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.wholepicture.escalation.domain.AgencyId;
import org.wholepicture.escalation.domain.Dissent;
import org.wholepicture.escalation.domain.DissentId;
import org.wholepicture.escalation.domain.Dissents;
import org.wholepicture.escalation.domain.EventId;
import org.wholepicture.escalation.domain.Grounds;
import org.wholepicture.escalation.domain.PersonId;
import org.wholepicture.escalation.domain.Practitioner;
import org.wholepicture.escalation.domain.PractitionerId;
import org.wholepicture.escalation.domain.RecordId;
import org.wholepicture.escalation.domain.StepDown;
import org.wholepicture.escalation.domain.Words;

@ApplicationScoped
class JdbiDissents implements Dissents {

    private static final String ADD =
            """
            INSERT INTO dissent
                (id, record, about, disagreement, asked_for,
                 raised_by, raised_agency, raised_at, state)
            VALUES
                (:id, :record, :about, :disagreement, :askedFor,
                 :by, :agency, :at, 'RAISED')
            ON CONFLICT (record, about, raised_by) WHERE state <> 'RESOLVED' DO NOTHING
            """;

    private static final String END =
            """
            UPDATE dissent
            SET state = 'RESOLVED', resolved_by = :by, resolved_agency = :agency,
                resolved_at = :at, outcome = :outcome
            WHERE id = :id AND state <> 'RESOLVED'
            """;

    private static final String FIND = "SELECT * FROM dissent WHERE id = :id";

    private static final String FIND_TO_CHANGE = "SELECT * FROM dissent WHERE id = :id FOR UPDATE";

    private static final String FIND_LATEST =
            """
            SELECT * FROM dissent
            WHERE record = :record AND about = :about AND raised_by = :by
            ORDER BY raised_at DESC, id DESC
            LIMIT 1
            """;

    private static final String ABOUT =
            """
            SELECT d.* FROM dissent d JOIN record_person r ON r.record = d.record
            WHERE r.person = :person
            ORDER BY d.raised_at DESC, d.id DESC
            """;

    private static final String AROUND =
            """
            SELECT d.* FROM dissent d JOIN record_person r ON r.record = d.record
            WHERE r.person IN (SELECT involved(:practitioner, :at))
              AND NOT EXISTS (
                  SELECT 1 FROM directory_practitioner p
                  WHERE p.practitioner = :practitioner AND NOT p.active)
            ORDER BY d.state = 'RESOLVED', d.raised_at DESC, d.id DESC
            """;

    private final Jdbi jdbi;

    JdbiDissents(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public boolean add(Dissent.Raised dissent) {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(ADD)
                                        .bind("id", dissent.id().value())
                                        .bind("record", dissent.grounds().record().value())
                                        .bind("about", dissent.grounds().about().value())
                                        .bind(
                                                "disagreement",
                                                dissent.grounds().disagreement().text())
                                        .bind("askedFor", dissent.grounds().askedFor().text())
                                        .bind("by", dissent.raisedBy().id().value())
                                        .bind("agency", dissent.raisedBy().agency().value())
                                        .bind("at", utc(dissent.raisedAt()))
                                        .execute()
                                == 1);
    }

    @Override
    public void end(Dissent.Resolved dissent) {
        int changed =
                jdbi.withHandle(
                        handle ->
                                handle.createUpdate(END)
                                        .bind("id", dissent.id().value())
                                        .bind("by", dissent.resolvedBy().id().value())
                                        .bind("agency", dissent.resolvedBy().agency().value())
                                        .bind("at", utc(dissent.resolvedAt()))
                                        .bind("outcome", dissent.outcome().text())
                                        .execute());
        if (changed != 1) {
            throw new IllegalStateException("the disagreement was not held while it was ended");
        }
    }

    @Override
    public Optional<Dissent> find(DissentId id) {
        return one(FIND, id);
    }

    @Override
    public Optional<Dissent> findToChange(DissentId id) {
        return one(FIND_TO_CHANGE, id);
    }

    @Override
    public Optional<Dissent> findLatest(StepDown about, PractitionerId by) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(FIND_LATEST)
                                .bind("record", about.record().value())
                                .bind("about", about.event().value())
                                .bind("by", by.value())
                                .map(JdbiDissents::dissent)
                                .findOne());
    }

    @Override
    public List<Dissent> about(PersonId person) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(ABOUT)
                                .bind("person", person.value())
                                .map(JdbiDissents::dissent)
                                .list());
    }

    @Override
    public List<Dissent> around(PractitionerId practitioner, Instant at) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(AROUND)
                                .bind("practitioner", practitioner.value())
                                .bind("at", utc(at))
                                .map(JdbiDissents::dissent)
                                .list());
    }

    private Optional<Dissent> one(String sql, DissentId id) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(sql)
                                .bind("id", id.value())
                                .map(JdbiDissents::dissent)
                                .findOne());
    }

    private static Dissent dissent(ResultSet row, StatementContext context) throws SQLException {
        var id = new DissentId(row.getObject("id", UUID.class));
        var grounds =
                new Grounds(
                        new RecordId(row.getObject("record", UUID.class)),
                        new EventId(row.getObject("about", UUID.class)),
                        new Words(row.getString("disagreement")),
                        new Words(row.getString("asked_for")));
        var raised =
                new Dissent.Raised(
                        id,
                        grounds,
                        practitioner(row, "raised_by", "raised_agency"),
                        instant(row, "raised_at"));
        String state = row.getString("state");
        return switch (state) {
            case "RAISED" -> raised;
            case "RESOLVED" ->
                    raised.resolve(
                            practitioner(row, "resolved_by", "resolved_agency"),
                            new Words(row.getString("outcome")),
                            instant(row, "resolved_at"));
            default -> throw new IllegalStateException("unknown state of a disagreement: " + state);
        };
    }

    private static Practitioner practitioner(ResultSet row, String id, String agency)
            throws SQLException {
        return new Practitioner(
                new PractitionerId(row.getString(id)), new AgencyId(row.getString(agency)));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
