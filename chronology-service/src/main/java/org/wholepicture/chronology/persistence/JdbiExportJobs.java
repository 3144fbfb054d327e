package org.wholepicture.chronology.persistence;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Basis;
import org.wholepicture.chronology.domain.Content;
import org.wholepicture.chronology.domain.EntryType;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.Question;
import org.wholepicture.chronology.domain.RecordId;
import org.wholepicture.chronology.domain.Significance;
import org.wholepicture.chronology.domain.export.ExportFormat;
import org.wholepicture.chronology.domain.export.ExportId;
import org.wholepicture.chronology.domain.export.ExportJob;
import org.wholepicture.chronology.domain.export.ExportJobs;
import org.wholepicture.chronology.domain.export.ExportPurpose;
import org.wholepicture.chronology.domain.export.ExportRequest;
import org.wholepicture.chronology.domain.export.ExportSource;
import org.wholepicture.chronology.domain.redaction.RedactionId;

/** Files of timelines under two roles: the asker's sees its own alone, the maker's sees no fact. */
@Singleton
class JdbiExportJobs implements ExportJobs {

    private static final String ADD =
            """
            INSERT INTO export_job (id, person, practitioner, agency, roles, request, format, purpose, reason,
                agencies, types, neglect_types, harms, bases, directions, layer, struck_too, from_day, to_day, known_on,
                redaction, asked_at)
            VALUES (:id, :person, :by, :agency, :roles, :request, :format, :purpose, :reason,
                :agencies, :types, :neglectTypes, :harms, :bases, :directions, :layer, :struckToo, :from, :to, :knownOn,
                CAST(:redaction AS uuid), :asked)
            """;

    private static final String ADD_PROGRESS = "INSERT INTO export_progress (export) VALUES (:id)";

    private static final String JOB =
            """
            SELECT j.*, p.attempts, p.done, p.total
            FROM export_job j
            JOIN export_progress p ON p.export = j.id
            """;

    private static final String OF_PERSON =
            JOB + " WHERE j.person = :person ORDER BY j.asked_at DESC, j.id LIMIT 50";

    private static final String ONE = JOB + " WHERE j.person = :person AND j.id = :id";

    // Of the making that ended, whatever another one may have left.
    private static final String PART =
            """
            SELECT p.content
            FROM export_job j
            JOIN export_part p ON p.export = j.id AND p.attempt = j.attempt
            WHERE j.id = :id AND j.state = 'READY' AND p.number = :number
            """;

    // A file that is walked through three times says the same each time. It writes nothing: an id
    // of its own, held for as long as a long file takes, would stop the sealing of the audit.
    private static final String ONE_MOMENT =
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";

    // Both rows are locked, so that both are looked at again where somebody changed one meanwhile.
    // One that failed before waits behind those that did not.
    private static final String CLAIM =
            JOB
                    + """
                     WHERE j.state = 'WAITING' AND (:any OR j.id = :id)
                        AND (p.lease_until IS NULL OR p.lease_until < clock_timestamp())
                    ORDER BY p.attempts, j.asked_at, j.id
                    LIMIT 1
                    FOR NO KEY UPDATE OF j, p SKIP LOCKED
                    """;

    private static final String BEGIN =
            """
            UPDATE export_progress
            SET attempts = attempts + 1, done = 0, total = NULL,
                lease_until = clock_timestamp() + make_interval(secs => :lease)
            WHERE export = :id
            """;

    // In each of these the row stays locked until the transaction ends: nobody takes the file over
    // between the question whose it is and what is then written.
    private static final String RENEW =
            """
            UPDATE export_progress
            SET lease_until = clock_timestamp() + make_interval(secs => :lease)
            WHERE export = :id AND attempts = :attempt
            """;

    private static final String MOVED =
            """
            UPDATE export_progress
            SET done = :done, total = :total,
                lease_until = clock_timestamp() + make_interval(secs => :lease)
            WHERE export = :id AND attempts = :attempt
            """;

