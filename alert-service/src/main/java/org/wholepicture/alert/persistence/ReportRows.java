package org.wholepicture.alert.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.wholepicture.alert.application.AlertReports;
import org.wholepicture.alert.application.StoredAlert;

/** Counts over alerts, and what managers look after. */
@ApplicationScoped
class ReportRows implements AlertReports {

    private static final Duration WEEK = Duration.ofDays(7);

    private static final String BY_RULE =
            """
            SELECT a.rule, count(*) AS raised, count(last.at) AS acknowledged,
                count(*) FILTER (WHERE last.useful) AS useful,
                count(*) FILTER (WHERE NOT last.useful) AS not_useful,
                percentile_cont(0.5) WITHIN GROUP (
                    ORDER BY extract(epoch FROM first.at - first.asked_from) / 86400) AS median
            FROM alert a
            LEFT JOIN LATERAL (SELECT at, asked_from FROM alert_answer n
                WHERE n.alert = a.id ORDER BY number LIMIT 1) AS first ON true
            LEFT JOIN LATERAL (SELECT at, useful FROM alert_answer n
                WHERE n.alert = a.id ORDER BY number DESC LIMIT 1) AS last ON true
            WHERE a.raised_at >= :from AND a.raised_at < :until
            GROUP BY a.rule ORDER BY a.rule
            """;

    private static final String LOADS =
            """
            SELECT l.practitioner, l.name,
                count(a.id) FILTER (WHERE a.state = 'OPEN') AS standing,
                count(a.id) FILTER (WHERE a.state = 'OPEN' AND a.acknowledged_at IS NULL
                    AND s.until IS NULL) AS unanswered,
                count(a.id) FILTER (WHERE a.state = 'OPEN' AND a.acknowledged_at IS NULL
                    AND s.until IS NULL AND a.moves_up_at <= :now) AS overdue,
                count(a.id) FILTER (WHERE a.raised_at > :week) AS lately
            FROM practitioner l
            LEFT JOIN person p ON p.lead = l.practitioner
                AND (p.lead_until IS NULL OR p.lead_until > :now)
            LEFT JOIN alert a ON a.person = p.person
                AND (a.state = 'OPEN' OR a.raised_at > :week)
            LEFT JOIN suppression s ON s.alert = a.id AND s.ended_at IS NULL
            WHERE l.manager = :manager AND l.active
            GROUP BY l.practitioner, l.name ORDER BY l.name, l.practitioner
            """;

    // From those they manage to the children and their alerts, never through the alerts of
    // everybody.
    private static final String FOR_MANAGER =
            AlertRows.COLUMNS
                    + """
                    JOIN person p ON p.person = a.person
                    WHERE a.state = 'OPEN' AND a.acknowledged_at IS NULL
                        AND (a.moved_up_at IS NOT NULL OR s.id IS NOT NULL)
                        AND ((p.lead IN (SELECT practitioner FROM practitioner
                                    WHERE manager = :manager)
                                AND (p.lead_until IS NULL OR p.lead_until > :now))
                            OR a.claimed_by IN (SELECT practitioner FROM practitioner
                                WHERE manager = :manager))
                    ORDER BY s.until IS NOT NULL, a.moves_up_at NULLS LAST, a.raised_at, a.id
                    LIMIT :limit
                    """;

    private final Jdbi jdbi;

    ReportRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<OfRule> byRule(Instant from, Instant until) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(BY_RULE)
                                .bind("from", from)
                                .bind("until", until)
                                .map(
                                        (row, _) ->
                                                new OfRule(
                                                        row.getString("rule"),
                                                        row.getInt("raised"),
                                                        row.getInt("acknowledged"),
                                                        row.getInt("useful"),
                                                        row.getInt("not_useful"),
                                                        row.getObject("median", Double.class)))
                                .list());
    }

    @Override
    public List<Load> loads(String manager, Instant now) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(LOADS)
                                .bind("manager", manager)
                                .bind("now", now)
                                .bind("week", now.minus(WEEK))
                                .map(
                                        (row, _) ->
                                                new Load(
                                                        row.getString("practitioner"),
                                                        row.getString("name"),
                                                        row.getInt("standing"),
                                                        row.getInt("unanswered"),
                                                        row.getInt("overdue"),
                                                        row.getInt("lately")))
                                .list());
    }

    @Override
    public List<StoredAlert> forManager(String manager, Instant now, int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(FOR_MANAGER)
                                .bind("manager", manager)
                                .bind("now", now)
                                .bind("limit", limit)
                                .map((row, _) -> AlertRows.alert(row))
                                .list());
    }
}
