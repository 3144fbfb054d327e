package org.wholepicture.alert.persistence;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.Erasure;
import org.wholepicture.alert.domain.Fact;

/**
 * What orders leave of the facts under one record. Each event is judged by itself against the set
 * of orders, so it does not matter which of them came first.
 *
 * @param gone events of which nothing stays but what they took back
 * @param kept events of which the codes of plan history stay
 * @param until disagreements known by then have gone; none where no order was about all of the
 *     child
 */
record ErasedRows(Set<UUID> gone, Set<UUID> kept, boolean forgotten, @Nullable Instant until) {

    private static final String EVENTS =
            "SELECT event, kept FROM erased_event WHERE record = :record";

    private static final String RECORDS =
            """
            SELECT coalesce(bool_or(extent = 'EVERYTHING'), false) AS forgotten,
                max(known) FILTER (WHERE extent IS NOT NULL) AS until
            FROM erased_record WHERE record = :record
            """;

    private static final String ADD_EVENT =
            """
            INSERT INTO erased_event (record, event, order_id, kept)
            VALUES (:record, :event, :order, :kept) ON CONFLICT DO NOTHING
            """;

    private static final String ADD_RECORD =
            """
            INSERT INTO erased_record (record, order_id, extent, known)
            VALUES (:record, :order, :extent, :known) ON CONFLICT DO NOTHING
            """;

    static ErasedRows of(Handle handle, UUID record) {
        Set<UUID> gone = new HashSet<>();
        Set<UUID> kept = new HashSet<>();
        handle.createQuery(EVENTS)
                .bind("record", record)
                .map(
                        (row, _) ->
                                (row.getBoolean("kept") ? kept : gone)
                                        .add(row.getObject("event", UUID.class)))
                .list();
        return handle.createQuery(RECORDS)
                .bind("record", record)
                .map(
                        (row, _) -> {
                            var until = row.getTimestamp("until");
                            return new ErasedRows(
                                    gone,
                                    kept,
                                    row.getBoolean("forgotten"),
                                    until == null ? null : until.toInstant());
                        })
                .one();
    }

    static void add(Handle handle, Erasure erasure) {
        handle.createUpdate(ADD_RECORD)
                .bind("record", erasure.record())
                .bind("order", erasure.order())
                .bind("extent", erasure.extent() == null ? null : erasure.extent().name())
                .bind("known", erasure.known())
                .execute();
        add(handle, erasure.record(), erasure.order(), erasure.erased(), false);
        add(handle, erasure.record(), erasure.order(), erasure.kept(), true);
    }

    static void add(Handle handle, UUID record, UUID order, Set<UUID> events, boolean kept) {
        if (events.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(ADD_EVENT);
        events.forEach(
                event ->
                        batch.bind("record", record)
                                .bind("event", event)
                                .bind("order", order)
                                .bind("kept", kept)
                                .add());
        batch.execute();
    }

    /** What is left of the facts that an event states. */
    List<Fact> left(String kind, UUID event, Instant known, List<Fact> facts) {
        if (forgotten || kind.startsWith("dissent") && until != null && !known.isAfter(until)) {
            return List.of();
        }
        if (gone.contains(event)) {
            return facts.stream().filter(Fact.Retraction.class::isInstance).toList();
        }
        return kept.contains(event)
                ? facts.stream().filter(fact -> !(fact instanceof Fact.Claim)).toList()
                : facts;
    }
}
