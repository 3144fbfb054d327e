package org.wholepicture.chronology.persistence;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Author;
import org.wholepicture.chronology.domain.Child;
import org.wholepicture.chronology.domain.Confirmation;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.Erasure;
import org.wholepicture.chronology.domain.FactMender;
import org.wholepicture.chronology.domain.Mark;
import org.wholepicture.chronology.domain.Membership;
import org.wholepicture.chronology.domain.Narrative;
import org.wholepicture.chronology.domain.RebuiltFacts;
import org.wholepicture.chronology.domain.RecordId;
import org.wholepicture.chronology.domain.Significance;
import org.wholepicture.chronology.domain.Significant;
import org.wholepicture.chronology.domain.SourceRecord;

/**
 * Puts what should stand beside what stands, in tables that live as long as the transaction, and
 * compares them byte for byte. Rows that are right are not written, so rebuilding what is right
 * makes neither dead rows nor anything for a reader to wait for.
 */
@Singleton
class JdbiFactMender implements FactMender {

    /**
     * A table of facts.
     *
     * @param key what makes a row the same row, beside its record
     * @param columns those that are compared; all of them, but a number that the database gives
     */
    private record Facts(String table, List<String> key, String columns) {

        static Facts of(String table, String key, String columns) {
            return new Facts(table, List.of(key.split(" ")), columns);
        }

        String stage() {
            return "should_" + table;
        }

        String same() {
            return key.stream()
                    .map(column -> " AND s.%1$s = t.%1$s".formatted(column))
                    .reduce("s.record = t.record", String::concat);
        }
    }

    private static final Facts ENTRY =
            Facts.of(
                    "entry",
                    "event",
                    """
                    record, event, kind, type, agency, happened_at, happened_day, happened_last_day,
                    happened_from, happened_to, precision, recorded_at, received_at, known_at,
                    author_role, author_practitioner, basis, significance_level,
                    significance_direction, sensitivity, lawful_basis, claims, details, summary,
                    child_voice, action, outcome_note, reasons, reason, member_name, source_system,
                    source_id, source_version,
                    significant""");

    private static final Facts MESSAGE =
            Facts.of(
                    "entry_message",
                    "message_id event",
                    "message_id, topic, record, sequence, event, agency, known_at");

    private static final Facts MARK =
            Facts.of(
                    "entry_mark",
                    "event kind stated_by known_at",
                    "record, event, kind, stated_by, known_at, practitioner, details");

    private static final Facts MEMBERSHIP =
            Facts.of("record_membership", "sequence", "record, sequence, person, known_at, merged");

    private static final Facts NOW =
            Facts.of("record_now", "person", "record, person, known_at, sequence");

    private static final Facts OPENING =
            Facts.of(
                    "record_opening",
                    "sequence",
                    """
                    record, sequence, known_at, birth_date, expected_birth_date, given_name,
                    family_name""");

    private static final Facts CONFIRMATION =
            Facts.of(
                    "confirmation",
                    "sequence",
                    """
                    record, sequence, person, event, known_at, practitioner, held_as, from_at,
                    until_at, ended, confirmed_by""");

    private static final Facts ERASED_ENTRY =
            Facts.of("erased_entry", "event order_id", "record, event, order_id, kept");

    private static final Facts ERASED_RECORD =
            Facts.of("erased_record", "order_id", "record, order_id, extent, known_at");

    private static final List<Facts> ALL =
            List.of(
                    MEMBERSHIP,
                    NOW,
                    OPENING,
                    CONFIRMATION,
                    ENTRY,
                    MESSAGE,
                    MARK,
                    ERASED_ENTRY,
                    ERASED_RECORD);

    private static final String RECORDS = "should_record";

    // A stretch of the index against a few thousand rows: nothing else is ever right here, and
    // tables that were made a moment ago have no statistics to say so.
    private static final String PLAN =
            """
            SELECT set_config('enable_nestloop', 'off', true),
                set_config('enable_seqscan', 'off', true),
                set_config('plan_cache_mode', 'force_custom_plan', true),
                set_config('jit', 'off', true)
            """;

    private static final String PLAN_AS_USUAL =
            """
            SELECT set_config('enable_nestloop', 'on', true),
                set_config('enable_seqscan', 'on', true),
                set_config('plan_cache_mode', 'auto', true)
            """;

    /**
     * The operator compares the bytes of two rows, not what they mean; without the casts it would
     * be taken for one of each pair of columns.
     */
    private static final String REMOVE =
            """
            DELETE FROM %1$s t
            WHERE t.record > :after AND t.record <= :until
              AND t.record IN (SELECT r.record FROM should_record r)
              AND NOT EXISTS (
                  SELECT FROM should_%1$s s WHERE %2$s AND CAST(ROW(%3$s) AS record) *= CAST(ROW(%4$s) AS record))
            """;

    private static final String WRITE =
            """
            INSERT INTO %1$s (%2$s)
            SELECT %2$s FROM should_%1$s s
            WHERE NOT EXISTS (
                SELECT FROM %1$s t
                WHERE t.record > :after AND t.record <= :until AND %3$s)
            ON CONFLICT DO NOTHING
            """;

