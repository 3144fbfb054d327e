package org.wholepicture.referral.persistence;

import static org.wholepicture.referral.persistence.Database.at;
import static org.wholepicture.referral.persistence.Database.instant;
import static org.wholepicture.referral.persistence.Database.instantOrNull;
import static org.wholepicture.referral.persistence.Database.uuid;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.messaging.Traces;
import org.wholepicture.referral.domain.AcceptedEvent;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.EventKey;
import org.wholepicture.referral.domain.EventStore;
import org.wholepicture.referral.domain.EventType;
import org.wholepicture.referral.domain.ReviewReason;
import org.wholepicture.referral.domain.SourceVersion;
import org.wholepicture.referral.domain.TakenOff;

@ApplicationScoped
class JdbiEventStore implements EventStore {

    private static final String KEEP =
            """
            INSERT INTO accepted_event
                (id, agency, source, source_id, type, data, digest, recorded, received, next_attempt, traceparent)
            VALUES (:id, :agency, :source, :sourceId, :type, :data, :digest, :recorded, :received, :received, :trace)
            ON CONFLICT DO NOTHING
            """;

    private static final String FIND_BY_KEY =
            """
            SELECT id, received, digest FROM accepted_event
            WHERE agency = :agency AND source = :source AND source_id = :sourceId
            """;

    private static final String COLUMNS =
            "e.id, e.agency, e.source, e.source_id, e.type, e.data, e.recorded, e.received";

    private static final String FIND =
            "SELECT " + COLUMNS + " FROM accepted_event e WHERE e.id = :id";

    private static final String CLAIM_WAITING =
            "SELECT e.traceparent, "
                    + COLUMNS
                    + """
                       FROM accepted_event e
                      WHERE e.state = 'WAITING' AND e.next_attempt <= :now
                      ORDER BY e.accepted_order LIMIT 1
                      FOR NO KEY UPDATE SKIP LOCKED
                      """;

    // The event's row is locked too, so that an event is never filed twice at once. But not FOR
    // UPDATE: another filing that adds rows about this event would wait for us, and we for it.
    private static final String CLAIM_REFILING =
            "SELECT r.id AS refiling, e.traceparent, "
                    + COLUMNS
                    + """
                       FROM refiling r JOIN accepted_event e ON e.id = r.event_id
                      WHERE r.next_attempt <= :now AND e.erased_under IS NULL
                      ORDER BY r.id LIMIT 1
                      FOR NO KEY UPDATE OF r, e SKIP LOCKED
                      """;

    private static final String WAITING_FOR =
            """
            SELECT id FROM accepted_event
            WHERE state = 'REVIEW' AND 'SAME_VERSION' = ANY (reasons) AND agency = :agency
              AND data::json #>> '{sourceRecord,system}' = :system
              AND data::json #>> '{sourceRecord,id}' = :id
              AND data::json #>> '{sourceRecord,version}' = :version
            ORDER BY accepted_order
            """;

    private static final String HOLD =
            "SELECT state = 'WAITING' FROM accepted_event WHERE id = :id FOR NO KEY UPDATE";

    private static final String REFILING_REMAINS =
            "SELECT EXISTS (SELECT 1 FROM refiling WHERE id = :refiling)";

    private static final String SET_STATE =
            """
            UPDATE accepted_event SET
                state = :state,
                reasons = :reasons,
                in_review_since = CASE WHEN :state = 'REVIEW' THEN COALESCE(in_review_since, :now) END
            WHERE id = :id AND (state <> :state OR reasons <> :reasons)
            """;

    private static final String END_REFILING = "DELETE FROM refiling WHERE id = :refiling";

    private static final String POSTPONE =
            """
            UPDATE accepted_event SET attempts = attempts + :failures, next_attempt = :next
            WHERE id = :id
            """;

    private static final String POSTPONE_REFILING =
            """
            UPDATE refiling SET attempts = attempts + :failures, next_attempt = :next
            WHERE id = :refiling
            """;

    private static final String REFILE =
            """
            INSERT INTO refiling (event_id, next_attempt)
            SELECT id, :now FROM accepted_event WHERE id = ANY (:ids) AND erased_under IS NULL
            ORDER BY array_position(:ids, id)
            """;

