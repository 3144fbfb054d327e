package org.wholepicture.alert.persistence;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.Erasure;
import org.wholepicture.alert.application.Facts;
import org.wholepicture.alert.application.Hearing;
import org.wholepicture.alert.domain.Fact;
import org.wholepicture.platform.messaging.Losses;

/** Facts as JSON: the rules read them all together, nothing selects by their members. */
@ApplicationScoped
class FactRows implements Facts {

    private static final String PUT =
            """
            INSERT INTO fact (record, kind, event, known, sequence, content)
            SELECT :record, :kind, :event, :known, :sequence, CAST(:content AS jsonb)
            WHERE %s
            ON CONFLICT (record, kind, event) DO UPDATE
            SET known = excluded.known, sequence = excluded.sequence, content = excluded.content
            WHERE fact.sequence < excluded.sequence
            """;

    // Of nearly every record nothing was ever erased: that is asked by the statement itself.
    private static final String PUT_WHERE_NOTHING_IS_ERASED =
            PUT.formatted(
                    """
                    NOT EXISTS (SELECT FROM erased_event x WHERE x.record = :record)
                        AND NOT EXISTS (SELECT FROM erased_record x WHERE x.record = :record)
                    """);

    private static final String PUT_LEFT = PUT.formatted("true");

    private static final String ABOUT =
            """
            SELECT f.content::text AS content,
                CASE WHEN r.joined > f.known THEN r.joined END AS joined
            FROM fact f JOIN person_record r ON r.record = f.record
            WHERE r.person = :person
            """;

    private static final String OF_RECORD =
            """
            SELECT record, kind, event, known, sequence, content::text AS content
            FROM fact WHERE record = :record
            """;

    private static final String REMOVE =
            "DELETE FROM fact WHERE record = :record AND kind = :kind AND event = :event";

    private static final List<String> FORGET =
            List.of(
                    "DELETE FROM birth WHERE record = :record",
                    "DELETE FROM confirmation WHERE record = :record");

    private static final String LAST_ERASED =
            """
            SELECT x.known FROM erased_record x JOIN person_record r ON r.record = x.record
            WHERE r.person = :person
            ORDER BY x.known DESC LIMIT 1
            """;

    private static final String NOTE =
            """
            INSERT INTO fact_message
                (message_id, topic, record, sequence, kind, event, agency, known)
            VALUES (:message, :topic, :record, :sequence, :kind, :event, :agency, :known)
            """;

    private static final String HIGHEST = "SELECT coalesce(max(number), 0) FROM fact_message";

    // A stretch of the primary key, each row looked up in the primary key of fact. What was erased
    // is
    // not missed.
    private static final String GONE =
            """
            SELECT m.message_id, m.topic, m.record, m.sequence FROM fact_message m
            WHERE m.number BETWEEN :first AND :last
              AND NOT EXISTS (
                  SELECT FROM fact f
                  WHERE f.record = m.record AND f.kind = m.kind AND f.event = m.event)
              AND NOT EXISTS (
                  SELECT FROM erased_event x
                  WHERE x.record = m.record AND x.event = m.event AND NOT x.kept)
              AND NOT EXISTS (
                  SELECT FROM erased_record x
                  WHERE x.record = m.record
                    AND (x.extent = 'EVERYTHING'
                        OR x.extent IS NOT NULL AND m.topic = 'escalations' AND m.known <= x.known))
            ORDER BY m.number LIMIT 500
            """;

    // The block range index finds the stretch of a day; a message heard twice counts once.
    private static final String COUNT =
            """
            SELECT agency, count(DISTINCT (record, sequence)) AS messages FROM fact_message
            WHERE known >= :from AND known < :until AND topic = 'child-events'
            GROUP BY agency
            """;

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .addMixIn(Fact.class, NamedKind.class)
                    .registerSubtypes(Fact.class.getPermittedSubclasses())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .build();
    private static final TypeReference<List<Fact>> FACTS = new TypeReference<>() {};
    private static final ObjectWriter WRITER = MAPPER.writerFor(FACTS);
    private static final ObjectReader READER = MAPPER.readerFor(FACTS);

    private final Jdbi jdbi;

    FactRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The record's name tells which fact it is. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "fact")
    private interface NamedKind {}

    @Override
    public void put(
            UUID record, String kind, UUID event, Instant known, long sequence, List<Fact> facts) {
        jdbi.useHandle(
                handle -> {
                    var row = new Row(record, kind, event, known, sequence);
                    if (put(handle, PUT_WHERE_NOTHING_IS_ERASED, row, facts) == 0) {
                        ErasedRows erased = ErasedRows.of(handle, record);
                        List<Fact> left = erased.left(kind, event, known, facts);
                        if (!left.isEmpty() || facts.isEmpty()) {
                            int _ = put(handle, PUT_LEFT, row, left);
                        }
                    }
                });
    }

    private record Row(UUID record, String kind, UUID event, Instant known, long sequence) {}

