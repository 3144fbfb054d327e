package org.wholepicture.chronology.persistence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.wholepicture.chronology.domain.Erased;
import org.wholepicture.chronology.domain.Erasure;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.RecordId;

/** What orders say of records, as it is kept. */
final class ErasedRows {

    /** That nothing was ever erased under the record, as a condition of a statement. */
    static final String NOTHING_ERASED =
            """
            NOT EXISTS (SELECT FROM erased_entry x WHERE x.record = :record)
                AND NOT EXISTS (SELECT FROM erased_record x WHERE x.record = :record)
            """;

    private static final String ENTRIES =
            "SELECT event, order_id, kept FROM erased_entry WHERE record = :record";

    private static final String RECORDS =
            "SELECT order_id, extent, known_at FROM erased_record WHERE record = :record";

    private static final String ADD_ENTRY =
            """
            INSERT INTO erased_entry (record, event, order_id, kept)
            VALUES (:record, :event, :order, :kept)
            ON CONFLICT (record, event, order_id) DO NOTHING
            """;

    private static final String ADD_RECORD =
            """
            INSERT INTO erased_record (record, order_id, extent, known_at)
            VALUES (:record, :order, :extent, :known)
            ON CONFLICT (record, order_id) DO NOTHING
            """;

    private ErasedRows() {}

    static Erased of(Handle handle, RecordId record) {
        Map<UUID, Set<EventId>> gone = new HashMap<>();
        Map<UUID, Set<EventId>> kept = new HashMap<>();
        handle.createQuery(ENTRIES)
                .bind("record", record.value())
                .map(
                        (row, _) ->
                                (row.getBoolean("kept") ? kept : gone)
                                        .computeIfAbsent(
                                                Rows.uuid(row, "order_id"), _ -> new HashSet<>())
                                        .add(new EventId(Rows.uuid(row, "event"))))
                .list();
        List<Erasure> orders =
                new ArrayList<>(
                        handle.createQuery(RECORDS)
                                .bind("record", record.value())
                                .map(
                                        (row, _) ->
                                                new Erasure(
                                                        record,
                                                        Rows.uuid(row, "order_id"),
                                                        Rows.instant(row, "known_at"),
                                                        Erasure.Extent.valueOf(
                                                                row.getString("extent")),
                                                        Set.of(),
                                                        Set.of()))
                                .list());
        Set<UUID> ids = new HashSet<>(gone.keySet());
        ids.addAll(kept.keySet());
        ids.forEach(
                id ->
                        orders.add(
                                new Erasure(
                                        record,
                                        id,
                                        Instant.EPOCH,
                                        null,
                                        gone.getOrDefault(id, Set.of()),
                                        kept.getOrDefault(id, Set.of()))));
        return new Erased(orders);
    }

    static void add(Handle handle, Erasure erasure) {
        if (erasure.extent() != null) {
            handle.createUpdate(ADD_RECORD)
                    .bind("record", erasure.record().value())
                    .bind("order", erasure.order())
                    .bind("extent", erasure.extent().name())
                    .bind("known", erasure.known())
                    .execute();
        }
        add(handle, erasure, erasure.erased(), false);
        add(handle, erasure, erasure.kept(), true);
    }

    private static void add(Handle handle, Erasure erasure, Set<EventId> events, boolean kept) {
        if (events.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(ADD_ENTRY);
        events.forEach(
                event ->
                        batch.bind("record", erasure.record().value())
                                .bind("event", event.value())
                                .bind("order", erasure.order())
                                .bind("kept", kept)
                                .add());
        batch.execute();
    }
}
