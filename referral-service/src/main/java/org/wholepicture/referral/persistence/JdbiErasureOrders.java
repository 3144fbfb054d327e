package org.wholepicture.referral.persistence;

import static org.wholepicture.referral.persistence.Database.at;
import static org.wholepicture.referral.persistence.Database.atOrNull;
import static org.wholepicture.referral.persistence.Database.instant;
import static org.wholepicture.referral.persistence.Database.instantOrNull;
import static org.wholepicture.referral.persistence.Database.uuid;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.wholepicture.referral.domain.ErasureOrder;
import org.wholepicture.referral.domain.ErasureOrder.By;
import org.wholepicture.referral.domain.ErasureOrder.Covers;
import org.wholepicture.referral.domain.ErasureOrder.State;
import org.wholepicture.referral.domain.ErasureOrders;
import org.wholepicture.referral.domain.ErasureReport;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.PersonId;
import org.wholepicture.referral.domain.RecordId;

@ApplicationScoped
class JdbiErasureOrders implements ErasureOrders {

    private static final String PUT =
            """
            INSERT INTO erasure_order (id, person, extent, events, ground, reason, proposed_by,
                proposed_at, state, decided_by, decided_at, declined_reason, carried_out_at, erased)
            VALUES (:id, CAST(:person AS uuid), :extent, :events, :ground, :reason, :proposedBy,
                :proposedAt, :state, :decidedBy, :decidedAt, :declined, :carriedOut, CAST(:erased AS jsonb))
            ON CONFLICT (id) DO UPDATE SET
                state = excluded.state, decided_by = excluded.decided_by,
                decided_at = excluded.decided_at, declined_reason = excluded.declined_reason,
                carried_out_at = excluded.carried_out_at, erased = excluded.erased
            """;

    // Two proposals at once: the second one waits here for the first.
    private static final String TAKE_TURN =
            "SELECT count(pg_advisory_xact_lock(hashtextextended(:person, 0)))";

    private static final String OTHER_OPEN =
            """
            SELECT EXISTS (
                SELECT FROM erasure_order
                WHERE person = CAST(:person AS uuid) AND id <> :id AND state IN ('PROPOSED', 'APPROVED'))
            """;

    private static final String COLUMNS =
            """
            SELECT id, person, extent, events, ground, reason, proposed_by, proposed_at, state,
                decided_by, decided_at, declined_reason, carried_out_at, erased::text AS erased
            FROM erasure_order
            """;

    private static final String FIND = COLUMNS + " WHERE id = :id";

    private static final String LOCK = FIND + " FOR UPDATE";

    private static final String LOCK_APPROVED =
            COLUMNS + " WHERE state = 'APPROVED' ORDER BY ordered LIMIT 1 FOR UPDATE SKIP LOCKED";

    private static final String LATEST = COLUMNS + " ORDER BY ordered DESC LIMIT :most";

    // A proposal that a person declined comes again after a year.
    private static final String SETTLED =
            """
            SELECT EXISTS (
                SELECT FROM erasure_order o
                WHERE o.person = :person
                  AND (o.state IN ('PROPOSED', 'APPROVED')
                    OR o.state = 'DECLINED'
                        AND o.decided_at > CAST(:now AS timestamptz) - interval '1 year'
                    OR o.state = 'CARRIED_OUT' AND (o.extent = 'EVERYTHING' OR o.extent = :extent)
                        AND NOT EXISTS (
                            SELECT FROM filing f
                            JOIN record_membership m ON m.record_id = f.record_id AND m.until IS NULL
                            WHERE m.person_id = :person AND f.known > o.carried_out_at)))
            """;

    private static final String ADD_PART =
            "INSERT INTO erasure_part (part, order_id, record_id) VALUES (:part, :order, :record)";