    private static int put(Handle handle, String statement, Row row, List<Fact> facts) {
        return handle.createUpdate(statement)
                .bind("record", row.record())
                .bind("kind", row.kind())
                .bind("event", row.event())
                .bind("known", row.known())
                .bind("sequence", row.sequence())
                .bind("content", json(facts))
                .execute();
    }

    @Override
    public Map<String, Long> erase(Erasure erasure) {
        return jdbi.withHandle(
                handle -> {
                    ErasedRows.add(handle, erasure);
                    ErasedRows erased = ErasedRows.of(handle, erasure.record());
                    long changed = 0;
                    List<Stored> stored =
                            handle.createQuery(OF_RECORD)
                                    .bind("record", erasure.record())
                                    .map((row, _) -> stored(row))
                                    .list();
                    for (Stored each : stored) {
                        Row row = each.row();
                        List<Fact> left =
                                erased.left(row.kind(), row.event(), row.known(), each.facts());
                        if (!left.equals(each.facts())) {
                            handle.createUpdate(REMOVE)
                                    .bind("record", row.record())
                                    .bind("kind", row.kind())
                                    .bind("event", row.event())
                                    .execute();
                            if (!left.isEmpty()) {
                                int _ = put(handle, PUT_LEFT, row, left);
                            }
                            changed++;
                        }
                    }
                    Map<String, Long> counts = new LinkedHashMap<>();
                    counts.put("facts", changed);
                    if (erased.forgotten()) {
                        for (String sql : FORGET) {
                            handle.createUpdate(sql).bind("record", erasure.record()).execute();
                        }
                    }
                    return counts;
                });
    }

    private record Stored(Row row, List<Fact> facts) {}

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                new Row(
                        row.getObject("record", UUID.class),
                        row.getString("kind"),
                        row.getObject("event", UUID.class),
                        row.getTimestamp("known").toInstant(),
                        row.getLong("sequence")),
                facts(row.getString("content"), null));
    }

    @Override
    public void noteErased(UUID record, UUID event, UUID order) {
        jdbi.useHandle(handle -> ErasedRows.add(handle, record, order, Set.of(event), false));
    }

    @Override
    public Optional<Instant> lastErased(UUID person) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(LAST_ERASED)
                                .bind("person", person)
                                .mapTo(Timestamp.class)
                                .findOne()
                                .map(Timestamp::toInstant));
    }

    @Override
    public List<Fact> about(UUID person) {
        var all = new ArrayList<Fact>();
        jdbi.useHandle(
                handle ->
                        handle.createQuery(ABOUT)
                                .bind("person", person)
                                .map(
                                        (row, _) ->
                                                all.addAll(
                                                        facts(
                                                                row.getString("content"),
                                                                row.getTimestamp("joined"))))
                                .list());
        return all;
    }

    @Override
    public void note(Hearing.Filed filed, Hearing.Told told, String kind, UUID event) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(NOTE)
                                .bind("message", told.message())
                                .bind("topic", told.topic())
                                .bind("record", filed.record())
                                .bind("sequence", filed.sequence())
                                .bind("kind", kind)
                                .bind("event", event)
                                .bind("agency", told.agency())
                                .bind("known", filed.known())
                                .execute());
    }

    @Override
    public long highestNoted() {
        return jdbi.withHandle(handle -> handle.createQuery(HIGHEST).mapTo(Long.class).one());
    }

    @Override
    public List<Losses.Lost> gone(long first, long last) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(GONE)
                                .bind("first", first)
                                .bind("last", last)
                                .map(
                                        (row, _) ->
                                                new Losses.Lost(
                                                        row.getObject("message_id", UUID.class),
                                                        row.getString("topic"),
                                                        row.getString("record"),
                                                        row.getLong("sequence")))
                                .list());
    }

    @Override
    public Map<String, Long> count(Instant from, Instant until) {
        Map<String, Long> counts = new HashMap<>();
        jdbi.useHandle(
                handle ->
                        handle.createQuery(COUNT)
                                .bind("from", from)
                                .bind("until", until)
                                .map(
                                        (row, _) ->
                                                Map.entry(
                                                        row.getString("agency"),
                                                        row.getLong("messages")))
                                .forEach(each -> counts.put(each.getKey(), each.getValue())));
        return counts;
    }

    private static String json(List<Fact> facts) {
        try {
            return WRITER.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("facts are not JSON", e);
        }
    }

    private static List<Fact> facts(String content, @Nullable Timestamp joined) {
        try {
            if (joined == null) {
                return READER.readValue(content);
            }
            JsonNode facts = MAPPER.readTree(content);
            for (JsonNode fact : facts) {
                ((ObjectNode) fact.get("provenance")).put("known", joined.toInstant().toString());
            }
            return READER.readValue(facts);
        } catch (IOException e) {
            throw new IllegalStateException("stored facts are not what this version wrote", e);
        }
    }
}
