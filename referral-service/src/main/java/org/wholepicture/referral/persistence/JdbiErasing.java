package org.wholepicture.referral.persistence;

import static org.wholepicture.referral.persistence.Database.uuid;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.wholepicture.referral.domain.Erasing;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.EventType;
import org.wholepicture.referral.domain.RecordId;

@ApplicationScoped
class JdbiErasing implements Erasing {

    private static final String EVENTS_OF =
            "SELECT DISTINCT event_id FROM filing WHERE record_id = ANY (:records)";

    private static final String KNOWN = "SELECT id FROM accepted_event WHERE id = ANY (:events)";

    private static final String RECORDS_OF =
            "SELECT DISTINCT record_id FROM filing WHERE event_id = ANY (:events)";

    // As filing takes an event: the two wait for each other.
    private static final String HOLD =
            """
            SELECT count(*) FROM (
                SELECT id FROM accepted_event WHERE id = ANY (:events)
                ORDER BY id FOR NO KEY UPDATE) AS held
            """;

    private static final String COPIES =
            """
            SELECT f.record_id, f.published, f.event_id, n.message_id, f.sequence, e.agency, e.type,
                   f.type = e.type OR f.type = 'linked-concern' AS own, coalesce(x.kept, false) AS kept
            FROM filing f
            JOIN accepted_event e ON e.id = f.event_id
            JOIN numbered_message n ON n.record_id = f.record_id AND n.sequence = f.sequence
            LEFT JOIN erased_filing x ON x.record_id = f.record_id AND x.published = f.published
            WHERE f.event_id = ANY (:events)
              AND (:anywhere OR f.record_id = ANY (:records))
              AND coalesce(x.kept, true)
            ORDER BY f.record_id, f.sequence
            """;

    private static final String NOTE =
            """
            INSERT INTO erased_filing (record_id, published, event_id, order_id, kept)
            VALUES (:record, :published, :event, :order, :kept)
            ON CONFLICT (record_id, published) DO UPDATE
            SET order_id = excluded.order_id, kept = excluded.kept
            """;

    private static final List<String> DERIVED =
            List.of(
                    "DELETE FROM practitioner_claim WHERE event_id = :event AND record_id = :record",
                    "DELETE FROM household_link WHERE event_id = :event AND record_id = :record",
                    "DELETE FROM record_mention WHERE event_id = :event AND record_id = :record");

    // What still stands somewhere with its content, or with its codes, keeps it.
    private static final String ERASE_CONTENT =
            """
            UPDATE accepted_event e
            SET data = '{}', erased_under = :order,
                state = CASE WHEN e.state = 'FILED' OR EXISTS (SELECT FROM filing f WHERE f.event_id = e.id)
                             THEN 'FILED' ELSE 'ERASED' END,
                reasons = '{}', in_review_since = NULL
            WHERE e.id = ANY (:events) AND e.erased_under IS NULL
              AND NOT EXISTS (
                  SELECT FROM filing f
                  LEFT JOIN erased_filing x
                      ON x.record_id = f.record_id AND x.published = f.published AND NOT x.kept
                  WHERE f.event_id = e.id AND x.published IS NULL)
            RETURNING e.id
            """;

    private static final List<String> SAID_OF =
            List.of(
                    "DELETE FROM review_looked_at WHERE event_id = ANY (:events)",
                    "DELETE FROM claim_declined WHERE event_id = ANY (:events)",
                    "DELETE FROM adult_fact WHERE event_id = ANY (:events)",
                    "DELETE FROM record_mention WHERE event_id = ANY (:events)",
                    "DELETE FROM refiling WHERE event_id = ANY (:events)");

    private static final String REDUCIBLE =
            """
            SELECT e.id, e.data FROM accepted_event e
            WHERE e.id = ANY (:events) AND e.erased_under IS NULL
              AND NOT EXISTS (
                  SELECT FROM filing f
                  LEFT JOIN erased_filing x
                      ON x.record_id = f.record_id AND x.published = f.published
                  WHERE f.event_id = e.id AND x.published IS NULL)
            """;

    private static final String REDUCE =
            "UPDATE accepted_event SET data = :data WHERE id = :event AND data <> :data";

    private static final List<String> FORGET =
            List.of(
                    "DELETE FROM record_identifier WHERE record_id = ANY (:records)",
                    "DELETE FROM record_mention WHERE record_id = ANY (:records)",
                    "DELETE FROM household_link WHERE record_id = ANY (:records)",
                    "DELETE FROM practitioner_claim WHERE record_id = ANY (:records)",
                    """
                    UPDATE record SET given_name = NULL, family_name = NULL, name_as_of = NULL,
                        birth_date = NULL, birth_date_as_of = NULL, expected_birth_date = NULL,
                        expected_birth_date_as_of = NULL, postcode = NULL, postcode_as_of = NULL
                    WHERE id = ANY (:records)
                    """);

