package org.wholepicture.escalation.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.wholepicture.escalation.domain.Erasure;
import org.wholepicture.escalation.domain.EventId;
import org.wholepicture.escalation.domain.RecordId;

@ApplicationScoped
class JdbiErasure implements Erasure.Store {

    /** What stands where somebody's words were. */
    static final String WORDS = "Erased under an order.";

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

    private static final String DECISIONS =
            """
            DELETE FROM decision d
            WHERE d.record = :record
              AND (EXISTS (
                      SELECT FROM erased_event x
                      WHERE x.record = d.record AND x.event = d.event AND NOT x.kept)
                  OR EXISTS (
                      SELECT FROM erased_record x
                      WHERE x.record = d.record AND x.extent = 'EVERYTHING'))
            """;

    private static final String AUTHORS =
            """
            UPDATE decision d SET author = NULL
            WHERE d.record = :record AND d.author IS NOT NULL
              AND EXISTS (
                  SELECT FROM erased_event x WHERE x.record = d.record AND x.event = d.event)
            """;

    private static final String CONFIRMATIONS =
            """
            DELETE FROM confirmation c
            WHERE c.record = :record
              AND EXISTS (
                  SELECT FROM erased_record x
                  WHERE x.record = c.record AND x.extent = 'EVERYTHING')
            """;

    // Held, so that nobody writes into them meanwhile.
    private static final String CONCERNED =
            """
            SELECT id FROM dissent
            WHERE record = :record
              AND (about = ANY (:erased) OR evidence && :erased
                  OR CAST(:extent AS text) = 'EVERYTHING'
                  OR CAST(:extent AS text) IS NOT NULL AND raised_at <= :known)
            ORDER BY id
            FOR UPDATE
            """;

    private static final List<String> WORDLESS =
            List.of(
                    """
                    UPDATE dissent SET disagreement = :words, asked_for = :words
                    WHERE id = ANY (:ids)
                    """,
                    """
                    UPDATE stage SET
                        reason = CASE WHEN reason IS NOT NULL THEN :words END,
                        emergency = CASE WHEN emergency IS NOT NULL THEN :words END,
                        met_outcome = CASE WHEN met_outcome IS NOT NULL THEN :words END,
                        ended_words = CASE WHEN ended_words IS NOT NULL THEN :words END
                    WHERE dissent = ANY (:ids)
                    """,
                    "UPDATE view SET words = :words WHERE dissent = ANY (:ids)");

    private final Jdbi jdbi;

    JdbiErasure(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Map<String, Long> erase(Erasure erasure) {
        return jdbi.withHandle(
                handle -> {
                    erasure.extent()
                            .ifPresent(
                                    extent ->
                                            handle.createUpdate(ADD_RECORD)
                                                    .bind("record", erasure.record().value())
                                                    .bind("order", erasure.order())
                                                    .bind("extent", extent.name())
                                                    .bind("known", Columns.utc(erasure.known()))
                                                    .execute());
                    note(handle, erasure.record(), erasure.erased(), erasure.order(), false);
                    note(handle, erasure.record(), erasure.kept(), erasure.order(), true);
                    Map<String, Long> counts = new LinkedHashMap<>();
                    counts.put("decisions", changed(handle, DECISIONS, erasure.record()));
                    counts.put("authors", changed(handle, AUTHORS, erasure.record()));
                    counts.put("confirmations", changed(handle, CONFIRMATIONS, erasure.record()));
                    counts.put("disagreements", wordless(handle, erasure));
                    return counts;
                });
    }

    private static long changed(Handle handle, String sql, RecordId record) {
        return handle.createUpdate(sql).bind("record", record.value()).execute();
    }

    private static long wordless(Handle handle, Erasure erasure) {
        List<UUID> ids =
                handle.createQuery(CONCERNED)
                        .bind("record", erasure.record().value())
                        .bindArray(
                                "erased",
                                UUID.class,
                                erasure.erased().stream().map(EventId::value).toList())
                        .bind("extent", erasure.extent().map(Enum::name).orElse(null))
                        .bind("known", Columns.utc(erasure.known()))
                        .mapTo(UUID.class)
                        .list();
        for (String sql : WORDLESS) {
            handle.createUpdate(sql)
                    .bind("words", WORDS)
                    .bindArray("ids", UUID.class, ids)
                    .execute();
        }
        return ids.size();
    }

    @Override
    public void note(RecordId record, EventId event, UUID order) {
        jdbi.useHandle(handle -> note(handle, record, Set.of(event), order, false));
    }

    private static void note(
            Handle handle, RecordId record, Set<EventId> events, UUID order, boolean kept) {
        if (events.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(ADD_EVENT);
        events.forEach(
                event ->
                        batch.bind("record", record.value())
                                .bind("event", event.value())
                                .bind("order", order)
                                .bind("kept", kept)
                                .add());
        batch.execute();
    }
}
