package org.wholepicture.alert.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.ShadowAlerts;
import org.wholepicture.alert.domain.AlertEpisode;

/** What rules in shadow would have raised. */
@ApplicationScoped
class ShadowRows implements ShadowAlerts {

    private static final String OF_PERSON =
            """
            SELECT rule, subject, raised_on, ended_on, settings FROM shadow_alert
            WHERE person = :person
            """;

    private static final String CLEAR = "DELETE FROM shadow_alert WHERE person = :person";

    private static final String ADD =
            """
            INSERT INTO shadow_alert (person, rule, subject, raised_on, ended_on, settings)
            VALUES (:person, :rule, :subject, :raisedOn, :endedOn, :settings)
            """;

    private static final String WEEKLY =
            """
            SELECT rule, CAST(date_trunc('week', raised_on) AS date) AS week,
                count(*) FILTER (WHERE heard) AS raised,
                count(*) FILTER (WHERE NOT heard) AS would_be
            FROM (
                SELECT rule, raised_on, true AS heard FROM alert WHERE raised_on >= :since
                UNION ALL
                SELECT rule, raised_on, false FROM shadow_alert WHERE raised_on >= :since) AS everything
            GROUP BY rule, week
            """;

    private static final String BUSIEST =
            """
            SELECT rule, max(alerts) AS most
            FROM (
                SELECT b.rule, o.owner, count(*) AS alerts
                FROM (
                    SELECT rule, person FROM alert WHERE raised_on >= :since
                    UNION ALL
                    SELECT rule, person FROM shadow_alert WHERE raised_on >= :since) AS b
                JOIN person_owner(:today) o ON o.person = b.person
                WHERE o.owner IS NOT NULL
                GROUP BY b.rule, o.owner) AS each_owner
            GROUP BY rule
            """;

    private static final String PRACTITIONERS =
            "SELECT count(DISTINCT owner) FROM person_owner(:today) WHERE owner IS NOT NULL";

    private final Jdbi jdbi;

    ShadowRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    private record Row(
            String rule,
            String subject,
            LocalDate raisedOn,
            @Nullable LocalDate endedOn,
            int settings) {

        static Row of(AlertEpisode episode) {
            return new Row(
                    episode.rule().name(),
                    episode.subject().toString(),
                    episode.raisedOn(),
                    switch (episode.ending()) {
                        case AlertEpisode.Ending.Standing() -> null;
                        case AlertEpisode.Ending.Resolved(LocalDate on) -> on;
                        case AlertEpisode.Ending.Withdrawn(LocalDate on) -> on;
                    },
                    episode.settings());
        }
    }

    @Override
    public void put(UUID person, List<AlertEpisode> episodes) {
        Set<Row> rows = new HashSet<>();
        episodes.forEach(episode -> rows.add(Row.of(episode)));
        jdbi.useHandle(
                handle -> {
                    // Almost always nothing has changed, and nothing is written.
                    if (!rows.equals(ofPerson(handle, person))) {
                        handle.createUpdate(CLEAR).bind("person", person).execute();
                        add(handle, person, rows);
                    }
                });
    }

    private static Set<Row> ofPerson(Handle handle, UUID person) {
        return new HashSet<>(
                handle.createQuery(OF_PERSON)
                        .bind("person", person)
                        .map(
                                (row, _) ->
                                        new Row(
                                                row.getString("rule"),
                                                row.getString("subject"),
                                                row.getObject("raised_on", LocalDate.class),
                                                row.getObject("ended_on", LocalDate.class),
                                                row.getInt("settings")))
                        .list());
    }

    private static void add(Handle handle, UUID person, Set<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(ADD);
        for (Row row : rows) {
            batch.bind("person", person)
                    .bind("rule", row.rule())
                    .bind("subject", row.subject())
                    .bind("raisedOn", row.raisedOn())
                    .bind("endedOn", row.endedOn())
                    .bind("settings", row.settings())
                    .add();
        }
        batch.execute();
    }

    @Override
    public List<Weekly> weekly(LocalDate since) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(WEEKLY)
                                .bind("since", since)
                                .map(
                                        (row, _) ->
                                                new Weekly(
                                                        row.getString("rule"),
                                                        row.getObject("week", LocalDate.class),
                                                        row.getLong("raised"),
                                                        row.getLong("would_be")))
                                .list());
    }

    @Override
    public List<Busiest> busiest(LocalDate since, LocalDate today) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(BUSIEST)
                                .bind("since", since)
                                .bind("today", today)
                                .map(
                                        (row, _) ->
                                                new Busiest(
                                                        row.getString("rule"), row.getLong("most")))
                                .list());
    }

    @Override
    public long practitioners(LocalDate today) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(PRACTITIONERS)
                                .bind("today", today)
                                .mapTo(Long.class)
                                .one());
    }
}
