package org.wholepicture.chronology.persistence;

import jakarta.inject.Singleton;
import java.util.Collection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.Author;
import org.wholepicture.chronology.domain.Child;
import org.wholepicture.chronology.domain.Confirmation;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.EntryKind;
import org.wholepicture.chronology.domain.FactStore;
import org.wholepicture.chronology.domain.Mark;
import org.wholepicture.chronology.domain.Membership;
import org.wholepicture.chronology.domain.Narrative;
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
            VALUES (:record, :event, :kind, :type, :agency, :happenedAt, :happenedDay,
                :happenedLastDay, :happenedFrom, :happenedTo, :precision, :recorded, :received,
                :known, :authorRole, :authorPractitioner, :basis, :level,
                :direction, :sensitivity, :lawfulBasis, :claims::jsonb, :details::jsonb, :summary,
                :childVoice, :action, :outcomeNote, :reasons, :reason, :memberName, :sourceSystem,
                :sourceId, :sourceVersion, :significant)
            ON CONFLICT (record, event) DO NOTHING
            """;

    private static final String ADD_MARK =
            """
            INSERT INTO entry_mark (record, event, kind, stated_by, known_at, practitioner, details)
            VALUES (:record, :event, :kind, :by, :known, :practitioner, :details::jsonb)
            ON CONFLICT (record, event, kind, stated_by, known_at) DO NOTHING
            """;

    private static final String ADD_MEMBERSHIP =
            """
            INSERT INTO record_membership (record, sequence, person, known_at, merged)
            VALUES (:record, :sequence, :person, :known, :merged)
            ON CONFLICT (record, sequence) DO NOTHING
            """;

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
            VALUES (:record, :sequence, :known, :birthDate, :expectedBirthDate, :given, :family)
            ON CONFLICT (record, sequence) DO NOTHING
            """;

    private static final String ADD_CONFIRMATION =
            """
            INSERT INTO confirmation (record, sequence, person, event, known_at, practitioner, held_as,
                from_at, until_at, ended, confirmed_by)
            VALUES (:record, :sequence, :person, :event, :known, :practitioner, :heldAs,
                :from, :until, :ended, :confirmedBy)
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
        roles.asWriter(handle -> addEntry(handle, entry));
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
        Author author = entry.author();
        Significance significance = entry.significance();
        Narrative words = entry.narrative();
        SourceRecord source = words.sourceRecord();
        String agency = entry.agency() == null ? null : entry.agency().value();
        if (agency != null && entry.kind() == EntryKind.FACT) {
            handle.createUpdate(KEEP_FIRST_HEARD)
                    .bind("agency", agency)
                    .bind("known", entry.known())
                    .execute();
        }
        return handle.createUpdate(ADD_ENTRY)
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
            roles.asWriter(handle -> addMarks(handle, marks));
        }
    }

    private int addMarks(Handle handle, Collection<Mark> marks) {
        if (marks.isEmpty()) {
            return 0;
        }
        PreparedBatch batch = handle.prepareBatch(ADD_MARK);
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
        return batch.execute().length;
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