    private static final String DUE =
            """
            SELECT (SELECT count(*) FROM accepted_event WHERE state = 'WAITING' AND next_attempt <= :now)
                 + (SELECT count(*) FROM refiling WHERE next_attempt <= :now)
            """;

    // Answered from the two partial indexes.
    private static final String COUNT_UNFILED =
            """
            SELECT (SELECT count(*) FROM accepted_event WHERE state = 'WAITING') AS waiting,
                   (SELECT count(*) FROM accepted_event WHERE state = 'REVIEW') AS in_review,
                   (SELECT received FROM accepted_event WHERE state = 'WAITING'
                    ORDER BY accepted_order LIMIT 1) AS oldest_waiting
            """;

    private static final String REVIEWS =
            "SELECT "
                    + COLUMNS
                    + """
                      , e.reasons, e.in_review_since,
                        EXISTS (SELECT 1 FROM retraction_target t
                                 WHERE (t.agency, t.source, t.source_id)
                                     = (e.agency, e.source, e.source_id)) AS withdrawn,
                        looked.decided_by, looked.decided, looked.why
                       FROM accepted_event e
                       LEFT JOIN LATERAL (
                           SELECT l.decided_by, l.decided, l.why FROM review_looked_at l
                            WHERE l.event_id = e.id AND l.reasons = e.reasons
                            ORDER BY l.looked_order DESC LIMIT 1) AS looked ON true
                      WHERE e.state = 'REVIEW'
                        AND (CAST(:after AS uuid) IS NULL OR e.accepted_order >
                             (SELECT accepted_order FROM accepted_event WHERE id = CAST(:after AS uuid)))
                        AND %s
                      ORDER BY e.accepted_order LIMIT :limit
                      """;

    // The second condition is that of a partial index.
    private static final String TO_LOOK_AT =
            REVIEWS.formatted("looked.decided IS NULL AND e.reasons <> '{NO_LINK}'");

    private static final String BECAUSE =
            REVIEWS.formatted("looked.decided IS NULL AND :reason = ANY (e.reasons)");

    private static final String LOOKED_AT = REVIEWS.formatted("looked.decided IS NOT NULL");

    private static final String COUNT_REVIEWS =
            """
            SELECT e.reasons,
                   EXISTS (SELECT 1 FROM review_looked_at l
                            WHERE l.event_id = e.id AND l.reasons = e.reasons) AS looked,
                   count(*) AS events
            FROM accepted_event e WHERE e.state = 'REVIEW' GROUP BY 1, 2
            """;

    private static final String ADD_LOOKED_AT =
            """
            INSERT INTO review_looked_at (event_id, reasons, decided_by, decided, why, request_id)
            SELECT id, reasons, :by, :at, :why, :request FROM accepted_event
            WHERE id = :id AND state = 'REVIEW'
            """;

    private final Jdbi jdbi;
    private final Traces traces;

    JdbiEventStore(Jdbi jdbi, Traces traces) {
        this.jdbi = jdbi;
        this.traces = traces;
    }

    @Override
    public Kept keep(Fit fit) {
        AcceptedEvent event = fit.event();
        return jdbi.withHandle(
                handle -> {
                    int added =
                            handle.createUpdate(KEEP)
                                    .bind("id", event.id().value())
                                    .bind("agency", event.key().agency())
                                    .bind("source", event.key().source())
                                    .bind("sourceId", event.key().id())
                                    .bind("type", event.type().shortName())
                                    .bind("data", event.data())
                                    .bind("digest", HexFormat.of().parseHex(fit.digest()))
                                    .bind("recorded", at(event.recorded()))
                                    .bind("received", at(event.received()))
                                    .bind("trace", traces.current())
                                    .execute();
                    if (added == 1) {
                        return new Kept.Receipt(event.id(), event.received());
                    }
                    return handle.createQuery(FIND_BY_KEY)
                            .bind("agency", event.key().agency())
                            .bind("source", event.key().source())
                            .bind("sourceId", event.key().id())
                            .map((row, _) -> earlier(row, fit.digest()))
                            .one();
                });
    }

