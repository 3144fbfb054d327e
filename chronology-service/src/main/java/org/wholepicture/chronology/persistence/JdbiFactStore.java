package org.wholepicture.chronology.persistence;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Author;
import org.wholepicture.chronology.domain.Child;
import org.wholepicture.chronology.domain.Confirmation;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.EntryKind;
import org.wholepicture.chronology.domain.Erased;
import org.wholepicture.chronology.domain.Erasure;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.FactStore;
import org.wholepicture.chronology.domain.Mark;
import org.wholepicture.chronology.domain.Membership;
import org.wholepicture.chronology.domain.Narrative;
import org.wholepicture.chronology.domain.RecordId;
import org.wholepicture.chronology.domain.Significance;
import org.wholepicture.chronology.domain.Significant;
import org.wholepicture.chronology.domain.SourceRecord;

/** Adds rows under the writer's role. */
@Singleton
class JdbiFactStore implements FactStore {

    private static final String ADD_ENTRY =
            """
            INSERT INTO entry (record, event, kind, type, agency, happened_at, happened_day,
                happened_last_day, happened_from, happened_to, precision, recorded_at, received_at,
                known_at, author_role, author_practitioner, basis, significance_level,
                significance_direction, sensitivity, lawful_basis, claims, details, summary,
                child_voice, action, outcome_note, reasons, reason, member_name, source_system,
                source_id, source_version, significant)
            SELECT :record, :event, :kind, :type, :agency, :happenedAt, :happenedDay,
                :happenedLastDay, :happenedFrom, :happenedTo, :precision, :recorded, :received,
                :known, :authorRole, :authorPractitioner, :basis, :level,
                :direction, :sensitivity, :lawfulBasis, :claims::jsonb, :details::jsonb, :summary,
                :childVoice, :action, :outcomeNote, :reasons, :reason, :memberName, :sourceSystem,
                :sourceId, :sourceVersion, :significant
            WHERE %s
            ON CONFLICT (record, event) DO NOTHING
            """;

    private static final String ADD_MARK =
            """
            INSERT INTO entry_mark (record, event, kind, stated_by, known_at, practitioner, details)
            SELECT :record, :event, :kind, :by, :known, :practitioner, :details::jsonb
            WHERE %s
            ON CONFLICT (record, event, kind, stated_by, known_at) DO NOTHING
            """;

    private static final String ADD_MEMBERSHIP =
            """
            INSERT INTO record_membership (record, sequence, person, known_at, merged)
            VALUES (:record, :sequence, :person, :known, :merged)
            ON CONFLICT (record, sequence) DO NOTHING
            """;

    // Of nearly every record nothing was ever erased: that is asked by the statement itself. Where
    // something was, what is left of it is worked out and added by the second form.
    private static final String ADD_ENTRY_WHERE_NOTHING_IS_ERASED =
            ADD_ENTRY.formatted(ErasedRows.NOTHING_ERASED);

    private static final String ADD_LEFT_ENTRY = ADD_ENTRY.formatted("true");

    private static final String ADD_MARK_WHERE_NOTHING_IS_ERASED =
            ADD_MARK.formatted(ErasedRows.NOTHING_ERASED);

    private static final String ADD_LEFT_MARK = ADD_MARK.formatted("true");

    // What comes over two topics meets an order of erasure, or the order meets it.
    private static final String MEET =
            "SELECT pg_advisory_xact_lock_shared(hashtextextended(:record, 23))";

    private static final String MEET_ALONE =
            "SELECT pg_advisory_xact_lock(hashtextextended(:record, 23))";

    private static final String MARKS_OF = "SELECT * FROM entry_mark WHERE record = :record";

    private static final String ENTRIES_OF =
            """
            SELECT * FROM entry
            WHERE record = :record AND (:all OR kind <> 'FACT' OR event = ANY (:events))
            """;

    private static final String REMOVE_ENTRY =
            "DELETE FROM entry WHERE record = :record AND event = :event";

    private static final String REMOVE_MARK =
            """
            DELETE FROM entry_mark
            WHERE record = :record AND event = :event AND kind = :kind AND stated_by = :by
                AND known_at = :known
            """;

    private static final Map<String, String> REMOVE_ALL =
            Map.of(
                    "names", "DELETE FROM record_opening WHERE record = :record",
                    "confirmations", "DELETE FROM confirmation WHERE record = :record",
                    "readings of histories",
                            "DELETE FROM history_acknowledgement WHERE record = :record");

