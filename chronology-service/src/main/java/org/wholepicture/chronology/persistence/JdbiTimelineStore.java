package org.wholepicture.chronology.persistence;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Child;
import org.wholepicture.chronology.domain.Confirmation;
import org.wholepicture.chronology.domain.Content;
import org.wholepicture.chronology.domain.Coverage;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.EntryType;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.Mark;
import org.wholepicture.chronology.domain.Membership;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.Question;
import org.wholepicture.chronology.domain.Reach;
import org.wholepicture.chronology.domain.RecordId;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.chronology.domain.TimelineStore;

/** Reads timelines under the reader's role. */
@Singleton
class JdbiTimelineStore implements TimelineStore {

    private static final String MEMBERSHIPS =
            """
            SELECT *
            FROM record_membership
            WHERE record IN (SELECT record FROM record_membership WHERE person = :person)
            """;

    // The policy leaves the records of all granted persons, siblings among them: one is asked
    // about.
    private static final String RECORDS_NOW =
            "SELECT record FROM record_now WHERE person = :person";

    private static final String RECORDS_OF_ALL_GRANTED = "SELECT record FROM record_now";

    // One walk of the index for each record of the person, each stopping after a page: a child with
    // several records costs no sort of everything. A page is the same event once, also where it is
    // filed under two of the person's records.
    private static final String PAGE_WHERE =
            """
            SELECT DISTINCT ON (e.happened_at, e.event) e.*
            FROM unnest(:records) AS r (record)
            CROSS JOIN LATERAL (
                SELECT *
                FROM entry
                WHERE entry.record = r.record
                    AND %s
                    AND entry.known_at < :before
                    AND (entry.happened_at, entry.event) < (:afterHappened, :afterEvent)
                    AND (:anyAgency OR entry.agency = ANY (:agencies))
                    AND (:anyType OR entry.type = ANY (:types))
                    AND entry.happened_last_day >= :from
                    AND entry.happened_day <= :to
                    AND (:anyNeglectType
                        OR jsonb_exists_any(entry.details -> 'neglectTypes', :neglectTypes))
                    AND (:anyHarm
                        OR entry.details ->> 'category' = ANY (:harms)
                        OR jsonb_exists_any(entry.details -> 'categories', :harms))
                    AND (:anyDirection OR entry.significance_direction = ANY (:directions))
                ORDER BY entry.happened_at DESC, entry.event DESC
                LIMIT :limit
            ) e
            ORDER BY e.happened_at DESC, e.event DESC, e.record
            LIMIT :limit
            """;

    // Written into the statement: an index of these rows alone is used under a generic plan as
    // well.
    private static final String PAGE_OF_ALL = PAGE_WHERE.formatted("true");
    private static final String PAGE_OF_SIGNIFICANT = PAGE_WHERE.formatted("entry.significant");
    private static final String PAGE_OF_CHILDS_WORDS =
            PAGE_WHERE.formatted("entry.child_voice IS NOT NULL");
    private static final String PAGE_OF_BEGINNINGS =
            PAGE_WHERE.formatted("entry.type IN ('lead-practitioner', 'assessment')");

    private static final String BY_ID =
            """
            SELECT DISTINCT ON (happened_at, event) *
            FROM entry
            WHERE record = ANY (:records) AND event = ANY (:events)
            ORDER BY happened_at, event, record
            """;

    // The words of a retraction stand in the retracting entry, filed under the same record.
    private static final String MARKS =
            """
            SELECT m.event, m.kind, m.stated_by, min(m.known_at) AS known_at,
                min(m.practitioner) AS practitioner, min(m.details::text) AS details,
                min(e.reason) AS reason, min(e.sensitivity) AS sensitivity, min(e.agency) AS agency
            FROM entry_mark m
            LEFT JOIN entry e
                ON m.kind = 'RETRACTED' AND e.record = m.record AND e.event = m.stated_by
            WHERE m.record = ANY (:records) AND m.event = ANY (:events) AND m.known_at < :before
            GROUP BY m.event, m.kind, m.stated_by
            ORDER BY known_at, m.kind, m.stated_by
            """;