    // The relay publishes what has no time of it, in the order of the numbers.
    private static final String TELL_AGAIN =
            """
            WITH told AS (
                UPDATE outbox o SET published_at = NULL
                FROM erasure_part p JOIN erasure_order e ON e.id = p.order_id
                WHERE e.carried_out_at >= :since
                    AND o.topic = 'child-events' AND o.key = p.record_id::text
                    AND o.created_at >= :since
                    AND strpos(convert_from(o.payload, 'UTF8'), p.part::text) > 0
                RETURNING p.order_id
            )
            SELECT count(DISTINCT order_id) AS orders, count(*) AS messages FROM told
            """;

    private static final String REPORT =
            """
            INSERT INTO erasure_report (part, service, erased, at)
            SELECT :part, :service, CAST(:erased AS jsonb), :at
            WHERE EXISTS (SELECT FROM erasure_part WHERE part = :part)
            ON CONFLICT DO NOTHING
            """;

    private static final String PARTS = "SELECT count(*) FROM erasure_part WHERE order_id = :order";

    private static final String REPORTS =
            """
            SELECT r.service, r.erased::text AS erased, r.at
            FROM erasure_report r JOIN erasure_part p ON p.part = r.part
            WHERE p.order_id = :order
            """;

    private final Jdbi jdbi;
    private final InstantSource clock;