    private static final String RELEASE =
            """
            UPDATE export_progress SET lease_until = NULL
            WHERE export = :id AND attempts = :attempt
            """;

    private static final String ADD_PART =
            """
            INSERT INTO export_part (export, attempt, number, content)
            VALUES (:id, :attempt, :number, :content)
            """;

    private static final String READY =
            """
            UPDATE export_job
            SET state = 'READY', ended_at = :made, expires_at = :expires, entries = :entries,
                bytes = :bytes, sha256 = :sha256, attempt = :attempt, restricted = :restricted,
                shielded = :shielded, records = :records
            WHERE id = :id AND state = 'WAITING'
            """;

    private static final String FAILED =
            """
            UPDATE export_job SET state = 'FAILED', ended_at = :at
            WHERE id = :id AND state = 'WAITING'
            """;

    private static final String REMOVE_OTHERS =
            "DELETE FROM export_part WHERE export = :id AND attempt <> :attempt";

    private static final String REMOVE = "DELETE FROM export_part WHERE export = :id";

    private static final String EXPIRE =
            """
            WITH over AS (
                SELECT id FROM export_job
                WHERE state = 'READY' AND expires_at <= :now
                ORDER BY expires_at
                LIMIT 100
                FOR NO KEY UPDATE SKIP LOCKED
            ), removed AS (
                DELETE FROM export_part WHERE export IN (SELECT id FROM over)
            )
            UPDATE export_job SET state = 'EXPIRED', ended_at = :now
            WHERE id IN (SELECT id FROM over)
            """;

    // First those that are being made: what is ready when this has waited for one is seen below.
    private static final String BEGIN_ANEW =
            """
            UPDATE export_progress p SET attempts = p.attempts + 1, lease_until = NULL
            FROM export_job j
            WHERE j.id = p.export AND j.person = :person AND j.state = 'WAITING' AND p.attempts > 0
            """;

    private static final String WITHDRAW =
            """
            UPDATE export_job SET state = 'EXPIRED', ended_at = :at
            WHERE state = 'READY' AND (person = :person OR :record = ANY (records))
            RETURNING id
            """;

    private static final String REMOVE_ALL =
            "DELETE FROM export_part WHERE export = ANY (:exports)";

    private static final String PERSON_NOW = "SELECT person FROM record_now WHERE record = :record";

    private static final String ASKED_FOR =
            "SELECT id FROM export_job WHERE person = :person OR :record = ANY (records)";

    private static final List<String> FORGET =
            List.of(
                    "DELETE FROM export_part WHERE export = ANY (:exports)",
                    "DELETE FROM export_progress WHERE export = ANY (:exports)",
                    "DELETE FROM export_job WHERE id = ANY (:exports)");

    private static final List<String> FORGET_REDACTIONS =
            List.of(
                    """
                    DELETE FROM redaction_place
                    WHERE redaction IN (SELECT id FROM redaction WHERE person = :person)
                    """,
                    "DELETE FROM redaction WHERE person = :person");

    private static final List<String> FORGET_STATEMENTS =
            List.of(
                    """
                    DELETE FROM emergency_review
                    WHERE statement IN (SELECT id FROM access_statement WHERE person = :person)
                    """,
                    """
                    DELETE FROM emergency_reminder
                    WHERE statement IN (SELECT id FROM access_statement WHERE person = :person)
                    """,
                    "DELETE FROM access_statement WHERE person = :person");

    private static final String WAITING = "SELECT count(*) FROM export_job WHERE state = 'WAITING'";

    private final Roles roles;
    private final Jdbi jdbi;

    JdbiExportJobs(Roles roles, Jdbi jdbi) {
        this.roles = roles;
        this.jdbi = jdbi;
    }