    // A later version that is for fewer people closes the earlier ones as well, on every day asked
    // about: what it protects stands in them too.
    private static final String REACHES =
            """
            WITH RECURSIVE version (event, latest, later) AS (
                SELECT e.event, e.event, false
                FROM unnest(:events) AS e (event)
                UNION
                SELECT v.event, m.stated_by, true
                FROM version v
                JOIN entry_mark m
                    ON m.record = ANY (:records) AND m.event = v.latest AND m.kind = 'SUPERSEDED'
            )
            SELECT v.event, v.later, e.sensitivity, e.agency
            FROM version v
            JOIN entry e ON e.record = ANY (:records) AND e.event = v.latest
            WHERE NOT v.later OR e.sensitivity <> 'NORMAL'
            """;

    private static final String AGENCIES =
            """
            SELECT coalesce(a.agency, h.agency) AS agency, a.name, coalesce(a.active, false) AS active,
                h.first_known_at
            FROM directory_agency a
            FULL JOIN agency_heard h ON h.agency = a.agency
            """;

    // What was withdrawn was never heard, and withdrawing it is no news of the child.
    private static final String LAST_HEARD =
            """
            SELECT h.agency, max(e.happened_last_day) AS last
            FROM agency_heard h
            CROSS JOIN unnest(:records) AS r (record)
            CROSS JOIN LATERAL (
                SELECT happened_last_day
                FROM entry
                WHERE entry.record = r.record AND entry.agency = h.agency AND entry.kind = 'FACT'
                    AND entry.type <> 'retraction'
                    AND entry.known_at < :before AND entry.happened_at <= :now
                    AND NOT EXISTS (
                        SELECT FROM entry_mark m
                        WHERE m.record = entry.record AND m.event = entry.event
                            AND m.kind = 'RETRACTED' AND m.known_at < :before)
                ORDER BY entry.happened_last_day DESC
                LIMIT 1
            ) e
            GROUP BY h.agency
            """;

    private static final String CHILDREN =
            """
            SELECT n.person, o.*
            FROM record_opening o
            JOIN record_now n ON n.record = o.record
            WHERE o.record = ANY (:records) AND o.known_at < :before
            ORDER BY o.known_at DESC, o.record, o.sequence DESC
            """;

    private static final String CONFIRMATIONS =
            """
            SELECT c.*
            FROM confirmation c
            JOIN record_now n ON n.record = c.record
            WHERE n.person = :person
            """;

    private static final String AGENCY_NAMES =
            "SELECT agency, name FROM directory_agency WHERE agency = ANY (:ids)";

    private static final String PRACTITIONER_NAMES =
            """
            SELECT practitioner, name, agency, active
            FROM directory_practitioner
            WHERE practitioner = ANY (:ids)
            """;

    // Before and after everything that timestamptz, uuid and date columns here can hold.
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");
    private static final UUID LAST_UUID = new UUID(-1, -1);
    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private final Roles roles;
    private final Json json;

    JdbiTimelineStore(Roles roles, Json json) {
        this.roles = roles;
        this.json = json;
    }

    @Override
    public Timeline.Found find(
            Set<PersonId> granted, PersonId person, Question question, Instant now) {
        return roles.asReader(granted, handle -> find(handle, person, question, now));
    }

    private Timeline.Found find(Handle handle, PersonId person, Question question, Instant now) {
        Instant before = question.knownBefore();
        List<Membership> memberships = memberships(handle, person);
        Set<RecordId> then = Membership.recordsOf(person, before, memberships);
        // What was moved to another child is closed, also for a day on which it still stood here.
        List<RecordId> here = visible(handle, person, then);
        Timeline.Page page = page(handle, here, question);
        List<Line> lines = page.lines();
        List<Confirmation> confirmations =
                handle.createQuery(CONFIRMATIONS)
                        .bind("person", person.value())
                        .map((row, _) -> Rows.confirmation(row))
                        .list();
        return new Timeline.Found(
                children(handle, here, before).get(person),
                agencies(handle),
                lastHeard(handle, here, before, now.isBefore(before) ? now : before),
                then.size() - here.size(),
                here,
                confirmations,
                memberships,
                lines,
                page.next(),
                names(
                        handle,
                        lines,
                        confirmations.stream().map(Confirmation::practitioner).toList()));
    }

    @Override
    public Timeline.Page page(Set<PersonId> granted, PersonId person, Question question) {
        return roles.asReader(
                granted,
                handle -> page(handle, here(handle, person, question.knownBefore()), question));
    }

