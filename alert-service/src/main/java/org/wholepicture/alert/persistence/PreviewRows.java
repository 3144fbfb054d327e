package org.wholepicture.alert.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.Previews;
import org.wholepicture.alert.domain.SettingsComparison;

/** What proposed settings would change, and where working it out goes on. */
@ApplicationScoped
class PreviewRows implements Previews {

    private static final String CLEAR = "DELETE FROM settings_preview WHERE version = :version";

    private static final String BEGIN =
            """
            INSERT INTO settings_preview (version, day, total)
            SELECT :version, :day, count(*) FROM person
            """;

    private static final String FIND = "SELECT * FROM settings_preview WHERE version = :version";

    private static final String COUNTS =
            "SELECT * FROM settings_preview_rule WHERE version = :version";

    private static final String DUE =
            """
            FROM settings_preview p
            WHERE NOT p.finished AND EXISTS (
                SELECT FROM settings s WHERE s.version = p.version AND s.approved IS NULL)
            """;

    private static final String HOLD_ONE =
            "SELECT p.version, p.day, p.after "
                    + DUE
                    + " ORDER BY p.version LIMIT 1 FOR UPDATE OF p SKIP LOCKED";

    private static final String REMAINING = "SELECT count(*) " + DUE;

    private static final String PERSONS =
            """
            SELECT person FROM person
            WHERE CAST(:after AS uuid) IS NULL OR person > CAST(:after AS uuid)
            ORDER BY person LIMIT :most
            """;

    private static final String GO_ON =
            """
            UPDATE settings_preview
            SET after = :after, persons = persons + :persons, failed = failed + :failed
            WHERE version = :version
            """;

    private static final String ADD =
            """
            INSERT INTO settings_preview_rule AS r
                (version, rule, same, moved, added, gone, beginning, ending)
            VALUES (:version, :rule, :same, :moved, :added, :gone, :beginning, :ending)
            ON CONFLICT (version, rule) DO UPDATE SET same = r.same + excluded.same,
                moved = r.moved + excluded.moved, added = r.added + excluded.added,
                gone = r.gone + excluded.gone, beginning = r.beginning + excluded.beginning,
                ending = r.ending + excluded.ending
            """;

    private static final String FINISH =
            "UPDATE settings_preview SET finished = true WHERE version = :version";

    private final Jdbi jdbi;

    PreviewRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void begin(int version, LocalDate day) {
        jdbi.useHandle(
                handle -> {
                    handle.createUpdate(CLEAR).bind("version", version).execute();
                    handle.createUpdate(BEGIN).bind("version", version).bind("day", day).execute();
                });
    }

    @Override
    public Optional<Preview> find(int version) {
        return jdbi.withHandle(
                handle -> {
                    Map<String, SettingsComparison.Counts> counts = new HashMap<>();
                    handle.createQuery(COUNTS)
                            .bind("version", version)
                            .map((row, _) -> Map.entry(row.getString("rule"), counts(row)))
                            .forEach(one -> counts.put(one.getKey(), one.getValue()));
                    return handle.createQuery(FIND)
                            .bind("version", version)
                            .map((row, _) -> preview(row, counts))
                            .findOne();
                });
    }

    @Override
    public Optional<Due> holdOne() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(HOLD_ONE)
                                .map(
                                        (row, _) ->
                                                new Due(
                                                        row.getInt("version"),
                                                        row.getObject("day", LocalDate.class),
                                                        row.getObject("after", UUID.class)))
                                .findOne());
    }

    @Override
    public long remaining() {
        return jdbi.withHandle(handle -> handle.createQuery(REMAINING).mapTo(Long.class).one());
    }

    @Override
    public List<UUID> persons(@Nullable UUID after, int most) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(PERSONS)
                                .bind("after", after)
                                .bind("most", most)
                                .mapTo(UUID.class)
                                .list());
    }

    @Override
    public void add(
            int version,
            List<UUID> folded,
            long failed,
            Map<String, SettingsComparison.Counts> counts) {
        jdbi.useHandle(
                handle -> {
                    handle.createUpdate(GO_ON)
                            .bind("version", version)
                            .bind("after", folded.getLast())
                            .bind("persons", folded.size())
                            .bind("failed", failed)
                            .execute();
                    if (counts.isEmpty()) {
                        return;
                    }
                    PreparedBatch batch = handle.prepareBatch(ADD);
                    counts.forEach(
                            (rule, some) ->
                                    batch.bind("version", version)
                                            .bind("rule", rule)
                                            .bind("same", some.same())
                                            .bind("moved", some.moved())
                                            .bind("added", some.added())
                                            .bind("gone", some.gone())
                                            .bind("beginning", some.beginning())
                                            .bind("ending", some.ending())
                                            .add());
                    batch.execute();
                });
    }

    @Override
    public void finish(int version) {
        jdbi.useHandle(handle -> handle.createUpdate(FINISH).bind("version", version).execute());
    }

    private static Preview preview(ResultSet row, Map<String, SettingsComparison.Counts> counts)
            throws SQLException {
        return new Preview(
                row.getInt("version"),
                row.getObject("day", LocalDate.class),
                row.getBoolean("finished"),
                row.getLong("persons"),
                row.getLong("total"),
                row.getLong("failed"),
                counts);
    }

    private static SettingsComparison.Counts counts(ResultSet row) throws SQLException {
        return new SettingsComparison.Counts(
                row.getLong("same"),
                row.getLong("moved"),
                row.getLong("added"),
                row.getLong("gone"),
                row.getLong("beginning"),
                row.getLong("ending"));
    }
}
