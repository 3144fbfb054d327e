package org.wholepicture.referral.persistence;

import static org.wholepicture.referral.persistence.Database.at;
import static org.wholepicture.referral.persistence.Database.uuid;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.EventKey;
import org.wholepicture.referral.domain.Filings;
import org.wholepicture.referral.domain.RecordId;
import org.wholepicture.referral.domain.SourceVersion;
import org.wholepicture.referral.domain.VersionChain;

@ApplicationScoped
class JdbiFilings implements Filings {

    // The numbers are sorted before they are locked, so two filings cannot wait for each other.
    private static final String TAKE_TURNS =
            """
            SELECT count(pg_advisory_xact_lock(number))
            FROM (SELECT DISTINCT number FROM unnest(:numbers) AS number ORDER BY number) AS ordered
            """;

    // What was erased is settled: it neither stands nor comes again. Rows of another type than the
    // event's own are withdrawals that it has brought about, or a
    // concern that a sibling's home shares.
    private static final String COPIES =
            """
            SELECT f.record_id, f.published, f.type = 'linked-concern' AS linked,
                   CASE WHEN bool_or(w.event_id <> f.event_id) OR bool_or(x.published IS NOT NULL AND NOT x.kept)
                        THEN 'WITHDRAWN'
                        WHEN count(w.event_id) > 0 THEN 'TAKEN_BACK'
                        ELSE 'STANDS' END AS fate
            FROM filing f
            JOIN accepted_event e
                ON e.id = f.event_id AND (e.type = f.type OR f.type = 'linked-concern')
            LEFT JOIN withdrawal w ON w.target_id = f.published AND w.record_id = f.record_id
            LEFT JOIN erased_filing x ON x.record_id = f.record_id AND x.published = f.published
            WHERE f.event_id = :event
            GROUP BY f.record_id, f.published, f.type
            ORDER BY f.record_id, min(f.part)
            """;

    private static final String MESSAGES =
            "SELECT count(*) FROM filing WHERE event_id = :event AND record_id = :record";

    private static final String ADD =
            """
            INSERT INTO filing (event_id, record_id, part, published, type, known, sequence)
            SELECT :event, :record, count(*) + 1, :published, :type, :known, :sequence
            FROM filing WHERE event_id = :event AND record_id = :record
            """;

    private static final String CONCERNS_ABOUT_HOMES =
            """
            SELECT DISTINCT f.event_id FROM filing f JOIN accepted_event e ON e.id = f.event_id
            WHERE f.record_id = ANY (:records) AND f.type = 'concern'
              AND e.data::json ->> 'sharedHome' = 'true'
            """;

    private static final String ADD_TARGET =
            """
            INSERT INTO retraction_target (event_id, agency, source, source_id)
            VALUES (:event, :agency, :source, :sourceId)
            ON CONFLICT DO NOTHING
            """;

    private static final String RETRACTIONS_OF =
            """
            SELECT event_id FROM retraction_target
            WHERE agency = :agency AND source = :source AND source_id = :sourceId
            ORDER BY event_id
            """;

    private static final String WITHDRAWN_BY =
            "SELECT target_id FROM withdrawal WHERE event_id = :event AND record_id = :record";

    private static final String ADD_WITHDRAWAL =
            """
            INSERT INTO withdrawal (event_id, record_id, target_id)
            SELECT :event, :record, target FROM unnest(:targets) AS target
            ON CONFLICT DO NOTHING
            """;

    private static final String VERSIONS =
            """
            SELECT v.event_id, v.version, v.whole,
                   EXISTS (SELECT 1 FROM retraction_target t
                           WHERE (t.agency, t.source, t.source_id)
                               = (e.agency, e.source, e.source_id)) AS retracted
            FROM source_version v JOIN accepted_event e ON e.id = v.event_id
            WHERE v.agency = :agency AND v.system = :system AND v.source_record = :id
            """;

    private static final String PUT_VERSION =
            """
            INSERT INTO source_version (agency, system, source_record, version, event_id, whole)
            VALUES (:agency, :system, :id, :version, :event, :whole)
            ON CONFLICT (event_id) DO UPDATE SET whole = excluded.whole
            """;

    private static final String REMOVE_VERSION =
            "DELETE FROM source_version WHERE event_id = :event";

    private final Jdbi jdbi;

