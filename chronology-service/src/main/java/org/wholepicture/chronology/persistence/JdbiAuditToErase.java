package org.wholepicture.chronology.persistence;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.wholepicture.chronology.domain.AuditToErase;
import org.wholepicture.chronology.domain.PersonId;

/** Under the login role: ids alone. */
@Singleton
class JdbiAuditToErase implements AuditToErase {

    private static final String ADD =
            """
            INSERT INTO erasure_audit (order_id, person, known_at) VALUES (:order, :person, :until)
            ON CONFLICT DO NOTHING
            """;

    private static final String CLAIM =
            "SELECT * FROM erasure_audit ORDER BY known_at LIMIT 1 FOR UPDATE SKIP LOCKED";

    private static final String DONE =
            "DELETE FROM erasure_audit WHERE order_id = :order AND person = :person";

    private final Jdbi jdbi;

    JdbiAuditToErase(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void add(Open open) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(ADD)
                                .bind("order", open.order())
                                .bind("person", open.person().value())
                                .bind("until", open.until())
                                .execute());
    }

    @Override
    public Optional<Open> claim() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(CLAIM)
                                .map(
                                        (row, _) ->
                                                new Open(
                                                        Rows.uuid(row, "order_id"),
                                                        new PersonId(Rows.uuid(row, "person")),
                                                        Rows.instant(row, "known_at")))
                                .findOne());
    }

    @Override
    public void done(Open open) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(DONE)
                                .bind("order", open.order())
                                .bind("person", open.person().value())
                                .execute());
    }
}