    @Override
    public void add(Set<PersonId> granted, ExportRequest request) {
        Question question = request.question();
        roles.asExporter(
                granted,
                request.by(),
                handle -> {
                    handle.createUpdate(ADD)
                            .bind("id", request.id().value())
                            .bind("person", request.person().value())
                            .bind("by", request.by().value())
                            .bind("agency", request.agency().value())
                            .bind("request", request.request())
                            .bind("format", request.format().name())
                            .bind("purpose", request.purpose().name())
                            .bind("reason", request.reason())
                            .bindArray("roles", String.class, sorted(request.roles()))
                            .bindArray(
                                    "agencies",
                                    String.class,
                                    sorted(question.agencies(), AgencyId::value))
                            .bindArray(
                                    "types",
                                    String.class,
                                    sorted(question.types(), EntryType::code))
                            .bindArray(
                                    "neglectTypes",
                                    String.class,
                                    sorted(question.content().neglectTypes()))
                            .bindArray("harms", String.class, sorted(question.content().harms()))
                            .bindArray(
                                    "bases",
                                    String.class,
                                    sorted(question.content().bases(), Basis::name))
                            .bindArray(
                                    "directions",
                                    String.class,
                                    sorted(
                                            question.content().directions(),
                                            Significance.Direction::name))
                            .bind("layer", question.layer().name())
                            .bind("struckToo", question.struckToo())
                            .bind("from", question.from())
                            .bind("to", question.to())
                            .bind("knownOn", question.knownOn())
                            .bind(
                                    "redaction",
                                    request.redaction() == null
                                            ? null
                                            : request.redaction().toString())
                            .bind("asked", request.asked())
                            .execute();
                    return handle.createUpdate(ADD_PROGRESS)
                            .bind("id", request.id().value())
                            .execute();
                });
    }

    @Override
    public List<ExportJob> of(Set<PersonId> granted, PractitionerId asker, PersonId person) {
        return roles.asExporter(
                granted,
                asker,
                handle ->
                        handle.createQuery(OF_PERSON)
                                .bind("person", person.value())
                                .map((row, _) -> job(row))
                                .list());
    }

    @Override
    public Optional<ExportJob> find(
            Set<PersonId> granted, PractitionerId asker, PersonId person, ExportId id) {
        return roles.asExporter(
                granted,
                asker,
                handle ->
                        handle.createQuery(ONE)
                                .bind("person", person.value())
                                .bind("id", id.value())
                                .map((row, _) -> job(row))
                                .findOne());
    }

    @Override
    public Optional<byte[]> part(
            Set<PersonId> granted, PractitionerId asker, ExportId id, int number) {
        return roles.asExporter(
                granted,
                asker,
                handle ->
                        handle.createQuery(PART)
                                .bind("id", id.value())
                                .bind("number", number)
                                .mapTo(byte[].class)
                                .findOne());
    }

    @Override
    public Optional<ExportJob> claim() {
        return claim(true, new UUID(0, 0));
    }

    @Override
    public Optional<ExportJob> claim(ExportId id) {
        return claim(false, id.value());
    }

    private Optional<ExportJob> claim(boolean any, UUID id) {
        return roles.asMaker(
                handle -> {
                    Query query = handle.createQuery(CLAIM).bind("any", any).bind("id", id);
                    return query.map((row, _) -> job(row))
                            .findOne()
                            .map(waiting -> begun(handle, waiting));
                });
    }

    private static ExportJob begun(Handle handle, ExportJob waiting) {
        handle.createUpdate(BEGIN)
                .bind("id", waiting.request().id().value())
                .bind("lease", LEASE.toSeconds())
                .execute();
        return new ExportJob(
                waiting.request(), new ExportJob.Waiting(0, null), waiting.attempts() + 1);
    }

    @Override
    public void oneMoment() {
        jdbi.useHandle(handle -> handle.execute(ONE_MOMENT));
    }

    @Override
    public boolean renew(Attempt attempt) {
        return roles.asMaker(handle -> renewed(handle, attempt));
    }

    @Override
    public boolean moved(Attempt attempt, long done, long total) {
        return roles.asMaker(
                handle ->
                        of(attempt, handle.createUpdate(MOVED))
                                        .bind("lease", LEASE.toSeconds())
                                        .bind("done", done)
                                        .bind("total", total)
                                        .execute()
                                == 1);
    }

