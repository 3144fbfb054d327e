package org.wholepicture.alert.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.wholepicture.alert.application.AlertCopies;

/** Whom alerts are told beside whoever answers for them. */
@ApplicationScoped
class CopyRows implements AlertCopies {

    private static final String ADD =
            """
            INSERT INTO alert_copy (alert, kind, agency, due_at)
            VALUES (:alert, :kind, :agency, :due) ON CONFLICT DO NOTHING
            """;

    // A manager is looked up when the mail is written; without one the copy waits.
    private static final String DUE =
            """
            FROM (
                SELECT c.alert, c.kind, a.person, c.due_at,
                    CASE c.kind WHEN 'MANAGER' THEN l.manager WHEN 'DESK' THEN a.person::text
                        ELSE c.agency END AS whom
                FROM alert_copy c JOIN alert a ON a.id = c.alert
                    JOIN person p ON p.person = a.person
                    LEFT JOIN practitioner l ON l.practitioner = p.lead
                        AND (p.lead_until IS NULL OR p.lead_until > :now)
                WHERE c.mail IS NULL AND c.due_at <= :now
                    AND (p.mail_set_aside_until IS NULL OR p.mail_set_aside_until <= :now)
            ) AS due
            WHERE whom IS NOT NULL
            """;

    private static final String FIRST =
            "SELECT kind, whom " + DUE + " ORDER BY due_at, kind, whom LIMIT 1";

    private static final String COUNT = "SELECT count(*) " + DUE;

    private static final String OF = " AND kind = :kind AND whom = :whom";

    private static final String ALERTS = "SELECT alert " + DUE + OF + " ORDER BY alert";

    private static final String PERSONS = "SELECT DISTINCT person " + DUE + OF;

    private static final String WHICH =
            " WHERE kind = :kind AND alert = ANY(:alerts) AND agency = :agency AND mail IS NULL";

    private static final String WRITTEN = "UPDATE alert_copy SET mail = :mail" + WHICH;

    private static final String FORGET = "DELETE FROM alert_copy" + WHICH;

    private static final String FORGET_ALERT =
            """
            DELETE FROM alert_copy
            WHERE alert = :alert AND mail IS NULL AND (:withdrawn OR kind <> 'USED')
            """;

    private static final String OF_NOTHING_ELSE =
            """
            SELECT c.mail FROM alert_copy c
            WHERE c.alert = :alert AND c.kind = 'USED' AND c.mail IS NOT NULL
                AND NOT EXISTS (SELECT FROM alert_copy o JOIN alert a ON a.id = o.alert
                    WHERE o.mail = c.mail AND o.alert <> c.alert AND a.state <> 'WITHDRAWN')
            """;

    private final Jdbi jdbi;

    CopyRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void add(UUID alert, Kind kind, String agency, Instant due) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(ADD)
                                .bind("alert", alert)
                                .bind("kind", kind.name())
                                .bind("agency", agency)
                                .bind("due", due)
                                .execute());
    }

    @Override
    public Optional<Due> due(Instant now) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(FIRST)
                                .bind("now", now)
                                .map(
                                        (row, _) ->
                                                new Due(
                                                        Kind.valueOf(row.getString("kind")),
                                                        row.getString("whom")))
                                .findOne());
    }

    @Override
    public long remaining(Instant now) {
        return jdbi.withHandle(
                handle -> handle.createQuery(COUNT).bind("now", now).mapTo(Long.class).one());
    }

    @Override
    public List<UUID> alerts(Due due, Instant now) {
        return ids(ALERTS, due, now);
    }

    @Override
    public Set<UUID> persons(Due due, Instant now) {
        return new HashSet<>(ids(PERSONS, due, now));
    }

    private List<UUID> ids(String sql, Due due, Instant now) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(sql)
                                .bind("now", now)
                                .bind("kind", due.kind().name())
                                .bind("whom", due.whom())
                                .mapTo(UUID.class)
                                .list());
    }

    @Override
    public void written(Due due, List<UUID> alerts, UUID mail) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(WRITTEN)
                                .bind("mail", mail)
                                .bind("kind", due.kind().name())
                                .bind("agency", agency(due))
                                .bindArray("alerts", UUID.class, alerts.toArray())
                                .execute());
    }

    @Override
    public void forget(Due due, List<UUID> alerts) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(FORGET)
                                .bind("kind", due.kind().name())
                                .bind("agency", agency(due))
                                .bindArray("alerts", UUID.class, alerts.toArray())
                                .execute());
    }

    private static String agency(Due due) {
        return due.kind() == Kind.USED ? due.whom() : "";
    }

    @Override
    public void forget(UUID alert, boolean withdrawn) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(FORGET_ALERT)
                                .bind("alert", alert)
                                .bind("withdrawn", withdrawn)
                                .execute());
    }

    @Override
    public List<UUID> mailsOfNothingElse(UUID alert) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(OF_NOTHING_ELSE)
                                .bind("alert", alert)
                                .mapTo(UUID.class)
                                .list());
    }
}