    private final Jdbi jdbi;

    JdbiErasing(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    private record Said(EventId event, String data) {}

    @Override
    public Set<EventId> eventsOf(Collection<RecordId> records) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(EVENTS_OF)
                                .bindArray("records", UUID.class, records(records))
                                .map((row, _) -> new EventId(uuid(row, "event_id")))
                                .set());
    }

    @Override
    public Set<EventId> known(Collection<EventId> events) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(KNOWN)
                                .bindArray("events", UUID.class, events(events))
                                .map((row, _) -> new EventId(uuid(row, "id")))
                                .set());
    }

    @Override
    public Set<RecordId> recordsOf(Collection<EventId> events) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(RECORDS_OF)
                                .bindArray("events", UUID.class, events(events))
                                .map((row, _) -> new RecordId(uuid(row, "record_id")))
                                .set());
    }

    @Override
    public void hold(Collection<EventId> events) {
        jdbi.useHandle(
                handle ->
                        handle.createQuery(HOLD)
                                .bindArray("events", UUID.class, events(events))
                                .mapTo(Long.class)
                                .one());
    }

    @Override
    public List<Copy> copies(Collection<EventId> events, @Nullable Collection<RecordId> records) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(COPIES)
                                .bindArray("events", UUID.class, events(events))
                                .bind("anywhere", records == null)
                                .bindArray(
                                        "records",
                                        UUID.class,
                                        records == null ? List.of() : records(records))
                                .map(
                                        (row, _) ->
                                                new Copy(
                                                        new RecordId(uuid(row, "record_id")),
                                                        new EventId(uuid(row, "published")),
                                                        new EventId(uuid(row, "event_id")),
                                                        uuid(row, "message_id"),
                                                        row.getLong("sequence"),
                                                        row.getString("agency"),
                                                        EventType.findByShortName(
                                                                        row.getString("type"))
                                                                .orElseThrow(),
                                                        row.getBoolean("own"),
                                                        row.getBoolean("kept")))
                                .list());
    }

    @Override
    public void erase(Copy copy, UUID order, boolean kept) {
        jdbi.useHandle(
                handle -> {
                    handle.createUpdate(NOTE)
                            .bind("record", copy.record().value())
                            .bind("published", copy.published().value())
                            .bind("event", copy.event().value())
                            .bind("order", order)
                            .bind("kept", kept)
                            .execute();
                    if (!kept && copy.own()) {
                        for (String sql : DERIVED) {
                            handle.createUpdate(sql)
                                    .bind("event", copy.event().value())
                                    .bind("record", copy.record().value())
                                    .execute();
                        }
                    }
                });
    }

    @Override
    public long eraseContent(Collection<EventId> events, UUID order) {
        return jdbi.withHandle(
                handle -> {
                    List<UUID> gone =
                            handle.createQuery(ERASE_CONTENT)
                                    .bindArray("events", UUID.class, events(events))
                                    .bind("order", order)
                                    .map((row, _) -> uuid(row, "id"))
                                    .list();
                    all(handle, SAID_OF, "events", gone);
                    return (long) gone.size();
                });
    }

    @Override
    public void reduce(Collection<EventId> events, UnaryOperator<String> reducing) {
        jdbi.useHandle(
                handle -> {
                    List<Said> said =
                            handle.createQuery(REDUCIBLE)
                                    .bindArray("events", UUID.class, events(events))
                                    .map(
                                            (row, _) ->
                                                    new Said(
                                                            new EventId(uuid(row, "id")),
                                                            row.getString("data")))
                                    .list();
                    for (Said each : said) {
                        handle.createUpdate(REDUCE)
                                .bind("event", each.event().value())
                                .bind("data", reducing.apply(each.data()))
                                .execute();
                    }
                });
    }

    @Override
    public void forget(Collection<RecordId> records) {
        jdbi.useHandle(handle -> all(handle, FORGET, "records", records(records)));
    }

    private static void all(
            Handle handle, List<String> statements, String name, Collection<UUID> ids) {
        for (String sql : statements) {
            handle.createUpdate(sql).bindArray(name, UUID.class, List.copyOf(ids)).execute();
        }
    }

    private static List<UUID> events(Collection<EventId> events) {
        return events.stream().map(EventId::value).toList();
    }

    private static List<UUID> records(Collection<RecordId> records) {
        return records.stream().map(RecordId::value).toList();
    }
}