    // A row for each filed event would say nothing new and be read with every timeline.
    private static final String ADD_MEMBERSHIP_UNLESS_KNOWN =
            """
            INSERT INTO record_membership (record, sequence, person, known_at, merged)
            SELECT :record, :sequence, :person, :known, :merged
            WHERE :person IS DISTINCT FROM (
                SELECT m.person
                FROM record_membership m
                WHERE m.record = :record AND (m.known_at, m.sequence) <= (:known, :sequence)
                ORDER BY m.known_at DESC, m.sequence DESC
                LIMIT 1)
            ON CONFLICT (record, sequence) DO NOTHING
            """;

    private static final String KEEP_LATEST_MEMBERSHIP =
            """
            INSERT INTO record_now AS n (record, person, known_at, sequence)
            VALUES (:record, :person, :known, :sequence)
            ON CONFLICT (record) DO UPDATE
            SET person = excluded.person, known_at = excluded.known_at, sequence = excluded.sequence
            WHERE (excluded.known_at, excluded.sequence) > (n.known_at, n.sequence)
            """;

    private static final String ADD_OPENING =
            """
            INSERT INTO record_opening (record, sequence, known_at, birth_date, expected_birth_date,
                given_name, family_name)
            SELECT :record, :sequence, :known, :birthDate, :expectedBirthDate, :given, :family
            WHERE NOT EXISTS (
                SELECT FROM erased_record x WHERE x.record = :record AND x.extent = 'EVERYTHING')
            ON CONFLICT (record, sequence) DO NOTHING
            """;

    private static final String ADD_CONFIRMATION =
            """
            INSERT INTO confirmation (record, sequence, person, event, known_at, practitioner, held_as,
                from_at, until_at, ended, confirmed_by)
            SELECT :record, :sequence, :person, :event, :known, :practitioner, :heldAs,
                :from, :until, :ended, :confirmedBy
            WHERE NOT EXISTS (
                SELECT FROM erased_record x WHERE x.record = :record AND x.extent = 'EVERYTHING')
            ON CONFLICT (record, sequence) DO NOTHING
            """;

    // The WHERE NOT EXISTS spares the row lock of ON CONFLICT on all but the first events of an
    // agency:
    // consumers of other partitions would wait for it.
    private static final String KEEP_FIRST_HEARD =
            """
            INSERT INTO agency_heard AS h (agency, first_known_at)
            SELECT :agency, :known
            WHERE NOT EXISTS (
                SELECT FROM agency_heard WHERE agency = :agency AND first_known_at <= :known)
            ON CONFLICT (agency) DO UPDATE SET first_known_at = excluded.first_known_at
            WHERE excluded.first_known_at < h.first_known_at
            """;

    private final Roles roles;
    private final Json json;

    JdbiFactStore(Roles roles, Json json) {
        this.roles = roles;
        this.json = json;
    }

    @Override
    public void add(Entry entry) {
        roles.asWriter(
                handle -> {
                    if (entry.kind() != EntryKind.FACT) {
                        meet(handle, MEET, entry.record());
                    }
                    return addEntry(handle, entry);
                });
    }

    private static void meet(Handle handle, String how, RecordId record) {
        handle.createQuery(how).bind("record", record.value().toString()).mapToMap().list();
    }

    @Override
    public void add(Membership filedUnder, Entry entry, Collection<Mark> marks) {
        // The role is taken once for all of it: most of what arrives comes this way.
        roles.asWriter(
                handle -> {
                    addUnlessKnown(handle, filedUnder);
                    addEntry(handle, entry);
                    return addMarks(handle, marks);
                });
    }

    private int addEntry(Handle handle, Entry entry) {
        AgencyId agency = entry.agency();
        if (agency != null && entry.kind() == EntryKind.FACT) {
            keepHeard(handle, agency, entry.known());
        }
        int added = write(handle, ADD_ENTRY_WHERE_NOTHING_IS_ERASED, entry);
        if (added > 0) {
            return added;
        }
        return ErasedRows.of(handle, entry.record())
                .left(entry)
                .map(left -> write(handle, ADD_LEFT_ENTRY, left))
                .orElse(0);
    }

