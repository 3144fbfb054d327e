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
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.Facts;
import org.wholepicture.alert.domain.Fact;

/** Facts as JSON: the rules read them all together, nothing selects by their members. */
@ApplicationScoped
class FactRows implements Facts {

    private static final String PUT =
            """
            INSERT INTO fact (record, kind, event, known, sequence, content)
            VALUES (:record, :kind, :event, :known, :sequence, CAST(:content AS jsonb))
            ON CONFLICT (record, kind, event) DO UPDATE
            SET known = excluded.known, sequence = excluded.sequence, content = excluded.content
            WHERE fact.sequence < excluded.sequence
            """;

    private static final String ABOUT =
            """
            SELECT f.content::text AS content,
                CASE WHEN r.joined > f.known THEN r.joined END AS joined
            FROM fact f JOIN person_record r ON r.record = f.record
            WHERE r.person = :person
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
        String content = json(facts);
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(PUT)
                                .bind("record", record)
                                .bind("kind", kind)
                                .bind("event", event)
                                .bind("known", known)
                                .bind("sequence", sequence)
                                .bind("content", content)
                                .execute());
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
