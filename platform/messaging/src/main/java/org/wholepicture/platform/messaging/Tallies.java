package org.wholepicture.platform.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Compares what referral-service says it filed of each agency in a day with what is applied here,
 * while nothing is on its way. A difference that stays is named and the day asked for again, at
 * first each minute, later as rarely as it has stayed long. Gauge {@code
 * wp.reconciler.filed.not.applied} by agency: above zero, applied less; below, applied more. In
 * services without an {@link Applied} it does nothing.
 *
 * <p>A day's comparison counts one day of rows, found by a block range index: about 30 blocks of 30
 * thousand rows where 10 million stand.
 */
@ApplicationScoped
class Tallies implements MessageHandler, Look {

    static final String TOPIC = "tallies";
    private static final String FILED = "child-events";

    /** CloudEvents type of a tally. */
    static final String TYPE = "org.wholepicture.tally.v1";

    private static final Logger LOG = Logger.getLogger(Tallies.class);

    private static final String KEEP =
            """
            INSERT INTO inbox_tally AS t (day, until, filed, sequence)
            VALUES (?, ?, ?::jsonb, ?)
            ON CONFLICT (day) DO UPDATE
            SET until = excluded.until, filed = excluded.filed, sequence = excluded.sequence
            WHERE t.sequence < excluded.sequence
            """;

    private static final String DAYS = "SELECT min(day), max(day) FROM inbox_tally";

    private static final String FIND =
            """
            SELECT day, until, filed FROM inbox_tally
            WHERE day BETWEEN ? AND ?
            ORDER BY day
            """;

    /** Says too since when it differs, and whether it is to be asked for now. */
    private static final String DIFFERS =
            """
            UPDATE inbox_tally
            SET difference = ?::jsonb,
                differs_since = coalesce(differs_since, clock_timestamp())
            WHERE day = ?
            RETURNING
                differs_since <= clock_timestamp() - ? * interval '1 millisecond' AS stays,
                asked_at IS NULL
                    OR asked_at + least(asked_at - differs_since, interval '1 hour')
                        <= clock_timestamp() AS due
            """;

    private static final String ASKED =
            "UPDATE inbox_tally SET asked_at = clock_timestamp() WHERE day = ?";

    private static final String AGREES =
            """
            UPDATE inbox_tally SET difference = NULL, differs_since = NULL, asked_at = NULL
            WHERE day = ? AND difference IS NOT NULL
            """;

    private static final String DIFFERENCES =
            """
            SELECT each.key, sum(each.value::bigint)
            FROM inbox_tally, jsonb_each_text(difference) AS each
            WHERE difference IS NOT NULL
            GROUP BY each.key
            """;

    private final Tables tables;
    private final Optional<Applied> applied;
    private final ConsumerProgress progress;
    private final Outbox outbox;
    private final InstantSource clock;
    private final MessagingConfig config;
    private final MultiGauge differences;

    private record Stays(boolean stays, boolean due) {}

    Tallies(
            Tables tables,
            Instance<Applied> applied,
            ConsumerProgress progress,
            Outbox outbox,
            InstantSource clock,
            MessagingConfig config,
            MeterRegistry meters) {
        this.tables = tables;
        this.applied = applied.isResolvable() ? Optional.of(applied.get()) : Optional.empty();
        this.progress = progress;
        this.outbox = outbox;
        this.clock = clock;
        this.config = config;
        this.differences =
                MultiGauge.builder("wp.reconciler.filed.not.applied")
                        .description("How much more of an agency was filed than applied")
                        .register(meters);
    }

    @Override
    public Set<String> topics() {
        return applied.isPresent() ? Set.of(TOPIC) : Set.of();
    }

    @Override
    public void handle(String topic, Envelope message) {
        if (!message.type().equals(TYPE)) {
            throw new IllegalArgumentException("not a tally");
        }
        Tally tally = Tally.read(message.data());
        tables.joined(
                connection -> {
                    tables.takeRole(connection);
                    try (PreparedStatement statement = connection.prepareStatement(KEEP)) {
                        statement.setObject(1, tally.day());
                        statement.setObject(2, tally.until().atOffset(ZoneOffset.UTC));
                        statement.setString(3, Tally.json(tally.filed()).toString());
                        statement.setLong(4, message.sequence());
                        return statement.executeUpdate();
                    }
                });
    }

