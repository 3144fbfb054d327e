package org.wholepicture.referral.persistence;

import static org.wholepicture.referral.persistence.Database.at;
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
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.wholepicture.referral.domain.ErasureOrder.By;
import org.wholepicture.referral.domain.LegalHold;
import org.wholepicture.referral.domain.LegalHolds;
import org.wholepicture.referral.domain.PersonId;
import org.wholepicture.referral.domain.RecordId;

@ApplicationScoped
class JdbiLegalHolds implements LegalHolds {

    private static final String PUT =
            """
            INSERT INTO legal_hold
                (id, person, reason, review_on, set_by, set_at, lifted_by, lifted_at, lifted_reason)
            VALUES (:id, :person, :reason, :reviewOn, :by, :at, :liftedBy, :liftedAt, :why)
            ON CONFLICT (id) DO UPDATE SET lifted_by = excluded.lifted_by,
                lifted_at = excluded.lifted_at, lifted_reason = excluded.lifted_reason
            """;

    private static final String LOCK = "SELECT * FROM legal_hold WHERE id = :id FOR UPDATE";

    private static final String STANDING =
            "SELECT * FROM legal_hold WHERE lifted_at IS NULL ORDER BY review_on, id LIMIT 1000";

    private static final String HOLD_ANY =
            """
            SELECT EXISTS (
                SELECT FROM legal_hold h
                JOIN record_membership m ON m.person_id = h.person
                WHERE h.lifted_at IS NULL AND m.record_id = ANY (:records))
            """;

    private final Jdbi jdbi;

    JdbiLegalHolds(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void put(LegalHold hold) {
        LegalHold.Lifted lifted = hold.lifted();
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(PUT)
                                .bind("id", hold.id())
                                .bind("person", hold.person().value())
                                .bind("reason", hold.reason())
                                .bind("reviewOn", hold.reviewOn())
                                .bind("by", hold.set().practitioner())
                                .bind("at", at(hold.set().at()))
                                .bind(
                                        "liftedBy",
                                        lifted == null ? null : lifted.by().practitioner())
                                .bind("liftedAt", lifted == null ? null : at(lifted.by().at()))
                                .bind("why", lifted == null ? null : lifted.why())
                                .execute());
    }

    @Override
    public Optional<LegalHold> lock(UUID id) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(LOCK)
                                .bind("id", id)
                                .map((row, _) -> hold(row))
                                .findOne());
    }

    @Override
    public List<LegalHold> standing() {
        return jdbi.withHandle(
                handle -> handle.createQuery(STANDING).map((row, _) -> hold(row)).list());
    }

    @Override
    public boolean holdAny(Collection<RecordId> records) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(HOLD_ANY)
                                .bindArray(
                                        "records",
                                        UUID.class,
                                        records.stream().map(RecordId::value).toList())
                                .mapTo(Boolean.class)
                                .one());
    }

    private static LegalHold hold(ResultSet row) throws SQLException {
        String by = row.getString("lifted_by");
        Instant when = instantOrNull(row, "lifted_at");
        return new LegalHold(
                uuid(row, "id"),
                new PersonId(uuid(row, "person")),
                row.getString("reason"),
                row.getObject("review_on", LocalDate.class),
                new By(row.getString("set_by"), instant(row, "set_at")),
                by == null || when == null
                        ? null
                        : new LegalHold.Lifted(new By(by, when), row.getString("lifted_reason")));
    }
}