    @Override
    public boolean add(Attempt attempt, int number, byte[] content) {
        return roles.asMaker(
                handle ->
                        renewed(handle, attempt)
                                && of(attempt, handle.createUpdate(ADD_PART))
                                                .bind("number", number)
                                                .bind("content", content)
                                                .execute()
                                        == 1);
    }

    @Override
    public boolean ready(Attempt attempt, ExportJob.Ready ready) {
        return roles.asMaker(
                handle ->
                        released(handle, attempt)
                                && became(handle, attempt, ready)
                                && removed(of(attempt, handle.createUpdate(REMOVE_OTHERS))));
    }

    private static boolean became(Handle handle, Attempt attempt, ExportJob.Ready ready) {
        return of(attempt, handle.createUpdate(READY))
                        .bind("made", ready.made())
                        .bind("expires", ready.expires())
                        .bind("entries", ready.entries())
                        .bind("bytes", ready.bytes())
                        .bind("sha256", HexFormat.of().parseHex(ready.sha256()))
                        .bind("restricted", ready.source().restricted())
                        .bind("shielded", ready.source().shielded())
                        .bindArray(
                                "records",
                                UUID.class,
                                ready.source().records().stream()
                                        .map(RecordId::value)
                                        .sorted()
                                        .toList())
                        .execute()
                == 1;
    }

    @Override
    public boolean failed(Attempt attempt, Instant at) {
        UUID id = attempt.export().value();
        return roles.asMaker(
                handle ->
                        released(handle, attempt)
                                && handle.createUpdate(FAILED)
                                                .bind("id", id)
                                                .bind("at", at)
                                                .execute()
                                        == 1
                                && removed(handle.createUpdate(REMOVE).bind("id", id)));
    }

    @Override
    public boolean release(Attempt attempt) {
        return roles.asMaker(handle -> released(handle, attempt));
    }

    private static boolean renewed(Handle handle, Attempt attempt) {
        return of(attempt, handle.createUpdate(RENEW)).bind("lease", LEASE.toSeconds()).execute()
                == 1;
    }

    private static boolean released(Handle handle, Attempt attempt) {
        return of(attempt, handle.createUpdate(RELEASE)).execute() == 1;
    }

    /** However many there were. */
    private static boolean removed(Update removal) {
        return removal.execute() >= 0;
    }

    private static Update of(Attempt attempt, Update update) {
        return update.bind("id", attempt.export().value()).bind("attempt", attempt.number());
    }

    @Override
    public long withdraw(RecordId record, PersonId person, Instant at) {
        UUID now = personNow(record, person);
        return roles.asMaker(
                handle -> {
                    handle.createUpdate(BEGIN_ANEW).bind("person", now).execute();
                    List<UUID> gone =
                            handle.createQuery(WITHDRAW)
                                    .bind("person", now)
                                    .bind("record", record.value())
                                    .bind("at", at)
                                    .mapTo(UUID.class)
                                    .list();
                    handle.createUpdate(REMOVE_ALL)
                            .bindArray("exports", UUID.class, gone)
                            .execute();
                    return (long) gone.size();
                });
    }

    /** After a merge not the one to whom it belonged when the message was written. */
    private UUID personNow(RecordId record, PersonId person) {
        return roles.asSteward(
                handle ->
                        handle.createQuery(PERSON_NOW)
                                .bind("record", record.value())
                                .mapTo(UUID.class)
                                .findOne()
                                .orElse(person.value()));
    }

    @Override
    public long forget(RecordId record, PersonId person) {
        UUID now = personNow(record, person);
        return roles.asSteward(
                handle -> {
                    List<UUID> all =
                            handle.createQuery(ASKED_FOR)
                                    .bind("person", now)
                                    .bind("record", record.value())
                                    .mapTo(UUID.class)
                                    .list();
                    for (String sql : FORGET) {
                        handle.createUpdate(sql).bindArray("exports", UUID.class, all).execute();
                    }
                    for (List<String> statements : List.of(FORGET_REDACTIONS, FORGET_STATEMENTS)) {
                        for (String sql : statements) {
                            handle.createUpdate(sql).bind("person", now).execute();
                        }
                    }
                    return (long) all.size();
                });
    }