    @Override
    public List<Line> latest(
            Set<PersonId> granted, PersonId person, Latest with, Instant knownBefore, int limit) {
        return roles.asReader(
                granted,
                handle ->
                        lines(
                                handle,
                                switch (with) {
                                    case CHILDS_WORDS -> PAGE_OF_CHILDS_WORDS;
                                    case BEGINNINGS -> PAGE_OF_BEGINNINGS;
                                },
                                here(handle, person, knownBefore),
                                Question.everything(null, limit),
                                knownBefore,
                                limit));
    }

    @Override
    public List<Line> entries(Set<PersonId> granted, PersonId person, Collection<EventId> ids) {
        return roles.asReader(
                granted,
                handle -> {
                    List<RecordId> here =
                            visible(
                                    handle,
                                    person,
                                    Membership.recordsOf(
                                            person, END_OF_TIME, memberships(handle, person)));
                    List<Entry> found =
                            handle.createQuery(BY_ID)
                                    .bindArray("records", UUID.class, values(here))
                                    .bindArray(
                                            "events",
                                            UUID.class,
                                            ids.stream().map(EventId::value).toList())
                                    .map((row, _) -> Rows.entry(row, json))
                                    .list();
                    return withMarks(handle, here, found, END_OF_TIME);
                });
    }

    @Override
    public Map<PersonId, Child> children(Set<PersonId> granted) {
        return roles.asReader(
                granted,
                handle ->
                        children(
                                handle,
                                records(handle.createQuery(RECORDS_OF_ALL_GRANTED)),
                                END_OF_TIME));
    }

    @Override
    public Timeline.Names names(Collection<Line> lines) {
        return roles.asReader(Set.of(), handle -> names(handle, lines, List.of()));
    }

    private static List<Membership> memberships(Handle handle, PersonId person) {
        return handle.createQuery(MEMBERSHIPS)
                .bind("person", person.value())
                .map((row, _) -> Rows.membership(row))
                .list();
    }

    private static List<RecordId> visible(Handle handle, PersonId person, Set<RecordId> records) {
        return records(handle.createQuery(RECORDS_NOW).bind("person", person.value())).stream()
                .filter(records::contains)
                .toList();
    }

    private static List<RecordId> records(Query query) {
        return query.map((row, _) -> new RecordId(Rows.uuid(row, "record"))).list();
    }

    private static List<RecordId> here(Handle handle, PersonId person, Instant before) {
        return visible(
                handle, person, Membership.recordsOf(person, before, memberships(handle, person)));
    }

    private Timeline.Page page(Handle handle, List<RecordId> records, Question question) {
        String statement =
                switch (question.layer()) {
                    case SIGNIFICANT -> PAGE_OF_SIGNIFICANT;
                    case ALL -> PAGE_OF_ALL;
                };
        // One more than a page tells whether another follows.
        List<Line> lines =
                lines(
                        handle,
                        statement,
                        records,
                        question,
                        question.knownBefore(),
                        question.limit() + 1);
        if (lines.size() <= question.limit()) {
            return new Timeline.Page(lines, null);
        }
        List<Line> page = lines.subList(0, question.limit());
        return new Timeline.Page(page, Question.Position.of(page.getLast()));
    }

    private List<Line> lines(
            Handle handle,
            String statement,
            List<RecordId> records,
            Question question,
            Instant before,
            int limit) {
        Content content = question.content();
        Question.Position after = question.after();
        LocalDate from = question.from();
        LocalDate to = question.to();
        List<Entry> entries =
                handle.createQuery(statement)
                        .bindArray("records", UUID.class, values(records))
                        .bind("before", before)
                        .bind("afterHappened", after == null ? END_OF_TIME : after.happened())
                        .bind("afterEvent", after == null ? LAST_UUID : after.event().value())
                        .bind("anyAgency", question.agencies().isEmpty())
                        .bindArray(
                                "agencies",
                                String.class,
                                question.agencies().stream().map(AgencyId::value).toList())
                        .bind("anyType", question.types().isEmpty())
                        .bindArray(
                                "types",
                                String.class,
                                question.types().stream().map(EntryType::code).toList())
                        .bind("from", from == null ? FIRST_DAY : from)
                        .bind("to", to == null ? LAST_DAY : to)
                        .bind("anyNeglectType", content.neglectTypes().isEmpty())
                        .bindArray(
                                "neglectTypes", String.class, List.copyOf(content.neglectTypes()))
                        .bind("anyHarm", content.harms().isEmpty())
                        .bindArray("harms", String.class, List.copyOf(content.harms()))
                        .bind("anyDirection", content.directions().isEmpty())
                        .bindArray(
                                "directions",
                                String.class,
                                content.directions().stream().map(Enum::name).toList())
                        .bind("limit", limit)
                        .map((row, _) -> Rows.entry(row, json))
                        .list();
        return withMarks(handle, records, entries, before);
    }