    JdbiErasureOrders(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    @Override
    public boolean put(ErasureOrder order) {
        return jdbi.withHandle(handle -> put(handle, order));
    }

    private static boolean put(Handle handle, ErasureOrder order) {
        PersonId person = order.covers() instanceof Covers.Child(var child, _) ? child : null;
        if (person != null) {
            handle.createQuery(TAKE_TURN)
                    .bind("person", person.value().toString())
                    .mapTo(Long.class)
                    .one();
            boolean open =
                    handle.createQuery(OTHER_OPEN)
                            .bind("person", person.value())
                            .bind("id", order.id())
                            .mapTo(Boolean.class)
                            .one();
            if (open) {
                return false;
            }
        }
        By decided = decided(order.state());
        handle.createUpdate(PUT)
                .bind("id", order.id())
                .bind("person", person == null ? null : person.value())
                .bind(
                        "extent",
                        order.covers() instanceof Covers.Child(_, var extent)
                                ? extent.name()
                                : null)
                .bindArray(
                        "events",
                        UUID.class,
                        order.covers() instanceof Covers.Events(var events)
                                ? events.stream().map(EventId::value).toList()
                                : List.of())
                .bind("ground", order.ground().name())
                .bind("reason", order.reason())
                .bind("proposedBy", order.proposedBy())
                .bind("proposedAt", at(order.proposedAt()))
                .bind("state", name(order.state()))
                .bind("decidedBy", decided == null ? null : decided.practitioner())
                .bind("decidedAt", atOrNull(decided == null ? null : decided.at()))
                .bind("declined", order.state() instanceof State.Declined(_, var why) ? why : null)
                .bind(
                        "carriedOut",
                        atOrNull(
                                order.state() instanceof State.CarriedOut(_, var when, _)
                                        ? when
                                        : null))
                .bind(
                        "erased",
                        order.state() instanceof State.CarriedOut(_, _, var erased)
                                ? Counts.write(erased)
                                : null)
                .execute();
        return true;
    }

    private static String name(State state) {
        return switch (state) {
            case State.Proposed _ -> "PROPOSED";
            case State.Declined _ -> "DECLINED";
            case State.Approved _ -> "APPROVED";
            case State.CarriedOut _ -> "CARRIED_OUT";
        };
    }

    private static @Nullable By decided(State state) {
        return switch (state) {
            case State.Proposed _ -> null;
            case State.Declined(var by, _) -> by;
            case State.Approved(var by) -> by;
            case State.CarriedOut(var by, _, _) -> by;
        };
    }

    @Override
    public Optional<ErasureOrder> find(UUID id) {
        return one(FIND, id);
    }

    @Override
    public Optional<ErasureOrder> lock(UUID id) {
        return one(LOCK, id);
    }

    private Optional<ErasureOrder> one(String sql, UUID id) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(sql)
                                .bind("id", id)
                                .map((row, _) -> order(row))
                                .findOne());
    }

    @Override
    public Optional<ErasureOrder> lockApproved() {
        return jdbi.withHandle(
                handle -> handle.createQuery(LOCK_APPROVED).map((row, _) -> order(row)).findOne());
    }

    @Override
    public List<ErasureOrder> latest(int most) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(LATEST)
                                .bind("most", most)
                                .map((row, _) -> order(row))
                                .list());
    }

    @Override
    public boolean isSettled(PersonId person, ErasureOrder.Extent extent) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(SETTLED)
                                .bind("person", person.value())
                                .bind("extent", extent.name())
                                .bind("now", at(clock.instant()))
                                .mapTo(Boolean.class)
                                .one());
    }

    @Override
    public void addPart(UUID order, UUID part, RecordId record) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(ADD_PART)
                                .bind("part", part)
                                .bind("order", order)
                                .bind("record", record.value())
                                .execute());
    }

    @Override
    public ToldAgain tellAgain(Instant since) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(TELL_AGAIN)
                                .bind("since", since.atOffset(ZoneOffset.UTC))
                                .map(
                                        (row, _) ->
                                                new ToldAgain(
                                                        row.getLong("orders"),
                                                        row.getLong("messages")))
                                .one());
    }

    @Override
    public void report(ErasureReport report) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(REPORT)
                                .bind("part", report.part())
                                .bind("service", report.service())
                                .bind("erased", Counts.write(report.erased()))
                                .bind("at", at(report.at()))
                                .execute());
    }

    private record Reported(String service, Map<String, Long> erased, Instant at) {}

    @Override
    public List<Progress> progress(UUID order, List<String> services) {
        return jdbi.withHandle(
                handle -> {
                    long parts =
                            handle.createQuery(PARTS).bind("order", order).mapTo(Long.class).one();
                    List<Reported> reports =
                            handle.createQuery(REPORTS)
                                    .bind("order", order)
                                    .map(
                                            (row, _) ->
                                                    new Reported(
                                                            row.getString("service"),
                                                            Counts.read(row.getString("erased")),
                                                            instant(row, "at")))
                                    .list();
                    return services.stream()
                            .map(service -> progress(service, parts, reports))
                            .toList();
                });
    }

    private static Progress progress(String service, long parts, List<Reported> reports) {
        Map<String, Long> erased = new TreeMap<>();
        Instant last = null;
        long reported = 0;
        for (Reported each : reports) {
            if (each.service().equals(service)) {
                each.erased().forEach((what, count) -> erased.merge(what, count, Long::sum));
                last = last == null || each.at().isAfter(last) ? each.at() : last;
                reported++;
            }
        }
        return new Progress(service, parts, reported, last, erased);
    }

    private static ErasureOrder order(ResultSet row) throws SQLException {
        UUID person = row.getObject("person", UUID.class);
        UUID[] events = (UUID[]) row.getArray("events").getArray();
        return new ErasureOrder(
                uuid(row, "id"),
                person == null
                        ? new Covers.Events(Arrays.stream(events).map(EventId::new).toList())
                        : new Covers.Child(
                                new PersonId(person),
                                ErasureOrder.Extent.valueOf(row.getString("extent"))),
                ErasureOrder.Ground.valueOf(row.getString("ground")),
                row.getString("reason"),
                row.getString("proposed_by"),
                instant(row, "proposed_at"),
                state(row));
    }

    private static State state(ResultSet row) throws SQLException {
        String by = row.getString("decided_by");
        Instant when = instantOrNull(row, "decided_at");
        if (by == null || when == null) {
            return new State.Proposed();
        }
        By decided = new By(by, when);
        return switch (row.getString("state")) {
            case "DECLINED" -> new State.Declined(decided, row.getString("declined_reason"));
            case "APPROVED" -> new State.Approved(decided);
            case "CARRIED_OUT" ->
                    new State.CarriedOut(
                            decided,
                            instant(row, "carried_out_at"),
                            Counts.read(Objects.requireNonNull(row.getString("erased"))));
            default -> throw new IllegalStateException("state of an order");
        };
    }
}