    @Override
    public String name() {
        return TOPIC;
    }

    @Override
    public long lowest() {
        return days(1);
    }

    @Override
    public long highest() {
        return days(2);
    }

    /** A day; the years before in rounds of some hours. */
    @Override
    public long chunk() {
        return 1;
    }

    @Override
    public int older() {
        return 30;
    }

    @Override
    public void at(long first, long last) {
        if (applied.isEmpty()) {
            return;
        }
        List<Tally> tallies = tables.own(connection -> find(connection, first, last));
        for (Tally tally : tallies) {
            Map<String, Long> difference = difference(tally);
            // What is on its way was not applied rightly: nothing is said of it.
            if (difference.isEmpty() || progress.behind() == 0) {
                tables.own(connection -> note(connection, tally, difference));
            }
        }
    }

    private Map<String, Long> difference(Tally tally) {
        return tally.difference(applied.orElseThrow().count(tally.from(), tally.until()));
    }

    private boolean note(Connection connection, Tally tally, Map<String, Long> difference)
            throws SQLException {
        if (difference.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(AGREES)) {
                statement.setObject(1, tally.day());
                return statement.executeUpdate() > 0;
            }
        }
        Stays stays = differs(connection, tally, difference);
        if (!stays.stays()) {
            return false;
        }
        difference.forEach(
                (agency, count) ->
                        LOG.errorf(
                                "filed and applied differ agency=%s day=%s filedNotApplied=%d",
                                agency, tally.day(), count));
        if (stays.due()) {
            ask(connection, tally);
        }
        return true;
    }

    private Stays differs(Connection connection, Tally tally, Map<String, Long> difference)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DIFFERS)) {
            statement.setString(1, Tally.json(difference).toString());
            statement.setObject(2, tally.day());
            statement.setLong(3, config.rounds().patience().toMillis());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? new Stays(row.getBoolean(1), row.getBoolean(2))
                        : new Stays(false, false);
            }
        }
    }

    private void ask(Connection connection, Tally tally) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ASKED)) {
            statement.setObject(1, tally.day());
            statement.executeUpdate();
        }
        var _ =
                outbox.append(
                        RepublishHandler.TOPIC,
                        tally.day().toString(),
                        RepublishHandler.DAY_TYPE,
                        clock.instant(),
                        EnvelopeJson.newObject()
                                .put("topic", FILED)
                                .put("day", tally.day().toString()));
        LOG.infof("asked for a day topic=%s day=%s", FILED, tally.day());
    }

    @Override
    public void measure() {
        if (applied.isEmpty()) {
            return;
        }
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        tables.own(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(DIFFERENCES);
                            ResultSet row = statement.executeQuery()) {
                        while (row.next()) {
                            rows.add(
                                    MultiGauge.Row.of(
                                            Tags.of("agency", row.getString(1)), row.getLong(2)));
                        }
                        return rows.size();
                    }
                });
        if (rows.isEmpty()) {
            // A metric that is only there in trouble cannot be told from one that is gone.
            rows.add(MultiGauge.Row.of(Tags.of("agency", "none"), 0));
        }
        differences.register(rows, true);
    }

    private long days(int column) {
        return tables.own(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(DAYS);
                            ResultSet row = statement.executeQuery()) {
                        row.next();
                        @Nullable LocalDate day = row.getObject(column, LocalDate.class);
                        // Without any: the lowest above the highest.
                        return day == null ? -column : day.toEpochDay();
                    }
                });
    }

    private static List<Tally> find(Connection connection, long first, long last)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setObject(1, LocalDate.ofEpochDay(first));
            statement.setObject(2, LocalDate.ofEpochDay(last));
            List<Tally> tallies = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    tallies.add(
                            new Tally(
                                    rows.getObject(1, LocalDate.class),
                                    rows.getObject(2, OffsetDateTime.class).toInstant(),
                                    Tally.counts(
                                            EnvelopeJson.object(
                                                    rows.getString(3)
                                                            .getBytes(StandardCharsets.UTF_8)))));
                }
            }
            return tallies;
        }
    }
}