    private static Kept earlier(ResultSet row, String digest) throws SQLException {
        return HexFormat.of().formatHex(row.getBytes("digest")).equals(digest)
                ? new Kept.Receipt(new EventId(uuid(row, "id")), instant(row, "received"))
                : new Kept.KeyReused();
    }

    @Override
    public Optional<AcceptedEvent> find(EventId id, String agency) {
        return find(id).filter(event -> event.key().agency().equals(agency));
    }

    @Override
    public Optional<AcceptedEvent> find(EventId id) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(FIND)
                                .bind("id", id.value())
                                .map((row, _) -> event(row))
                                .findOne());
    }

    @Override
    public Optional<EventId> findId(EventKey key) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(FIND_BY_KEY)
                                .bind("agency", key.agency())
                                .bind("source", key.source())
                                .bind("sourceId", key.id())
                                .map((row, _) -> new EventId(uuid(row, "id")))
                                .findOne());
    }

    @Override
    public List<EventId> waitingFor(String agency, SourceVersion version) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(WAITING_FOR)
                                .bind("agency", agency)
                                .bind("system", version.system())
                                .bind("id", version.id())
                                .bind("version", String.valueOf(version.version()))
                                .map((row, _) -> new EventId(uuid(row, "id")))
                                .list());
    }

    @Override
    public Optional<Claim> claim(Instant now) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(CLAIM_REFILING)
                                .bind("now", at(now))
                                .map((row, _) -> claim(row, row.getLong("refiling")))
                                .findOne()
                                .or(
                                        () ->
                                                handle.createQuery(CLAIM_WAITING)
                                                        .bind("now", at(now))
                                                        .map((row, _) -> claim(row, null))
                                                        .findOne()));
    }

    private static Claim claim(ResultSet row, @Nullable Long refiling) throws SQLException {
        return new Claim(event(row), refiling, row.getString("traceparent"));
    }

    @Override
    public void filed(Claim claim) {
        end(claim, "FILED", List.of(), claim.event().received());
    }

    @Override
    public void inReview(Claim claim, Collection<ReviewReason> reasons, Instant now) {
        end(claim, "REVIEW", reasons, now);
    }

    private void end(Claim claim, String state, Collection<ReviewReason> reasons, Instant now) {
        jdbi.useHandle(
                handle -> {
                    handle.createUpdate(SET_STATE)
                            .bind("state", state)
                            .bindArray(
                                    "reasons",
                                    String.class,
                                    reasons.stream().map(ReviewReason::name).sorted().toList())
                            .bind("now", at(now))
                            .bind("id", claim.event().id().value())
                            .execute();
                    if (claim.refiling() != null) {
                        handle.createUpdate(END_REFILING)
                                .bind("refiling", claim.refiling())
                                .execute();
                    }
                });
    }

    @Override
    public boolean takeAgain(Claim claim) {
        return jdbi.withHandle(
                handle -> {
                    boolean waiting =
                            handle.createQuery(HOLD)
                                    .bind("id", claim.event().id().value())
                                    .mapTo(Boolean.class)
                                    .one();
                    return claim.refiling() == null
                            ? waiting
                            : handle.createQuery(REFILING_REMAINS)
                                    .bind("refiling", claim.refiling())
                                    .mapTo(Boolean.class)
                                    .one();
                });
    }

    @Override
    public void postpone(Claim claim, boolean failed, Duration wait, Instant now) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(claim.refiling() == null ? POSTPONE : POSTPONE_REFILING)
                                .bind("failures", failed ? 1 : 0)
                                .bind("id", claim.event().id().value())
                                .bind("refiling", claim.refiling())
                                .bind("next", at(now.plus(wait)))
                                .execute());
    }

    @Override
    public int attempts(Claim claim) {
        String sql =
                claim.refiling() == null
                        ? "SELECT attempts FROM accepted_event WHERE id = :id"
                        : "SELECT attempts FROM refiling WHERE id = :refiling";
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(sql)
                                .bind("id", claim.event().id().value())
                                .bind("refiling", claim.refiling())
                                .mapTo(Integer.class)
                                .findOne()
                                .orElse(0));
    }

    @Override
    public void refile(Collection<EventId> events, Instant now) {
        if (events.isEmpty()) {
            return;
        }
        List<UUID> ids = events.stream().map(EventId::value).toList();
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(REFILE)
                                .bindArray("ids", UUID.class, ids)
                                .bind("now", at(now))
                                .execute());
    }

    @Override
    public long due(Instant now) {
        return jdbi.withHandle(
                handle -> handle.createQuery(DUE).bind("now", at(now)).mapTo(Long.class).one());
    }

    @Override
    public Unfiled countUnfiled() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(COUNT_UNFILED)
                                .map(
                                        (row, _) ->
                                                new Unfiled(
                                                        row.getLong("waiting"),
                                                        row.getLong("in_review"),
                                                        instantOrNull(row, "oldest_waiting")))
                                .one());
    }

    @Override
    public List<InReview> reviews(ReviewList list, @Nullable EventId after, int limit) {
        return jdbi.withHandle(
                handle -> {
                    Query query =
                            switch (list) {
                                case ReviewList.ToLookAt _ -> handle.createQuery(TO_LOOK_AT);
                                case ReviewList.Because(var reason) ->
                                        handle.createQuery(BECAUSE).bind("reason", reason.name());
                                case ReviewList.LookedAt _ -> handle.createQuery(LOOKED_AT);
                            };
                    return query.bind("after", after == null ? null : after.value())
                            .bind("limit", limit)
                            .map((row, _) -> review(row))
                            .list();
                });
    }

    @Override
    public ReviewCounts countReviews() {
        long toLookAt = 0;
        long lookedAt = 0;
        Map<ReviewReason, Long> byReason = new EnumMap<>(ReviewReason.class);
        for (Counted counted :
                jdbi.withHandle(
                        handle ->
                                handle.createQuery(COUNT_REVIEWS)
                                        .map(
                                                (row, _) ->
                                                        new Counted(
                                                                reasons(row),
                                                                row.getBoolean("looked"),
                                                                row.getLong("events")))
                                        .list())) {
            if (counted.looked) {
                lookedAt += counted.events;
                continue;
            }
            if (!counted.reasons.equals(List.of(ReviewReason.NO_LINK))) {
                toLookAt += counted.events;
            }
            counted.reasons.forEach(reason -> byReason.merge(reason, counted.events, Long::sum));
        }
        return new ReviewCounts(toLookAt, byReason, lookedAt);
    }

    private record Counted(List<ReviewReason> reasons, boolean looked, long events) {}

    @Override
    public boolean lookedAt(EventId event, TakenOff decision, UUID request) {
        return jdbi.withHandle(
                        handle ->
                                handle.createUpdate(ADD_LOOKED_AT)
                                        .bind("id", event.value())
                                        .bind("by", decision.by())
                                        .bind("at", at(decision.at()))
                                        .bind("why", decision.why())
                                        .bind("request", request)
                                        .execute())
                == 1;
    }

    private static InReview review(ResultSet row) throws SQLException {
        Instant looked = instantOrNull(row, "decided");
        return new InReview(
                event(row),
                reasons(row),
                instant(row, "in_review_since"),
                row.getBoolean("withdrawn"),
                looked == null
                        ? null
                        : new TakenOff(row.getString("decided_by"), looked, row.getString("why")));
    }

    private static List<ReviewReason> reasons(ResultSet row) throws SQLException {
        String[] reasons = (String[]) row.getArray("reasons").getArray();
        return Arrays.stream(reasons).map(ReviewReason::valueOf).toList();
    }

    private static AcceptedEvent event(ResultSet row) throws SQLException {
        return new AcceptedEvent(
                new EventId(uuid(row, "id")),
                new EventKey(
                        row.getString("agency"),
                        row.getString("source"),
                        row.getString("source_id")),
                EventType.findByShortName(row.getString("type")).orElseThrow(),
                row.getString("data"),
                instant(row, "recorded"),
                instant(row, "received"));
    }
}
