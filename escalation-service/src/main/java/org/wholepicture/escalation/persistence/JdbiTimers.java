package org.wholepicture.escalation.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.wholepicture.escalation.domain.DissentId;
import org.wholepicture.escalation.domain.Limits;
import org.wholepicture.escalation.domain.TimerKind;
import org.wholepicture.escalation.domain.Timers;

/**
 * Timers as rows. Everybody locks in the same order, so that nobody waits in a ring: the
 * disagreement, its timers, its stage, the outbox number of its record.
 */
@ApplicationScoped
class JdbiTimers implements Timers {

    private static final String PLAN =
            """
            INSERT INTO timer (dissent, number, kind, due_at, planned_version)
            VALUES (:dissent, :number, :kind, :due, :version)
            ON CONFLICT (dissent, number, kind) DO UPDATE
            SET due_at = excluded.due_at, planned_version = excluded.planned_version
            WHERE timer.state = 'WAITING'
            """;

    private static final String PLANNED =
            """
            UPDATE stage SET planned_version = :version, last_day = :lastDay
            WHERE dissent = :dissent AND number = :number
            """;

    private static final String CANCEL =
            """
            UPDATE timer SET state = 'CANCELLED', ended_at = :at
            WHERE dissent = :dissent AND state = 'WAITING'
            """;

    private static final String REMINDERS =
            """
            SELECT unnest(t.mails) FROM timer t
            JOIN stage s ON s.dissent = t.dissent AND s.number = t.number
            WHERE t.dissent = :dissent AND t.kind = 'REMINDER' AND s.ended_at IS NULL
            """;

    /** A claimant that stands still holds its rows for no longer than this. */
    private static final String PATIENCE =
            "SELECT set_config('idle_in_transaction_session_timeout', :millis, true)";

    private static final String CLAIM =
            """
            SELECT dissent, number, kind, due_at FROM timer
            WHERE state = 'WAITING' AND due_at <= :now
              AND planned_version = (SELECT version FROM settings_in_effect)
            ORDER BY due_at, dissent
            LIMIT :most
            FOR UPDATE SKIP LOCKED
            """;

    private static final String FIRED =
            """
            UPDATE timer SET state = 'FIRED', ended_at = :now, mails = CAST(:mails AS uuid[])
            WHERE dissent = :dissent AND number = :number AND kind = :kind AND state = 'WAITING'
            """;

    private static final String OVERDUE =
            "UPDATE stage SET overdue_on = :day WHERE dissent = :dissent AND number = :number";

    private static final String UNPLANNED =
            """
            SELECT s.dissent, s.number FROM dissent d
            JOIN stage s ON s.dissent = d.id AND s.ended_at IS NULL
            WHERE coalesce(s.planned_version, 0) < :version
            ORDER BY d.id
            LIMIT :most
            FOR UPDATE OF d SKIP LOCKED
            """;

    private static final String REMAINING =
            """
            SELECT (SELECT count(*) FROM timer WHERE state = 'WAITING' AND due_at <= :now)
                + (SELECT count(*) FROM stage WHERE ended_at IS NULL
                    AND coalesce(planned_version, 0) < (SELECT version FROM settings_in_effect))
            """;

    private static final String NEXT_DUE =
            "SELECT due_at FROM timer WHERE state = 'WAITING' ORDER BY due_at LIMIT 1";

    private final Jdbi jdbi;

    JdbiTimers(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void plan(DissentId dissent, int stage, int version, LocalDate lastDay, Limits limits) {
        jdbi.useHandle(
                handle -> {
                    PreparedBatch timers = handle.prepareBatch(PLAN);
                    for (TimerKind kind : TimerKind.values()) {
                        timers.bind("dissent", dissent.value())
                                .bind("number", stage)
                                .bind("kind", kind.name())
                                .bind("due", Columns.utc(limits.due(kind, lastDay)))
                                .bind("version", version)
                                .add();
                    }
                    timers.execute();
                    handle.createUpdate(PLANNED)
                            .bind("dissent", dissent.value())
                            .bind("number", stage)
                            .bind("version", version)
                            .bind("lastDay", lastDay)
                            .execute();
                });
    }

    @Override
    public List<UUID> cancel(DissentId dissent, Instant at) {
        return jdbi.withHandle(
                handle -> {
                    handle.createUpdate(CANCEL)
                            .bind("dissent", dissent.value())
                            .bind("at", Columns.utc(at))
                            .execute();
                    return handle.createQuery(REMINDERS)
                            .bind("dissent", dissent.value())
                            .map((row, _) -> row.getObject(1, UUID.class))
                            .list();
                });
    }

    @Override
    public List<Claimed> claimDue(Instant now, int most, Duration patience) {
        return jdbi.withHandle(
                handle -> {
                    handle.createQuery(PATIENCE)
                            .bind("millis", Long.toString(patience.toMillis()))
                            .mapTo(String.class)
                            .one();
                    return handle.createQuery(CLAIM)
                            .bind("now", Columns.utc(now))
                            .bind("most", most)
                            .map(
                                    (row, _) ->
                                            new Claimed(
                                                    new DissentId(
                                                            row.getObject("dissent", UUID.class)),
                                                    row.getInt("number"),
                                                    TimerKind.valueOf(row.getString("kind")),
                                                    Columns.instant(row, "due_at")))
                            .list();
                });
    }

    @Override
    public void fired(List<Fired> fired, Instant now, ZoneId zone) {
        if (fired.isEmpty()) {
            return;
        }
        jdbi.useHandle(
                handle -> {
                    PreparedBatch batch = handle.prepareBatch(FIRED);
                    for (Fired each : fired) {
                        Claimed timer = each.timer();
                        batch.bind("dissent", timer.dissent().value())
                                .bind("number", timer.stage())
                                .bind("kind", timer.kind().name())
                                .bind("now", Columns.utc(now))
                                .bind("mails", array(each.mails()))
                                .add();
                    }
                    for (int changed : batch.execute()) {
                        if (changed != 1) {
                            throw new IllegalStateException("a claimed timer was not held");
                        }
                    }
                    markOverdue(handle, fired.stream().map(Fired::timer).toList(), zone);
                });
    }

    private static String array(List<UUID> mails) {
        return mails.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }

    private static void markOverdue(Handle handle, List<Claimed> timers, ZoneId zone) {
        PreparedBatch overdue = handle.prepareBatch(OVERDUE);
        timers.stream()
                .filter(timer -> timer.kind() == TimerKind.OVERDUE)
                .sorted(Comparator.comparing(timer -> timer.dissent().value()))
                .forEach(
                        timer ->
                                overdue.bind("day", LocalDate.ofInstant(timer.due(), zone))
                                        .bind("dissent", timer.dissent().value())
                                        .bind("number", timer.stage())
                                        .add());
        if (overdue.size() > 0) {
            overdue.execute();
        }
    }

    @Override
    public List<Unplanned> claimUnplanned(int version, int most) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(UNPLANNED)
                                .bind("version", version)
                                .bind("most", most)
                                .map(
                                        (row, _) ->
                                                new Unplanned(
                                                        new DissentId(
                                                                row.getObject(
                                                                        "dissent", UUID.class)),
                                                        row.getInt("number")))
                                .list());
    }

    @Override
    public long remaining(Instant now) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(REMAINING)
                                .bind("now", Columns.utc(now))
                                .mapTo(Long.class)
                                .one());
    }

    @Override
    public Optional<Instant> nextDue() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(NEXT_DUE)
                                .map((row, _) -> Columns.instant(row, "due_at"))
                                .findOne());
    }
}
