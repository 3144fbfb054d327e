package org.wholepicture.chronology.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Rebuild;
import org.wholepicture.chronology.domain.Rebuilds;

/** Under the login role: nothing in these tables is about a child. */
@Singleton
class JdbiRebuilds implements Rebuilds {

    /**
     * Stretches of records by the first digit of their ids: as many as can be worked on at once.
     */
    private static final int STRETCHES = 16;

    private static final String BORDER = "%x0000000-0000-0000-0000-000000000000";
    private static final String LAST = "ffffffff-ffff-ffff-ffff-ffffffffffff";

    private static final String START =
            """
            INSERT INTO rebuild (id, ordered_at, ordered_by, request_id)
            VALUES (:id, :now, :by, :request)
            ON CONFLICT DO NOTHING
            """;

    private static final String ADD_STRETCH =
            """
            INSERT INTO rebuild_stretch (rebuild, number, position, until)
            VALUES (:rebuild, :number, :position, :until)
            """;

    private static final String LAST_REBUILD =
            """
            SELECT r.id, r.ordered_at, r.ordered_by, r.finished_at,
                count(*) AS stretches, count(*) FILTER (WHERE s.done) AS done,
                sum(s.records) AS records, sum(s.messages) AS messages, sum(s.written) AS written,
                sum(s.removed) AS removed, sum(s.left_alone) AS left_alone,
                sum(s.refused) AS refused,
                max(s.trouble) FILTER (WHERE NOT s.done) AS trouble
            FROM rebuild r JOIN rebuild_stretch s ON s.rebuild = r.id
            GROUP BY r.id
            ORDER BY r.ordered DESC
            LIMIT 1
            """;

    // Real time, as it is a worker's absence that is measured.
    private static final String CLAIM =
            """
            UPDATE rebuild_stretch AS s
            SET claim = :claim, claimed_at = clock_timestamp()
            FROM (
                SELECT f.rebuild, f.number FROM rebuild_stretch f
                WHERE NOT f.done
                  AND (f.claimed_at IS NULL
                       OR f.claimed_at < clock_timestamp() - :rest * interval '1 millisecond')
                ORDER BY f.number
                LIMIT 1
                FOR UPDATE SKIP LOCKED) AS free
            WHERE s.rebuild = free.rebuild AND s.number = free.number
            RETURNING s.rebuild, s.number, s.claim, s.position, s.until
            """;

    private static final String MOVE_ON =
            """
            UPDATE rebuild_stretch
            SET position = :position, claimed_at = clock_timestamp(), trouble = NULL,
                records = records + :records, messages = messages + :messages,
                written = written + :written, removed = removed + :removed,
                left_alone = left_alone + :left, refused = refused + :refused,
                heard = :heard::jsonb
            WHERE rebuild = :rebuild AND number = :number AND claim = :claim AND NOT done
            """;

    private static final String HEARD =
            "SELECT heard FROM rebuild_stretch WHERE rebuild = :rebuild AND number = :number";

    private static final String DONE =
            """
            UPDATE rebuild_stretch SET done = true, claim = NULL, trouble = NULL
            WHERE rebuild = :rebuild AND number = :number AND claim = :claim
            """;

    private static final String TROUBLE =
            """
            UPDATE rebuild_stretch SET trouble = :reason
            WHERE rebuild = :rebuild AND number = :number AND claim = :claim
            """;

    private static final String FINISH =
            """
            UPDATE rebuild r SET finished_at = :now
            WHERE finished_at IS NULL
              AND NOT EXISTS (SELECT FROM rebuild_stretch s WHERE s.rebuild = r.id AND NOT s.done)
            RETURNING r.id, r.ordered_at
            """;

    private static final String ALL_HEARD =
            "SELECT heard FROM rebuild_stretch WHERE rebuild = :rebuild";

    private final Jdbi jdbi;
    private final ObjectMapper mapper;

    JdbiRebuilds(Jdbi jdbi, ObjectMapper mapper) {
        this.jdbi = jdbi;
        this.mapper = mapper;
    }

    @Override
    public Rebuild start(UUID id, Instant now, String by, UUID request) {
        return jdbi.withHandle(
                handle -> {
                    boolean started =
                            handle.createUpdate(START)
                                            .bind("id", id)
                                            .bind("now", now)
                                            .bind("by", by)
                                            .bind("request", request)
                                            .execute()
                                    == 1;
                    if (started) {
                        IntStream.range(0, STRETCHES)
                                .forEach(
                                        number ->
                                                handle.createUpdate(ADD_STRETCH)
                                                        .bind("rebuild", id)
                                                        .bind("number", number)
                                                        .bind("position", BORDER.formatted(number))
                                                        .bind(
                                                                "until",
                                                                number == STRETCHES - 1
                                                                        ? LAST
                                                                        : BORDER.formatted(
                                                                                number + 1))
                                                        .execute());
                    }
                    return last(handle).orElseThrow();
                });
    }

