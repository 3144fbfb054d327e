package org.wholepicture.chronology.persistence;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Origin;
import org.wholepicture.chronology.domain.RecordId;
import org.wholepicture.chronology.domain.Telling;
import org.wholepicture.chronology.domain.ToldEntries;

/** Under the writer's role, as the entries themselves. */
@Singleton
class JdbiToldEntries implements ToldEntries {

    private static final String NOTE =
            """
            INSERT INTO entry_message (message_id, topic, record, sequence, event, agency, known_at)
            VALUES (:message, :topic, :record, :sequence, :event, :agency, :known)
            """;

    private static final String HIGHEST = "SELECT coalesce(max(number), 0) FROM entry_message";

    // A stretch of the primary key, each row looked up in the primary key of entry. What was erased
    // is
    // not missed.
    private static final String GONE =
            """
            SELECT m.message_id, m.topic, m.record, m.sequence FROM entry_message m
            WHERE m.number BETWEEN :first AND :last
              AND NOT EXISTS (
                  SELECT FROM entry e WHERE e.record = m.record AND e.event = m.event)
              AND NOT EXISTS (
                  SELECT FROM erased_entry x
                  WHERE x.record = m.record AND x.event = m.event AND NOT x.kept)
              AND NOT EXISTS (
                  SELECT FROM erased_record x
                  WHERE x.record = m.record
                    AND (x.extent = 'EVERYTHING'
                        OR m.topic <> 'child-events' AND m.known_at <= x.known_at))
            ORDER BY m.number LIMIT 500
            """;

    // The block range index finds the stretch of a day; a message told twice counts once.
    private static final String COUNT =
            """
            SELECT agency, count(DISTINCT (record, sequence)) AS messages FROM entry_message
            WHERE known_at >= :from AND known_at < :until AND topic = 'child-events'
            GROUP BY agency
            """;

    private final Roles roles;

    JdbiToldEntries(Roles roles) {
        this.roles = roles;
    }

    @Override
    public void note(Telling told, Origin origin) {
        AgencyId agency = told.agency();
        roles.asWriter(
                handle ->
                        handle.createUpdate(NOTE)
                                .bind("message", origin.message())
                                .bind("topic", origin.topic())
                                .bind("record", told.record().value())
                                .bind("sequence", origin.sequence())
                                .bind("event", told.event().value())
                                .bind("agency", agency == null ? null : agency.value())
                                .bind("known", told.known())
                                .execute());
    }

    @Override
    public long highest() {
        return roles.asWriter(handle -> handle.createQuery(HIGHEST).mapTo(Long.class).one());
    }

    @Override
    public List<Told> gone(long first, long last) {
        return roles.asWriter(
                handle ->
                        handle.createQuery(GONE)
                                .bind("first", first)
                                .bind("last", last)
                                .map(
                                        (row, _) ->
                                                new Told(
                                                        new Origin(
                                                                row.getObject(
                                                                        "message_id", UUID.class),
                                                                row.getString("topic"),
                                                                row.getLong("sequence")),
                                                        new RecordId(
                                                                row.getObject(
                                                                        "record", UUID.class))))
                                .list());
    }

    @Override
    public Map<AgencyId, Long> count(Instant from, Instant until) {
        return roles.asWriter(
                handle -> {
                    Map<AgencyId, Long> counts = new HashMap<>();
                    handle.createQuery(COUNT)
                            .bind("from", from)
                            .bind("until", until)
                            .map(
                                    (row, _) ->
                                            Map.entry(
                                                    new AgencyId(row.getString("agency")),
                                                    row.getLong("messages")))
                            .forEach(each -> counts.put(each.getKey(), each.getValue()));
                    return counts;
                });
    }
}