    // What stands of records that their source does not know is heard too.
    private static final String REMOVE_HEARD =
            """
            DELETE FROM agency_heard t
            WHERE t.first_known_at < :since AND NOT t.agency = ANY (:agencies)
              AND NOT EXISTS (SELECT FROM entry e WHERE e.agency = t.agency AND e.kind = 'FACT')
            """;

    private static final String WRITE_HEARD =
            """
            INSERT INTO agency_heard AS t (agency, first_known_at) VALUES (:agency, :known)
            ON CONFLICT (agency) DO UPDATE SET first_known_at = excluded.first_known_at
            WHERE excluded.first_known_at < t.first_known_at
               OR excluded.first_known_at > t.first_known_at
                  AND NOT EXISTS (
                      SELECT FROM entry e
                      WHERE e.agency = t.agency AND e.kind = 'FACT'
                        AND e.known_at < excluded.first_known_at)
            """;

    private final Roles roles;
    private final Json json;

    JdbiFactMender(Roles roles, Json json) {
        this.roles = roles;
        this.json = json;
    }

    @Override
    public Mended mend(
            RebuiltFacts facts, Collection<RecordId> records, RecordId after, RecordId until) {
        if (records.isEmpty()) {
            return new Mended(0, 0);
        }
        return roles.asSteward(
                handle -> {
                    stage(handle, facts, records);
                    handle.execute(PLAN);
                    long removed = 0;
                    long written = 0;
                    for (Facts each : ALL) {
                        removed +=
                                handle.createUpdate(
                                                REMOVE.formatted(
                                                        each.table(),
                                                        each.same(),
                                                        columns("s", each),
                                                        columns("t", each)))
                                        .bind("after", after.value())
                                        .bind("until", until.value())
                                        .execute();
                        written +=
                                handle.createUpdate(
                                                WRITE.formatted(
                                                        each.table(), each.columns(), each.same()))
                                        .bind("after", after.value())
                                        .bind("until", until.value())
                                        .execute();
                    }
                    handle.execute(PLAN_AS_USUAL);
                    return new Mended(written, removed);
                });
    }

    private static String columns(String of, Facts facts) {
        return List.of(facts.columns().split(",\\s*")).stream()
                .map(column -> of + "." + column)
                .reduce((one, next) -> one + ", " + next)
                .orElseThrow();
    }

    private void stage(Handle handle, RebuiltFacts facts, Collection<RecordId> records) {
        handle.execute(
                "CREATE TEMP TABLE IF NOT EXISTS "
                        + RECORDS
                        + " (record uuid NOT NULL) ON COMMIT DELETE ROWS");
        for (Facts each : ALL) {
            handle.execute(
                    "CREATE TEMP TABLE IF NOT EXISTS %s ON COMMIT DELETE ROWS AS SELECT %s FROM %s WITH NO DATA"
                            .formatted(each.stage(), each.columns(), each.table()));
        }
        CopyLines lines = new CopyLines();
        records.forEach(record -> lines.add(record).end());
        lines.to(handle, RECORDS);
        entries(facts).to(handle, ENTRY.stage());
        messages(facts).to(handle, MESSAGE.stage());
        marks(facts).to(handle, MARK.stage());
        memberships(facts).to(handle, MEMBERSHIP.stage());
        now(facts).to(handle, NOW.stage());
        openings(facts).to(handle, OPENING.stage());
        confirmations(facts).to(handle, CONFIRMATION.stage());
        erasedEntries(facts).to(handle, ERASED_ENTRY.stage());
        erasedRecords(facts).to(handle, ERASED_RECORD.stage());
    }

    private CopyLines entries(RebuiltFacts facts) {
        CopyLines lines = new CopyLines();
        for (Entry entry : facts.entries()) {
            Author author = entry.author();
            Significance significance = entry.significance();
            Narrative words = entry.narrative();
            SourceRecord source = words.sourceRecord();
            lines.add(entry.record())
                    .add(entry.id())
                    .add(entry.kind())
                    .add(entry.type().code())
                    .add(entry.agency() == null ? null : entry.agency().value())
                    .add(entry.happened().from().start())
                    .add(entry.happened().from().day())
                    .add(entry.happened().lastDay())
                    .add(entry.happened().from())
                    .add(entry.happened().to())
                    .add(entry.happened().precision())
                    .add(entry.recorded())
                    .add(entry.received())
                    .add(entry.known())
                    .add(author == null ? null : author.role())
                    .add(author == null ? null : author.practitioner())
                    .add(entry.basis())
                    .add(significance == null ? null : significance.level())
                    .add(significance == null ? null : significance.direction())
                    .add(entry.sensitivity())
                    .add(entry.lawfulBasis())
                    .add(json.write(entry.claims()))
                    .add(json.write(entry.details()))
                    .add(words.summary())
                    .add(words.childVoice())
                    .add(words.action())
                    .add(words.outcomeNote())
                    .add(words.reasons())
                    .add(words.reason())
                    .add(words.memberName())
                    .add(source == null ? null : source.system())
                    .add(source == null ? null : source.id())
                    .add(source == null ? null : source.version())
                    .add(Significant.is(entry))
                    .end();
        }
        return lines;
    }