    private List<Line> withMarks(
            Handle handle, List<RecordId> records, List<Entry> entries, Instant before) {
        Map<UUID, List<Line.Said>> marks = new HashMap<>();
        handle.createQuery(MARKS)
                .bindArray("records", UUID.class, values(records))
                .bindArray(
                        "events",
                        UUID.class,
                        entries.stream().map(entry -> entry.id().value()).toList())
                .bind("before", before)
                .map(
                        (row, _) ->
                                Map.entry(
                                        Rows.uuid(row, "event"),
                                        new Line.Said(
                                                Mark.Kind.valueOf(row.getString("kind")),
                                                new EventId(Rows.uuid(row, "stated_by")),
                                                Rows.instant(row, "known_at"),
                                                Rows.practitioner(row, "practitioner"),
                                                Rows.reason(row),
                                                Rows.details(row, json))))
                .forEach(
                        mark ->
                                marks.computeIfAbsent(mark.getKey(), _ -> new ArrayList<>())
                                        .add(mark.getValue()));
        return withReaches(
                handle,
                records,
                entries.stream()
                        .map(
                                entry ->
                                        Line.of(
                                                entry,
                                                marks.getOrDefault(entry.id().value(), List.of())))
                        .toList());
    }

    /** How far an entry may be shown, and how far the versions that took its place may. */
    private record Version(EventId event, boolean later, Reach reach) {}

    /**
     * Says how far what took an entry's place may be shown, and of alerts the facts that they rest
     * on.
     */
    private static List<Line> withReaches(Handle handle, List<RecordId> records, List<Line> lines) {
        Set<UUID> events =
                lines.stream()
                        .flatMap(
                                line ->
                                        Stream.concat(
                                                Stream.of(line.entry().id()),
                                                line.entry().restsOn().stream()))
                        .map(EventId::value)
                        .collect(Collectors.toSet());
        if (events.isEmpty()) {
            return lines;
        }
        Map<EventId, List<Version>> versions =
                handle
                        .createQuery(REACHES)
                        .bindArray("records", UUID.class, values(records))
                        .bindArray("events", UUID.class, List.copyOf(events))
                        .map(
                                (row, _) ->
                                        new Version(
                                                new EventId(Rows.uuid(row, "event")),
                                                row.getBoolean("later"),
                                                Rows.reach(row)))
                        .stream()
                        .collect(Collectors.groupingBy(Version::event));
        return lines.stream()
                .map(
                        line ->
                                line.restingOn(
                                        Stream.concat(
                                                        versions
                                                                .getOrDefault(
                                                                        line.entry().id(),
                                                                        List.of())
                                                                .stream()
                                                                .filter(Version::later)
                                                                .map(Version::reach),
                                                        line.entry().restsOn().stream()
                                                                .flatMap(
                                                                        fact ->
                                                                                reaches(
                                                                                        versions
                                                                                                .get(
                                                                                                        fact))))
                                                .toList()))
                .toList();
    }

    private static Stream<Reach> reaches(@Nullable List<Version> versions) {
        return versions == null ? Stream.of(Reach.NOT_HERE) : versions.stream().map(Version::reach);
    }

    private static List<Coverage.Agency> agencies(Handle handle) {
        return handle.createQuery(AGENCIES)
                .map(
                        (row, _) ->
                                new Coverage.Agency(
                                        new AgencyId(row.getString("agency")),
                                        row.getString("name"),
                                        row.getBoolean("active"),
                                        Rows.instantOrNull(row, "first_known_at")))
                .list();
    }

    private static Map<AgencyId, LocalDate> lastHeard(
            Handle handle, List<RecordId> records, Instant before, Instant now) {
        Map<AgencyId, LocalDate> last = new HashMap<>();
        handle.createQuery(LAST_HEARD)
                .bindArray("records", UUID.class, values(records))
                .bind("before", before)
                .bind("now", now)
                .map(
                        (row, _) ->
                                Map.entry(
                                        new AgencyId(row.getString("agency")),
                                        row.getObject("last", LocalDate.class)))
                .forEach(heard -> last.put(heard.getKey(), heard.getValue()));
        return last;
    }

