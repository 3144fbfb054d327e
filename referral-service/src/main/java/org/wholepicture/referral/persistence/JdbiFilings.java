package org.wholepicture.referral.persistence;

import static org.wholepicture.referral.persistence.Database.at;
import static org.wholepicture.referral.persistence.Database.uuid;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.EventKey;
import org.wholepicture.referral.domain.EventType;
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

    private static final String RECORDS_OF =
            "SELECT DISTINCT record_id FROM filing WHERE event_id = :event";

    private static final String FILED_UNDER =
            """
            SELECT DISTINCT event_id FROM filing
            WHERE record_id = :record AND event_id = ANY (:events)
            """;

    private static final String ADD =
            """
            INSERT INTO filing (event_id, record_id, part, type, known, sequence)
            SELECT :event, :record, COALESCE(max(part), 0) + 1, :type, :known, :sequence
            FROM filing WHERE event_id = :event AND record_id = :record
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
            SELECT event_id, version FROM source_version
            WHERE agency = :agency AND system = :system AND source_record = :id
            """;

    private static final String ADD_VERSION =
            """
            INSERT INTO source_version (agency, system, source_record, version, event_id)
            VALUES (:agency, :system, :id, :version, :event)
            ON CONFLICT (event_id) DO NOTHING
            """;

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
    public Set<RecordId> recordsOf(EventId event) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(RECORDS_OF)
                                .bind("event", event.value())
                                .map((row, _) -> new RecordId(uuid(row, "record_id")))
                                .set());
    }

    @Override
    public Set<EventId> filedUnder(RecordId record, Collection<EventId> events) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(FILED_UNDER)
                                .bind("record", record.value())
                                .bindArray("events", UUID.class, uuids(events))
                                .map((row, _) -> new EventId(uuid(row, "event_id")))
                                .set());
    }

    @Override
    public void add(EventId event, RecordId record, EventType as, Instant known, long sequence) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(ADD)
                                .bind("event", event.value())
                                .bind("record", record.value())
                                .bind("type", as.shortName())
                                .bind("known", at(known))
                                .bind("sequence", sequence)
                                .execute());
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
                                .map(
                                        (row, _) ->
                                                new VersionChain.FiledVersion(
                                                        new EventId(uuid(row, "event_id")),
                                                        row.getInt("version")))
                                .list());
    }

    @Override
    public void addVersion(String agency, SourceVersion version, EventId event) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(ADD_VERSION)
                                .bind("agency", agency)
                                .bind("system", version.system())
                                .bind("id", version.id())
                                .bind("version", version.version())
                                .bind("event", event.value())
                                .execute());
    }

    private static List<UUID> uuids(Collection<EventId> events) {
        return events.stream().map(EventId::value).toList();
    }
}
