package org.wholepicture.alert.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.SettingsBook;
import org.wholepicture.alert.domain.PartnershipSettings;
import org.wholepicture.alert.domain.ThresholdLimits;
import org.wholepicture.alert.domain.Voice;

/** The versions of the settings: numbers and voices as JSON, nothing selects by them. */
@ApplicationScoped
class SettingsRows implements SettingsBook {

    private static final String LATEST =
            "SELECT coalesce(max(version), 0) FROM settings WHERE approved";

    private static final String APPROVED = "SELECT * FROM settings WHERE approved ORDER BY version";

    private static final String NEWEST = "SELECT * FROM settings ORDER BY version DESC LIMIT 100";

    private static final String FIND = "SELECT * FROM settings WHERE version = :version";

    // Two replicas that start at once begin it once.
    private static final String BEGIN =
            """
            INSERT INTO settings (version, base, thresholds, voices, closed, opened,
                in_force_from, reason, proposed_by, proposed_at, approved, decided_by, decided_at)
            VALUES (1, 0, CAST(:thresholds AS jsonb), CAST(:voices AS jsonb), '{}', '{}',
                DATE '1900-01-01', 'As the service was set up.', :by, :at, true, :by, :at)
            ON CONFLICT (version) DO NOTHING
            """;

    private static final String HOLD = "SELECT version FROM settings WHERE version = 1 FOR UPDATE";

    private static final String PROPOSE =
            """
            INSERT INTO settings (version, base, thresholds, voices, closed, opened,
                new_birth_visits_from, wanted_from, reason, proposed_by, proposed_at)
            SELECT max(version) + 1, :base, CAST(:thresholds AS jsonb), CAST(:voices AS jsonb),
                CAST(:closed AS date[]), CAST(:opened AS date[]), :newBirthVisitsFrom,
                :wantedFrom, :reason, :by, :at
            FROM settings
            RETURNING version
            """;

    private static final String DECIDE =
            """
            UPDATE settings SET approved = :approved, in_force_from = :from, decided_by = :by,
                decided_at = :at
            WHERE version = :version AND approved IS NULL
            """;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<Map<String, Integer>> NUMBERS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Voice>> VOICES = new TypeReference<>() {};

    private final Jdbi jdbi;

    SettingsRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public int latestApproved() {
        return jdbi.withHandle(handle -> handle.createQuery(LATEST).mapTo(Integer.class).one());
    }

    @Override
    public List<Entry> approved() {
        return jdbi.withHandle(
                handle -> handle.createQuery(APPROVED).map((row, _) -> entry(row)).list());
    }

    @Override
    public List<Entry> newest() {
        return jdbi.withHandle(
                handle -> handle.createQuery(NEWEST).map((row, _) -> entry(row)).list());
    }

    @Override
    public Optional<Entry> find(int version) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(FIND)
                                .bind("version", version)
                                .map((row, _) -> entry(row))
                                .findOne());
    }

    @Override
    public void begin(PartnershipSettings settings, Instant at) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(BEGIN)
                                .bind("thresholds", thresholds(settings))
                                .bind("voices", json(settings.voices()))
                                .bind("by", NOBODY)
                                .bind("at", at)
                                .execute());
    }

    @Override
    public void hold() {
        jdbi.useHandle(handle -> handle.createQuery(HOLD).mapTo(Integer.class).one());
    }

    @Override
    public int propose(
            PartnershipSettings settings,
            int base,
            @Nullable LocalDate wantedFrom,
            String reason,
            String by,
            Instant at) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(PROPOSE)
                                .bind("base", base)
                                .bind("thresholds", thresholds(settings))
                                .bind("voices", json(settings.voices()))
                                .bind("closed", days(settings.closedDays()))
                                .bind("opened", days(settings.openDays()))
                                .bind("newBirthVisitsFrom", settings.newBirthVisitsFrom())
                                .bind("wantedFrom", wantedFrom)
                                .bind("reason", reason)
                                .bind("by", by)
                                .bind("at", at)
                                .mapTo(Integer.class)
                                .one());
    }

    @Override
    public void approve(int version, LocalDate from, String by, Instant at) {
        decide(version, true, from, by, at);
    }

    @Override
    public void reject(int version, String by, Instant at) {
        decide(version, false, null, by, at);
    }

    private void decide(
            int version, boolean approved, @Nullable LocalDate from, String by, Instant at) {
        int decided =
                jdbi.withHandle(
                        handle ->
                                handle.createUpdate(DECIDE)
                                        .bind("version", version)
                                        .bind("approved", approved)
                                        .bind("from", from)
                                        .bind("by", by)
                                        .bind("at", at)
                                        .execute());
        if (decided != 1) {
            throw new IllegalStateException("decided already, although it was held");
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        String decidedBy = row.getString("decided_by");
        return new Entry(
                row.getInt("version"),
                new PartnershipSettings(
                        ThresholdLimits.thresholds(read(row.getString("thresholds"), NUMBERS)),
                        read(row.getString("voices"), VOICES),
                        days(row, "closed"),
                        days(row, "opened"),
                        row.getObject("new_birth_visits_from", LocalDate.class)),
                row.getInt("base"),
                row.getObject("wanted_from", LocalDate.class),
                row.getObject("in_force_from", LocalDate.class),
                row.getString("reason"),
                row.getString("proposed_by"),
                instant(row.getTimestamp("proposed_at")),
                decidedBy == null
                        ? Optional.empty()
                        : Optional.of(
                                new Decision(
                                        row.getBoolean("approved"),
                                        decidedBy,
                                        instant(row.getTimestamp("decided_at")))));
    }

    private static Instant instant(Timestamp at) {
        return at.toInstant();
    }

    private static String thresholds(PartnershipSettings settings) {
        return json(ThresholdLimits.values(settings.thresholds()));
    }

    private static String json(Map<String, ?> values) {
        try {
            return MAPPER.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings that cannot be written", e);
        }
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings that cannot be read", e);
        }
    }

    private static String days(Set<LocalDate> days) {
        return days.stream()
                .sorted()
                .map(LocalDate::toString)
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static Set<LocalDate> days(ResultSet row, String column) throws SQLException {
        return Arrays.stream((Date[]) row.getArray(column).getArray())
                .map(Date::toLocalDate)
                .collect(Collectors.toUnmodifiableSet());
    }
}
