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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.wholepicture.referral.domain.ErasureOrder.By;
import org.wholepicture.referral.domain.Involvement.Sign;
import org.wholepicture.referral.domain.PersonId;
import org.wholepicture.referral.domain.Retention;
import org.wholepicture.referral.domain.RetentionPeriod;
import org.wholepicture.referral.domain.RetentionPeriod.HeldClass;

@ApplicationScoped
class JdbiRetention implements Retention {

    private static final String PROPOSE =
            """
            INSERT INTO retention_period (class, months, reason, proposed_by, proposed_at)
            VALUES (:class, :months, :reason, :by, :at)
            RETURNING *
            """;

    private static final String LOCK =
            "SELECT * FROM retention_period WHERE number = :number FOR UPDATE";

    private static final String APPROVE =
            "UPDATE retention_period SET approved_by = :by, approved_at = :at WHERE number = :number";

    private static final String ALL =
            "SELECT * FROM retention_period ORDER BY number DESC LIMIT 200";

    private static final String MONTHS =
            """
            SELECT months FROM retention_period
            WHERE class = :class AND approved_at IS NOT NULL
            ORDER BY approved_at DESC, number DESC LIMIT 1
            """;

    private static final String LOCK_ROUND =
            "SELECT day, position FROM retention_round FOR UPDATE SKIP LOCKED";

    private static final String MOVE_ROUND =
            "UPDATE retention_round SET day = :day, position = CAST(:position AS uuid)";

    private static final String PERSONS =
            """
            SELECT id FROM person
            WHERE CAST(:after AS uuid) IS NULL OR id > CAST(:after AS uuid)
            ORDER BY id LIMIT :most
            """;

    // Of each record the last filing, from the unique index on its numbers.
    private static final String QUIET =
            """
            SELECT m.person_id, max(last.known) AS last_known, max(r.birth_date) AS born,
                EXISTS (
                    SELECT FROM (
                        SELECT DISTINCT ON (c.practitioner, c.capacity) c.ended, c.until_time
                        FROM confirmation c WHERE c.person_id = m.person_id
                        ORDER BY c.practitioner, c.capacity, c.decided_order DESC) AS latest
                    WHERE NOT latest.ended
                      AND (latest.until_time IS NULL OR latest.until_time > :now)) AS confirmed
            FROM record_membership m
            JOIN record r ON r.id = m.record_id
            CROSS JOIN LATERAL (
                SELECT f.known FROM filing f WHERE f.record_id = m.record_id
                ORDER BY f.sequence DESC LIMIT 1) AS last
            WHERE m.person_id = ANY (:persons) AND m.until IS NULL
            GROUP BY m.person_id
            HAVING max(last.known) < :since
            ORDER BY m.person_id
            """;

    // What was withdrawn, or replaced by a newer version, says nothing.
    private static final String SIGNS =
            """
            SELECT m.person_id, e.type, e.agency,
                CAST(left(e.data::json #>> '{occurred,from}', 10) AS date) AS day,
                e.data::json ->> 'plan' AS plan, e.data::json ->> 'state' AS state,
                e.data::json ->> 'to' AS ends
            FROM record_membership m
            JOIN filing f ON f.record_id = m.record_id
            JOIN accepted_event e ON e.id = f.event_id AND e.type = f.type
            WHERE m.person_id = ANY (:persons) AND m.until IS NULL
              AND f.type IN ('plan', 'step-down', 'involvement') AND e.erased_under IS NULL
              AND NOT EXISTS (
                  SELECT FROM withdrawal w WHERE w.target_id = f.published AND w.record_id = f.record_id)
              AND NOT EXISTS (
                  SELECT FROM source_version v
                  JOIN source_version newer
                      ON (newer.agency, newer.system, newer.source_record)
                          = (v.agency, v.system, v.source_record) AND newer.version > v.version
                  WHERE v.event_id = e.id)
            """;

    private final Jdbi jdbi;

