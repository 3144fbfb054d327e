package org.wholepicture.referral.persistence;

import static org.wholepicture.referral.persistence.Database.at;
import static org.wholepicture.referral.persistence.Database.instant;
import static org.wholepicture.referral.persistence.Database.uuid;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.NumberedMessages;
import org.wholepicture.referral.domain.RecordId;

@ApplicationScoped
class JdbiNumberedMessages implements NumberedMessages {

    private static final String NOTE =
            """
            INSERT INTO numbered_message
                (record_id, sequence, message_id, type, known, event_id, agency, recipe)
            VALUES (:record, :sequence, :message, :type, :known, CAST(:event AS uuid), :agency,
                    :recipe)
            """;

    private static final String REWRITE =
            """
            UPDATE numbered_message SET type = :type, recipe = :recipe
            WHERE record_id = :record AND sequence = :sequence
            """;

    private static final String FIND =
            "SELECT * FROM numbered_message WHERE record_id = :record AND sequence = :sequence";

    private static final String HIGHEST = "SELECT coalesce(max(number), 0) FROM numbered_message";

    private static final String FIRST_KNOWN =
            "SELECT known FROM numbered_message ORDER BY number LIMIT 1";

    // A stretch of the primary key, each row looked up in the outbox's unique index.
    private static final String NOT_IN_OUTBOX =
            """
            SELECT n.* FROM numbered_message n
            WHERE n.number BETWEEN :first AND :last
              AND NOT EXISTS (SELECT FROM outbox o WHERE o.message_id = n.message_id)
            ORDER BY n.number LIMIT 500
            """;

    // The block range index finds the stretch of a day.
    private static final String COUNT =
            """
            SELECT agency, count(*) AS messages FROM numbered_message
            WHERE known >= :from AND known < :until AND agency IS NOT NULL
            GROUP BY agency
            """;

    private final Jdbi jdbi;

    JdbiNumberedMessages(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void note(Numbered message) {
        EventId event = message.event();
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(NOTE)
                                .bind("record", message.record().value())
                                .bind("sequence", message.sequence())
                                .bind("message", message.message())
                                .bind("type", message.type())
                                .bind("known", at(message.known()))
                                .bind("event", event == null ? null : event.value())
                                .bind("agency", message.agency())
                                .bind("recipe", message.recipe())
                                .execute());
    }

    @Override
    public void rewrite(Numbered message) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(REWRITE)
                                .bind("record", message.record().value())
                                .bind("sequence", message.sequence())
                                .bind("type", message.type())
                                .bind("recipe", message.recipe())
                                .execute());
    }

    @Override
    public Optional<Numbered> find(RecordId record, long sequence) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(FIND)
                                .bind("record", record.value())
                                .bind("sequence", sequence)
                                .map((row, _) -> numbered(row))
                                .findOne());
    }

    @Override
    public long highest() {
        return jdbi.withHandle(handle -> handle.createQuery(HIGHEST).mapTo(Long.class).one());
    }

    @Override
    public Optional<Instant> firstKnown() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(FIRST_KNOWN)
                                .map((row, _) -> instant(row, "known"))
                                .findOne());
    }

    @Override
    public List<Numbered> notInOutbox(long first, long last) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(NOT_IN_OUTBOX)
                                .bind("first", first)
                                .bind("last", last)
                                .map((row, _) -> numbered(row))
                                .list());
    }

    @Override
    public Map<String, Long> count(Instant from, Instant until) {
        Map<String, Long> counts = new TreeMap<>();
        jdbi.useHandle(
                handle ->
                        handle.createQuery(COUNT)
                                .bind("from", at(from))
                                .bind("until", at(until))
                                .map(
                                        (row, _) ->
                                                Map.entry(
                                                        row.getString("agency"),
                                                        row.getLong("messages")))
                                .forEach(each -> counts.put(each.getKey(), each.getValue())));
        return counts;
    }

    private static Numbered numbered(ResultSet row) throws SQLException {
        @Nullable UUID event = row.getObject("event_id", UUID.class);
        return new Numbered(
                new RecordId(uuid(row, "record_id")),
                row.getLong("sequence"),
                uuid(row, "message_id"),
                row.getString("type"),
                instant(row, "known"),
                event == null ? null : new EventId(event),
                row.getString("agency"),
                row.getString("recipe"));
    }
}