    @Override
    public Optional<Rebuild> last() {
        return jdbi.withHandle(JdbiRebuilds::last);
    }

    private static Optional<Rebuild> last(Handle handle) {
        return handle.createQuery(LAST_REBUILD)
                .map(
                        (row, _) ->
                                new Rebuild(
                                        Rows.uuid(row, "id"),
                                        Rows.instant(row, "ordered_at"),
                                        row.getString("ordered_by"),
                                        Rows.instantOrNull(row, "finished_at"),
                                        row.getLong("records"),
                                        row.getLong("messages"),
                                        row.getLong("written"),
                                        row.getLong("removed"),
                                        row.getLong("left_alone"),
                                        row.getLong("refused"),
                                        new Rebuild.Stretches(
                                                row.getInt("stretches"), row.getInt("done")),
                                        row.getString("trouble")))
                .findOne();
    }

    @Override
    public Optional<Stretch> claim(UUID claim, Duration rest) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(CLAIM)
                                .bind("claim", claim)
                                .bind("rest", rest.toMillis())
                                .map((row, _) -> stretch(row))
                                .findOne());
    }

    private static Stretch stretch(ResultSet row) throws SQLException {
        return new Stretch(
                Rows.uuid(row, "rebuild"),
                row.getInt("number"),
                Rows.uuid(row, "claim"),
                row.getString("position"),
                row.getString("until"));
    }

    @Override
    public Optional<Stretch> moveOn(
            Stretch stretch, String position, Part part, Map<AgencyId, Instant> heard) {
        return jdbi.withHandle(
                handle -> {
                    // Only whoever has the claim writes it.
                    Map<AgencyId, Instant> all =
                            read(
                                    handle.createQuery(HEARD)
                                            .bind("rebuild", stretch.rebuild())
                                            .bind("number", stretch.number())
                                            .mapTo(String.class)
                                            .one());
                    heard.forEach(
                            (agency, known) -> all.merge(agency, known, JdbiRebuilds::earlier));
                    int moved =
                            handle.createUpdate(MOVE_ON)
                                    .bind("position", position)
                                    .bind("records", part.records())
                                    .bind("messages", part.messages())
                                    .bind("written", part.written())
                                    .bind("removed", part.removed())
                                    .bind("left", part.left())
                                    .bind("refused", part.refused())
                                    .bind("heard", write(all))
                                    .bind("rebuild", stretch.rebuild())
                                    .bind("number", stretch.number())
                                    .bind("claim", stretch.claim())
                                    .execute();
                    return moved == 0
                            ? Optional.empty()
                            : Optional.of(
                                    new Stretch(
                                            stretch.rebuild(),
                                            stretch.number(),
                                            stretch.claim(),
                                            position,
                                            stretch.until()));
                });
    }

    @Override
    public boolean done(Stretch stretch) {
        return jdbi.withHandle(handle -> update(handle, DONE, stretch).execute() == 1);
    }

    @Override
    public void trouble(Stretch stretch, String reason) {
        jdbi.useHandle(handle -> update(handle, TROUBLE, stretch).bind("reason", reason).execute());
    }

    private static org.jdbi.v3.core.statement.Update update(
            Handle handle, String sql, Stretch stretch) {
        return handle.createUpdate(sql)
                .bind("rebuild", stretch.rebuild())
                .bind("number", stretch.number())
                .bind("claim", stretch.claim());
    }

    @Override
    public Optional<Ended> finish(Instant now) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(FINISH)
                                .bind("now", now)
                                .map(
                                        (row, _) ->
                                                Map.entry(
                                                        Rows.uuid(row, "id"),
                                                        Rows.instant(row, "ordered_at")))
                                .findOne()
                                .map(
                                        ended ->
                                                new Ended(
                                                        ended.getKey(),
                                                        ended.getValue(),
                                                        allHeard(handle, ended.getKey()))));
    }

    private Map<AgencyId, Instant> allHeard(Handle handle, UUID rebuild) {
        List<String> stretches =
                handle.createQuery(ALL_HEARD).bind("rebuild", rebuild).mapTo(String.class).list();
        Map<AgencyId, Instant> all = new HashMap<>();
        for (String each : stretches) {
            read(each).forEach((agency, known) -> all.merge(agency, known, JdbiRebuilds::earlier));
        }
        return all;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private String write(Map<AgencyId, Instant> heard) {
        ObjectNode json = mapper.createObjectNode();
        heard.forEach((agency, known) -> json.put(agency.value(), known.toString()));
        return json.toString();
    }

    private Map<AgencyId, Instant> read(String heard) {
        try {
            Map<AgencyId, Instant> read = new HashMap<>();
            JsonNode json = mapper.readTree(heard);
            json.properties()
                    .forEach(
                            each ->
                                    read.put(
                                            new AgencyId(each.getKey()),
                                            Instant.parse(each.getValue().asText())));
            return read;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what a rebuild heard is no JSON", e);
        }
    }
}