    private static int keepHeard(Handle handle, AgencyId agency, Instant known) {
        return handle.createUpdate(KEEP_FIRST_HEARD)
                .bind("agency", agency.value())
                .bind("known", known)
                .execute();
    }

    @Override
    public void heard(AgencyId agency, Instant known) {
        roles.asWriter(handle -> keepHeard(handle, agency, known));
    }

    private int write(Handle handle, String statement, Entry entry) {
        Author author = entry.author();
        Significance significance = entry.significance();
        Narrative words = entry.narrative();
        SourceRecord source = words.sourceRecord();
        String agency = entry.agency() == null ? null : entry.agency().value();
        return handle.createUpdate(statement)
                .bind("record", entry.record().value())
                .bind("event", entry.id().value())
                .bind("kind", entry.kind().name())
                .bind("type", entry.type().code())
                .bind("agency", agency)
                .bind("happenedAt", entry.happened().from().start())
                .bind("happenedDay", entry.happened().from().day())
                .bind("happenedLastDay", entry.happened().lastDay())
                .bind("happenedFrom", entry.happened().from().toString())
                .bind("happenedTo", text(entry.happened().to()))
                .bind("precision", entry.happened().precision().name())
                .bind("recorded", entry.recorded())
                .bind("received", entry.received())
                .bind("known", entry.known())
                .bind("authorRole", author == null ? null : author.role())
                .bind("authorPractitioner", author == null ? null : text(author.practitioner()))
                .bind("basis", text(entry.basis()))
                .bind("level", significance == null ? null : significance.level().name())
                .bind("direction", significance == null ? null : significance.direction().name())
                .bind("sensitivity", entry.sensitivity().name())
                .bind("lawfulBasis", entry.lawfulBasis())
                .bind("claims", json.write(entry.claims()))
                .bind("details", json.write(entry.details()))
                .bind("summary", words.summary())
                .bind("childVoice", words.childVoice())
                .bind("action", words.action())
                .bind("outcomeNote", words.outcomeNote())
                .bind("reasons", words.reasons())
                .bind("reason", words.reason())
                .bind("memberName", words.memberName())
                .bind("sourceSystem", source == null ? null : source.system())
                .bind("sourceId", source == null ? null : source.id())
                .bind("sourceVersion", source == null ? null : source.version())
                .bind("significant", Significant.is(entry))
                .execute();
    }

    @Override
    public void add(Collection<Mark> marks) {
        if (!marks.isEmpty()) {
            roles.asWriter(
                    handle -> {
                        marks.stream()
                                .map(Mark::record)
                                .distinct()
                                .forEach(record -> meet(handle, MEET, record));
                        return addMarks(handle, marks);
                    });
        }
    }

    private int addMarks(Handle handle, Collection<Mark> marks) {
        if (marks.isEmpty()) {
            return 0;
        }
        int[] added = write(handle, ADD_MARK_WHERE_NOTHING_IS_ERASED, List.copyOf(marks));
        List<Mark> left = new ArrayList<>();
        Map<RecordId, Erased> erased = new HashMap<>();
        int number = 0;
        for (Mark mark : marks) {
            if (added[number++] == 0) {
                erased.computeIfAbsent(mark.record(), record -> ErasedRows.of(handle, record))
                        .left(mark)
                        .ifPresent(left::add);
            }
        }
        int _ = left.isEmpty() ? 0 : write(handle, ADD_LEFT_MARK, left).length;
        return marks.size();
    }

    private int[] write(Handle handle, String statement, List<Mark> marks) {
        PreparedBatch batch = handle.prepareBatch(statement);
        for (Mark mark : marks) {
            batch.bind("record", mark.record().value())
                    .bind("event", mark.target().value())
                    .bind("kind", mark.kind().name())
                    .bind("by", mark.by().value())
                    .bind("known", mark.known())
                    .bind("practitioner", text(mark.practitioner()))
                    .bind("details", mark.details() == null ? null : json.write(mark.details()))
                    .add();
        }
        return batch.execute();
    }

    @Override
    public Map<String, Long> add(Erasure erasure) {
        return roles.asSteward(
                handle -> {
                    meet(handle, MEET_ALONE, erasure.record());
                    ErasedRows.add(handle, erasure);
                    Erased erased = ErasedRows.of(handle, erasure.record());
                    Map<String, Long> counts = new LinkedHashMap<>();
                    counts.put("entries", leaveEntries(handle, erasure, erased));
                    counts.put("marks", leaveMarks(handle, erasure.record(), erased));
                    if (erased.isForgotten()) {
                        REMOVE_ALL.forEach(
                                (what, sql) ->
                                        counts.put(
                                                what,
                                                (long)
                                                        handle.createUpdate(sql)
                                                                .bind(
                                                                        "record",
                                                                        erasure.record().value())
                                                                .execute()));
                    }
                    return counts;
                });
    }