    private static CopyLines messages(RebuiltFacts facts) {
        CopyLines lines = new CopyLines();
        for (RebuiltFacts.Note note : facts.notes()) {
            AgencyId agency = note.told().agency();
            lines.add(note.origin().message())
                    .add(note.origin().topic())
                    .add(note.told().record())
                    .add(note.origin().sequence())
                    .add(note.told().event())
                    .add(agency == null ? null : agency.value())
                    .add(note.told().known())
                    .end();
        }
        return lines;
    }

    private CopyLines marks(RebuiltFacts facts) {
        CopyLines lines = new CopyLines();
        for (Mark mark : facts.marks()) {
            lines.add(mark.record())
                    .add(mark.target())
                    .add(mark.kind())
                    .add(mark.by())
                    .add(mark.known())
                    .add(mark.practitioner())
                    .add(mark.details() == null ? null : json.write(mark.details()))
                    .end();
        }
        return lines;
    }

    private static CopyLines erasedEntries(RebuiltFacts facts) {
        Set<List<Object>> rows = new LinkedHashSet<>();
        for (Erasure erasure : facts.erasures()) {
            erasure.erased()
                    .forEach(
                            event ->
                                    rows.add(
                                            List.of(
                                                    erasure.record(),
                                                    event,
                                                    erasure.order(),
                                                    false)));
            erasure.kept()
                    .forEach(
                            event ->
                                    rows.add(
                                            List.of(
                                                    erasure.record(),
                                                    event,
                                                    erasure.order(),
                                                    true)));
        }
        CopyLines lines = new CopyLines();
        for (List<Object> row : rows) {
            row.forEach(lines::add);
            lines.end();
        }
        return lines;
    }

    private static CopyLines erasedRecords(RebuiltFacts facts) {
        Set<List<Object>> rows = new LinkedHashSet<>();
        for (Erasure erasure : facts.erasures()) {
            if (erasure.extent() != null) {
                rows.add(
                        List.of(
                                erasure.record(),
                                erasure.order(),
                                erasure.extent(),
                                Microseconds.of(erasure.known())));
            }
        }
        CopyLines lines = new CopyLines();
        for (List<Object> row : rows) {
            row.forEach(lines::add);
            lines.end();
        }
        return lines;
    }

    private static CopyLines memberships(RebuiltFacts facts) {
        CopyLines lines = new CopyLines();
        for (Membership membership : facts.memberships()) {
            lines.add(membership.record())
                    .add(membership.sequence())
                    .add(membership.person())
                    .add(membership.known())
                    .add(membership.merged())
                    .end();
        }
        return lines;
    }

    private static CopyLines now(RebuiltFacts facts) {
        CopyLines lines = new CopyLines();
        for (Membership membership : facts.latest()) {
            lines.add(membership.record())
                    .add(membership.person())
                    .add(membership.known())
                    .add(membership.sequence())
                    .end();
        }
        return lines;
    }

    private static CopyLines openings(RebuiltFacts facts) {
        CopyLines lines = new CopyLines();
        for (Child child : facts.children()) {
            lines.add(child.record())
                    .add(child.sequence())
                    .add(child.known())
                    .add(child.birthDate())
                    .add(child.expectedBirthDate())
                    .add(child.givenName())
                    .add(child.familyName())
                    .end();
        }
        return lines;
    }

    private static CopyLines confirmations(RebuiltFacts facts) {
        CopyLines lines = new CopyLines();
        for (Confirmation confirmation : facts.confirmations()) {
            lines.add(confirmation.record())
                    .add(confirmation.sequence())
                    .add(confirmation.person())
                    .add(confirmation.event())
                    .add(confirmation.known())
                    .add(confirmation.practitioner())
                    .add(confirmation.heldAs())
                    .add(confirmation.from())
                    .add(confirmation.until())
                    .add(confirmation.ended())
                    .add(confirmation.confirmedBy())
                    .end();
        }
        return lines;
    }

    @Override
    public Mended mendHeard(Map<AgencyId, Instant> heard, Instant since) {
        return roles.asSteward(
                handle -> {
                    long removed =
                            handle.createUpdate(REMOVE_HEARD)
                                    .bind("since", since)
                                    .bind(
                                            "agencies",
                                            heard.keySet().stream()
                                                    .map(AgencyId::value)
                                                    .toArray(String[]::new))
                                    .execute();
                    long written = 0;
                    for (Map.Entry<AgencyId, Instant> each : heard.entrySet()) {
                        written +=
                                handle.createUpdate(WRITE_HEARD)
                                        .bind("agency", each.getKey().value())
                                        .bind("known", each.getValue())
                                        .execute();
                    }
                    return new Mended(written, removed);
                });
    }
}