    JdbiRetention(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public RetentionPeriod propose(
            HeldClass heldClass, int months, String reason, String by, Instant at) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(PROPOSE)
                                .bind("class", heldClass.name())
                                .bind("months", months)
                                .bind("reason", reason)
                                .bind("by", by)
                                .bind("at", at(at))
                                .map((row, _) -> period(row))
                                .one());
    }

    @Override
    public Optional<RetentionPeriod> lock(long number) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(LOCK)
                                .bind("number", number)
                                .map((row, _) -> period(row))
                                .findOne());
    }

    @Override
    public void approve(long number, By by) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(APPROVE)
                                .bind("number", number)
                                .bind("by", by.practitioner())
                                .bind("at", at(by.at()))
                                .execute());
    }

    @Override
    public List<RetentionPeriod> all() {
        return jdbi.withHandle(
                handle -> handle.createQuery(ALL).map((row, _) -> period(row)).list());
    }

    @Override
    public int months(HeldClass heldClass) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(MONTHS)
                                .bind("class", heldClass.name())
                                .mapTo(Integer.class)
                                .one());
    }

    @Override
    public Optional<Round> lockRound() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(LOCK_ROUND)
                                .map(
                                        (row, _) -> {
                                            UUID position = row.getObject("position", UUID.class);
                                            return new Round(
                                                    row.getObject("day", LocalDate.class),
                                                    position == null
                                                            ? null
                                                            : new PersonId(position));
                                        })
                                .findOne());
    }

    @Override
    public void moveRound(Round round) {
        PersonId position = round.position();
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(MOVE_ROUND)
                                .bind("day", round.day())
                                .bind("position", position == null ? null : position.value())
                                .execute());
    }

    @Override
    public List<PersonId> persons(@Nullable PersonId after, int most) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(PERSONS)
                                .bind("after", after == null ? null : after.value())
                                .bind("most", most)
                                .map((row, _) -> new PersonId(uuid(row, "id")))
                                .list());
    }

    @Override
    public List<Quiet> quietSince(List<PersonId> persons, Instant since, Instant now) {
        return jdbi.withHandle(
                handle -> {
                    List<Quiet> quiet =
                            handle.createQuery(QUIET)
                                    .bindArray("persons", UUID.class, uuids(persons))
                                    .bind("since", at(since))
                                    .bind("now", at(now))
                                    .map(
                                            (row, _) ->
                                                    new Quiet(
                                                            new PersonId(uuid(row, "person_id")),
                                                            instant(row, "last_known"),
                                                            row.getObject("born", LocalDate.class),
                                                            row.getBoolean("confirmed"),
                                                            List.of()))
                                    .list();
                    Map<PersonId, List<Sign>> signs =
                            signs(handle, quiet.stream().map(Quiet::person).toList());
                    return quiet.stream()
                            .map(
                                    each ->
                                            new Quiet(
                                                    each.person(),
                                                    each.lastKnown(),
                                                    each.born(),
                                                    each.openConfirmation(),
                                                    signs.getOrDefault(each.person(), List.of())))
                            .toList();
                });
    }

    private static Map<PersonId, List<Sign>> signs(Handle handle, List<PersonId> persons) {
        Map<PersonId, List<Sign>> signs = new HashMap<>();
        handle.createQuery(SIGNS)
                .bindArray("persons", UUID.class, uuids(persons))
                .map((row, _) -> Map.entry(new PersonId(uuid(row, "person_id")), sign(row)))
                .forEach(
                        each ->
                                each.getValue()
                                        .ifPresent(
                                                sign ->
                                                        signs.computeIfAbsent(
                                                                        each.getKey(),
                                                                        _ -> new ArrayList<>())
                                                                .add(sign)));
        return signs;
    }

    private static Optional<Sign> sign(ResultSet row) throws SQLException {
        LocalDate day = row.getObject("day", LocalDate.class);
        String state = row.getString("state");
        String ends = row.getString("ends");
        return Optional.ofNullable(
                switch (row.getString("type")) {
                    case "plan" ->
                            "ENDED".equals(state)
                                    ? new Sign.PlanEnded(row.getString("plan"), day)
                                    : new Sign.PlanBegan(row.getString("plan"), day);
                    case "step-down" ->
                            "DONE".equals(state) && "CLOSED".equals(ends)
                                    ? new Sign.Closed(day)
                                    : null;
                    default ->
                            new Sign.Works(
                                    row.getString("agency"),
                                    day,
                                    ends == null ? null : LocalDate.parse(ends.substring(0, 10)));
                });
    }

    private static List<UUID> uuids(List<PersonId> persons) {
        return persons.stream().map(PersonId::value).toList();
    }

    private static RetentionPeriod period(ResultSet row) throws SQLException {
        String by = row.getString("approved_by");
        Instant when = instantOrNull(row, "approved_at");
        return new RetentionPeriod(
                row.getLong("number"),
                HeldClass.valueOf(row.getString("class")),
                row.getInt("months"),
                row.getString("reason"),
                row.getString("proposed_by"),
                instant(row, "proposed_at"),
                by == null || when == null ? null : new By(by, when));
    }
}