    @Override
    public int expire(Instant now) {
        return roles.asMaker(handle -> handle.createUpdate(EXPIRE).bind("now", now).execute());
    }

    @Override
    public long waiting() {
        return roles.asMaker(handle -> handle.createQuery(WAITING).mapTo(Long.class).one());
    }

    private static ExportJob job(ResultSet row) throws SQLException {
        return new ExportJob(
                new ExportRequest(
                        new ExportId(Rows.uuid(row, "id")),
                        new PersonId(Rows.uuid(row, "person")),
                        new PractitionerId(row.getString("practitioner")),
                        new AgencyId(row.getString("agency")),
                        texts(row, "roles").collect(Collectors.toSet()),
                        Rows.uuid(row, "request"),
                        ExportFormat.valueOf(row.getString("format")),
                        ExportPurpose.valueOf(row.getString("purpose")),
                        row.getString("reason"),
                        new Question(
                                texts(row, "agencies")
                                        .map(AgencyId::new)
                                        .collect(Collectors.toSet()),
                                texts(row, "types")
                                        .map(EntryType::find)
                                        .flatMap(Optional::stream)
                                        .collect(Collectors.toSet()),
                                content(row),
                                row.getObject("from_day", LocalDate.class),
                                row.getObject("to_day", LocalDate.class),
                                row.getObject("known_on", LocalDate.class),
                                Question.Layer.valueOf(row.getString("layer")),
                                row.getBoolean("struck_too"),
                                null,
                                1),
                        redaction(row),
                        Rows.instant(row, "asked_at")),
                state(row),
                row.getInt("attempts"));
    }

    private static @Nullable RedactionId redaction(ResultSet row) throws SQLException {
        UUID id = row.getObject("redaction", UUID.class);
        return id == null ? null : new RedactionId(id);
    }

    private static Content content(ResultSet row) throws SQLException {
        return new Content(
                texts(row, "neglect_types").collect(Collectors.toSet()),
                texts(row, "harms").collect(Collectors.toSet()),
                texts(row, "bases").map(Basis::valueOf).collect(Collectors.toSet()),
                texts(row, "directions")
                        .map(Significance.Direction::valueOf)
                        .collect(Collectors.toSet()));
    }

    private static List<String> sorted(Set<String> values) {
        return sorted(values, value -> value);
    }

    private static <T> List<String> sorted(Set<T> values, Function<T, String> text) {
        return values.stream().map(text).sorted().toList();
    }

    private static ExportJob.State state(ResultSet row) throws SQLException {
        String state = row.getString("state");
        return switch (state) {
            case "READY" ->
                    new ExportJob.Ready(
                            row.getLong("entries"),
                            row.getLong("bytes"),
                            HexFormat.of().formatHex(row.getBytes("sha256")),
                            Rows.instant(row, "ended_at"),
                            Rows.instant(row, "expires_at"),
                            source(row));
            case "FAILED" -> new ExportJob.Failed(Rows.instant(row, "ended_at"));
            case "EXPIRED" -> new ExportJob.Expired(Rows.instant(row, "ended_at"));
            case "WAITING" -> {
                long total = row.getLong("total");
                yield new ExportJob.Waiting(row.getLong("done"), row.wasNull() ? null : total);
            }
            default -> throw new IllegalStateException("a state of no file");
        };
    }

    private static ExportSource source(ResultSet row) throws SQLException {
        return new ExportSource(
                new AgencyId(row.getString("agency")),
                row.getBoolean("restricted"),
                row.getBoolean("shielded"),
                Arrays.stream((UUID[]) row.getArray("records").getArray())
                        .map(RecordId::new)
                        .collect(Collectors.toSet()));
    }

    private static Stream<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return Arrays.stream((String[]) array.getArray());
    }
}