    private long leaveEntries(Handle handle, Erasure erasure, Erased erased) {
        RecordId record = erasure.record();
        long changed = 0;
        for (Entry entry :
                handle.createQuery(ENTRIES_OF)
                        .bind("record", record.value())
                        .bind("all", erased.isForgotten())
                        .bindArray(
                                "events",
                                UUID.class,
                                Stream.concat(erasure.erased().stream(), erasure.kept().stream())
                                        .map(EventId::value)
                                        .toList())
                        .map((row, _) -> Rows.entry(row, json))
                        .list()) {
            Optional<Entry> left = erased.left(entry);
            if (left.isEmpty() || !left.get().equals(entry)) {
                handle.createUpdate(REMOVE_ENTRY)
                        .bind("record", record.value())
                        .bind("event", entry.id().value())
                        .execute();
                left.ifPresent(some -> write(handle, ADD_LEFT_ENTRY, some));
                changed++;
            }
        }
        return changed;
    }

    private long leaveMarks(Handle handle, RecordId record, Erased erased) {
        long changed = 0;
        for (Mark mark :
                handle.createQuery(MARKS_OF)
                        .bind("record", record.value())
                        .map((row, _) -> Rows.mark(row, json))
                        .list()) {
            Optional<Mark> left = erased.left(mark);
            if (left.isEmpty() || !left.get().equals(mark)) {
                handle.createUpdate(REMOVE_MARK)
                        .bind("record", record.value())
                        .bind("event", mark.target().value())
                        .bind("kind", mark.kind().name())
                        .bind("by", mark.by().value())
                        .bind("known", mark.known())
                        .execute();
                left.ifPresent(some -> write(handle, ADD_LEFT_MARK, List.of(some)));
                changed++;
            }
        }
        return changed;
    }

    @Override
    public void add(Membership membership) {
        roles.asWriter(
                handle -> {
                    bind(handle, ADD_MEMBERSHIP, membership);
                    return bind(handle, KEEP_LATEST_MEMBERSHIP, membership);
                });
    }

    @Override
    public void addUnlessKnown(Membership membership) {
        roles.asWriter(handle -> addUnlessKnown(handle, membership));
    }

    private static int addUnlessKnown(Handle handle, Membership membership) {
        return bind(handle, ADD_MEMBERSHIP_UNLESS_KNOWN, membership) == 0
                ? 0
                : bind(handle, KEEP_LATEST_MEMBERSHIP, membership);
    }

    private static int bind(Handle handle, String statement, Membership membership) {
        return handle.createUpdate(statement)
                .bind("record", membership.record().value())
                .bind("sequence", membership.sequence())
                .bind("person", membership.person().value())
                .bind("known", membership.known())
                .bind("merged", membership.merged())
                .execute();
    }

    @Override
    public void add(Child child) {
        roles.asWriter(
                handle ->
                        handle.createUpdate(ADD_OPENING)
                                .bind("record", child.record().value())
                                .bind("sequence", child.sequence())
                                .bind("known", child.known())
                                .bind("birthDate", child.birthDate())
                                .bind("expectedBirthDate", child.expectedBirthDate())
                                .bind("given", child.givenName())
                                .bind("family", child.familyName())
                                .execute());
    }

    @Override
    public void add(Confirmation confirmation) {
        roles.asWriter(
                handle ->
                        handle.createUpdate(ADD_CONFIRMATION)
                                .bind("record", confirmation.record().value())
                                .bind("sequence", confirmation.sequence())
                                .bind("person", confirmation.person().value())
                                .bind("event", confirmation.event().value())
                                .bind("known", confirmation.known())
                                .bind("practitioner", confirmation.practitioner().value())
                                .bind("heldAs", confirmation.heldAs().name())
                                .bind("from", confirmation.from())
                                .bind("until", confirmation.until())
                                .bind("ended", confirmation.ended())
                                .bind("confirmedBy", confirmation.confirmedBy().value())
                                .execute());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
