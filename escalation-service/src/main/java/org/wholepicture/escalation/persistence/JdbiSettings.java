package org.wholepicture.escalation.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.wholepicture.escalation.domain.PractitionerId;
import org.wholepicture.escalation.domain.Settings;
import org.wholepicture.escalation.domain.SettingsBook;

@ApplicationScoped
class JdbiSettings implements SettingsBook {

    private static final String PRESENT =
            """
            SELECT * FROM settings
            WHERE version = (SELECT version FROM settings_in_effect)
            """;

    private static final String ALL = "SELECT * FROM settings ORDER BY version DESC LIMIT 100";

    private static final String HOLD = "SELECT version FROM settings_in_effect FOR UPDATE";

    private static final String PROPOSE =
            """
            INSERT INTO settings
                (version, stages, closed, opened, monitor, reason, proposed_by, proposed_at)
            SELECT max(version) + 1, CAST(:stages AS jsonb), CAST(:closed AS date[]),
                CAST(:opened AS date[]), :monitor, :reason, :by, :at
            FROM settings
            RETURNING version
            """;

    private static final String APPROVE =
            """
            UPDATE settings SET approved_by = :by, approved_at = :at
            WHERE version = :version AND approved_by IS NULL
            """;

    private static final String EFFECT = "UPDATE settings_in_effect SET version = :version";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Jdbi jdbi;

    JdbiSettings(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A stage as it stands in the column. */
    private record StageColumn(
            String name,
            @Nullable Integer above,
            @Nullable String inbox,
            int limit,
            List<String> notified) {

        static StageColumn of(Settings.StageSetting stage) {
            return switch (stage.who()) {
                case Settings.Who.Above(int steps) ->
                        new StageColumn(stage.name(), steps, null, stage.limit(), stage.notified());
                case Settings.Who.Inbox(String role) ->
                        new StageColumn(stage.name(), null, role, stage.limit(), stage.notified());
            };
        }

        Settings.StageSetting stage() {
            return new Settings.StageSetting(
                    name,
                    inbox != null
                            ? new Settings.Who.Inbox(inbox)
                            : new Settings.Who.Above(above == null ? 0 : above),
                    limit,
                    notified);
        }
    }

    @Override
    public Settings present() {
        return jdbi.withHandle(
                handle -> handle.createQuery(PRESENT).map((row, _) -> entry(row).settings()).one());
    }

    @Override
    public List<Entry> all() {
        return jdbi.withHandle(
                handle -> handle.createQuery(ALL).map((row, _) -> entry(row)).list());
    }

    @Override
    public int propose(Settings settings, String reason, PractitionerId by, Instant at) {
        return jdbi.withHandle(
                handle -> {
                    // One after the other: they are numbered.
                    hold(handle.createQuery(HOLD));
                    return handle.createQuery(PROPOSE)
                            .bind("stages", json(settings.stages()))
                            .bind("closed", days(settings.closed()))
                            .bind("opened", days(settings.open()))
                            .bind("monitor", settings.monitor())
                            .bind("reason", reason)
                            .bind("by", by.value())
                            .bind("at", Columns.utc(at))
                            .mapTo(Integer.class)
                            .one();
                });
    }

    @Override
    public Approval approve(int version, PractitionerId by, Instant at) {
        return jdbi.withHandle(
                handle -> {
                    int present = hold(handle.createQuery(HOLD));
                    Optional<Entry> found =
                            all().stream()
                                    .filter(e -> e.settings().version() == version)
                                    .findFirst();
                    if (found.isEmpty()) {
                        return Approval.UNKNOWN;
                    }
                    if (found.get().approvedBy().isPresent() || version < present) {
                        return Approval.DECIDED_ALREADY;
                    }
                    if (found.get().proposedBy().equals(by)) {
                        return Approval.OWN_PROPOSAL;
                    }
                    handle.createUpdate(APPROVE)
                            .bind("version", version)
                            .bind("by", by.value())
                            .bind("at", Columns.utc(at))
                            .execute();
                    handle.createUpdate(EFFECT).bind("version", version).execute();
                    return Approval.DONE;
                });
    }

    private static int hold(Query query) {
        return query.mapTo(Integer.class).one();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        boolean approved = row.getString("approved_by") != null;
        return new Entry(
                new Settings(
                        row.getInt("version"),
                        Columns.instant(row, approved ? "approved_at" : "proposed_at"),
                        stages(row.getString("stages")),
                        days(row, "closed"),
                        days(row, "opened"),
                        row.getString("monitor")),
                row.getString("reason"),
                new PractitionerId(row.getString("proposed_by")),
                Columns.instant(row, "proposed_at"),
                Columns.text(row, "approved_by").map(PractitionerId::new));
    }

    private static List<Settings.StageSetting> stages(String json) {
        try {
            return Arrays.stream(MAPPER.readValue(json, StageColumn[].class))
                    .map(StageColumn::stage)
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stages that cannot be read", e);
        }
    }

    private static String json(List<Settings.StageSetting> stages) {
        try {
            return MAPPER.writeValueAsString(stages.stream().map(StageColumn::of).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stages that cannot be written", e);
        }
    }

    private static String days(Collection<LocalDate> days) {
        return days.stream()
                .sorted()
                .map(LocalDate::toString)
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static Set<LocalDate> days(ResultSet row, String column) throws SQLException {
        return Arrays.stream((java.sql.Date[]) row.getArray(column).getArray())
                .map(java.sql.Date::toLocalDate)
                .collect(Collectors.toUnmodifiableSet());
    }
}