    JdbiFilings(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void takeTurns(Collection<String> things) {
        List<Long> numbers = things.stream().map(JdbiFilings::number).toList();
        jdbi.useHandle(
                handle ->
                        handle.createQuery(TAKE_TURNS)
                                .bindArray("numbers", Long.class, numbers)
                                .mapTo(Long.class)
                                .one());
    }

    /** Two things with the same number only wait for each other for nothing. */
    private static long number(String thing) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(thing.getBytes(StandardCharsets.UTF_8));
            return java.nio.ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no SHA-256", e);
        }
    }

    @Override
    public List<Copy> copies(EventId event) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(COPIES)
                                .bind("event", event.value())
                                .map(
                                        (row, _) ->
                                                new Copy(
                                                        new RecordId(uuid(row, "record_id")),
                                                        new EventId(uuid(row, "published")),
                                                        Fate.valueOf(row.getString("fate")),
                                                        row.getBoolean("linked")))
                                .list());
    }

    @Override
    public EventId nextId(EventId event, RecordId record) {
        return event.part(
                jdbi.withHandle(
                        handle ->
                                handle.createQuery(MESSAGES)
                                        .bind("event", event.value())
                                        .bind("record", record.value())
                                        .mapTo(Integer.class)
                                        .one()));
    }

    @Override
    public void add(
            EventId event, RecordId record, EventId id, String as, Instant known, long sequence) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(ADD)
                                .bind("event", event.value())
                                .bind("record", record.value())
                                .bind("published", id.value())
                                .bind("type", as)
                                .bind("known", at(known))
                                .bind("sequence", sequence)
                                .execute());
    }

    @Override
    public Set<EventId> concernsAboutHomes(Collection<RecordId> records) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(CONCERNS_ABOUT_HOMES)
                                .bindArray(
                                        "records",
                                        UUID.class,
                                        records.stream().map(RecordId::value).toList())
                                .map((row, _) -> new EventId(uuid(row, "event_id")))
                                .set());
    }

    @Override
    public void addTargets(EventId retraction, Collection<EventKey> targets) {
        jdbi.useHandle(
                handle -> {
                    for (EventKey target : targets) {
                        handle.createUpdate(ADD_TARGET)
                                .bind("event", retraction.value())
                                .bind("agency", target.agency())
                                .bind("source", target.source())
                                .bind("sourceId", target.id())
                                .execute();
                    }
                });
    }

    @Override
    public List<EventId> retractionsOf(EventKey key) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(RETRACTIONS_OF)
                                .bind("agency", key.agency())
                                .bind("source", key.source())
                                .bind("sourceId", key.id())
                                .map((row, _) -> new EventId(uuid(row, "event_id")))
                                .list());
    }

    @Override
    public Set<EventId> withdrawnBy(EventId event, RecordId record) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(WITHDRAWN_BY)
                                .bind("event", event.value())
                                .bind("record", record.value())
                                .map((row, _) -> new EventId(uuid(row, "target_id")))
                                .set());
    }

    @Override
    public void addWithdrawals(EventId event, RecordId record, Collection<EventId> targets) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(ADD_WITHDRAWAL)
                                .bind("event", event.value())
                                .bind("record", record.value())
                                .bindArray("targets", UUID.class, uuids(targets))
                                .execute());
    }

    @Override
    public List<VersionChain.FiledVersion> versions(String agency, SourceVersion of) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(VERSIONS)
                                .bind("agency", agency)
                                .bind("system", of.system())
                                .bind("id", of.id())
                                .map((row, _) -> version(row))
                                .list());
    }

    private VersionChain.FiledVersion version(ResultSet row) throws SQLException {
        EventId event = new EventId(uuid(row, "event_id"));
        Set<RecordId> records = new HashSet<>();
        Map<RecordId, EventId> standing = new HashMap<>();
        for (Copy copy : copies(event)) {
            records.add(copy.record());
            if (copy.fate() == Fate.STANDS) {
                standing.put(copy.record(), copy.id());
            }
        }
        return new VersionChain.FiledVersion(
                event,
                row.getInt("version"),
                row.getBoolean("retracted"),
                row.getBoolean("whole"),
                records,
                standing);
    }

    @Override
    public void putVersion(String agency, SourceVersion version, EventId event, boolean whole) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(PUT_VERSION)
                                .bind("agency", agency)
                                .bind("system", version.system())
                                .bind("id", version.id())
                                .bind("version", version.version())
                                .bind("event", event.value())
                                .bind("whole", whole)
                                .execute());
    }

    @Override
    public void removeVersion(EventId event) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(REMOVE_VERSION).bind("event", event.value()).execute());
    }

    private static List<UUID> uuids(Collection<EventId> events) {
        return events.stream().map(EventId::value).toList();
    }
}