    private static Map<PersonId, Child> children(
            Handle handle, List<RecordId> records, Instant before) {
        Map<PersonId, Child> children = new HashMap<>();
        handle.createQuery(CHILDREN)
                .bindArray("records", UUID.class, values(records))
                .bind("before", before)
                .map((row, _) -> Map.entry(new PersonId(Rows.uuid(row, "person")), Rows.child(row)))
                .forEach(child -> children.merge(child.getKey(), child.getValue(), Child::or));
        return children;
    }

    private static Timeline.Names names(
            Handle handle, Collection<Line> lines, Collection<PractitionerId> more) {
        Set<String> practitioners =
                Stream.concat(
                                more.stream(),
                                lines.stream().flatMap(JdbiTimelineStore::practitioners))
                        .map(PractitionerId::value)
                        .collect(Collectors.toSet());
        Map<PractitionerId, Timeline.Colleague> colleagues = new HashMap<>();
        handle.createQuery(PRACTITIONER_NAMES)
                .bindArray("ids", String.class, List.copyOf(practitioners))
                .map(
                        (row, _) ->
                                Map.entry(
                                        new PractitionerId(row.getString("practitioner")),
                                        new Timeline.Colleague(
                                                row.getString("name"),
                                                new AgencyId(row.getString("agency")),
                                                row.getBoolean("active"))))
                .forEach(one -> colleagues.put(one.getKey(), one.getValue()));
        Set<String> agencies =
                Stream.of(
                                lines.stream()
                                        .map(line -> line.entry().agency())
                                        .filter(java.util.Objects::nonNull),
                                lines.stream().flatMap(JdbiTimelineStore::agenciesInDetails),
                                colleagues.values().stream().map(Timeline.Colleague::agency))
                        .flatMap(ids -> ids)
                        .map(AgencyId::value)
                        .collect(Collectors.toSet());
        Map<AgencyId, String> names = new HashMap<>();
        handle.createQuery(AGENCY_NAMES)
                .bindArray("ids", String.class, List.copyOf(agencies))
                .map(
                        (row, _) ->
                                Map.entry(
                                        new AgencyId(row.getString("agency")),
                                        row.getString("name")))
                .forEach(one -> names.put(one.getKey(), one.getValue()));
        return new Timeline.Names(Map.copyOf(names), Map.copyOf(colleagues));
    }

    private static Stream<PractitionerId> practitioners(Line line) {
        Entry entry = line.entry();
        Stream<@Nullable PractitionerId> named =
                Stream.concat(
                        Stream.of(entry)
                                .map(e -> e.author() == null ? null : e.author().practitioner()),
                        line.marks().stream().map(Line.Said::practitioner));
        return Stream.concat(
                named.filter(java.util.Objects::nonNull),
                entry.details().get("practitioner") instanceof String id
                        ? Stream.of(new PractitionerId(id))
                        : Stream.of());
    }

    private static Stream<AgencyId> agenciesInDetails(Line line) {
        Map<String, Object> details = line.entry().details();
        // An agency stands behind a colon: ENGAGEMENT:x, AGENCY_SILENT:x, UNCONFIRMED:ENGAGEMENT:x.
        Stream<String> inCodes =
                Stream.of(
                                line.entry().claims().stream().map(claim -> claim.topic()),
                                texts(details.get("claimsReliedOn")),
                                texts(details.get("reasons")))
                        .flatMap(codes -> codes)
                        .filter(code -> code.indexOf(':') > 0)
                        .map(code -> code.substring(code.lastIndexOf(':') + 1));
        Stream<String> referredTo =
                line.entry().type() == EntryType.SERVICE_REFERRAL
                                && details.get("to") instanceof String to
                        ? Stream.of(to)
                        : Stream.of();
        return Stream.of(inCodes, referredTo, texts(details.get("network")))
                .flatMap(ids -> ids)
                .map(AgencyId::new);
    }

    private static Stream<String> texts(@Nullable Object detail) {
        return detail instanceof List<?> list ? list.stream().map(String::valueOf) : Stream.of();
    }

    private static List<UUID> values(Collection<RecordId> records) {
        return records.stream().map(RecordId::value).sorted().toList();
    }
}
