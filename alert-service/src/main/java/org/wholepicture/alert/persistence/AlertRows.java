package org.wholepicture.alert.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.AlertMails;
import org.wholepicture.alert.application.AlertStore;
import org.wholepicture.alert.application.Erasure;
import org.wholepicture.alert.application.MailTimes;
import org.wholepicture.alert.application.StoredAlert;
import org.wholepicture.alert.domain.Acknowledgement;
import org.wholepicture.alert.domain.Alert;
import org.wholepicture.alert.domain.AlertId;
import org.wholepicture.alert.domain.EventId;
import org.wholepicture.alert.domain.PersonId;
import org.wholepicture.alert.domain.Severity;
import org.wholepicture.alert.domain.Subject;
import org.wholepicture.alert.domain.Suppression;

/** The alerts and their history. */
@ApplicationScoped
class AlertRows implements AlertStore {

    static final String COLUMNS =
            """
            SELECT a.id, a.person, a.record, a.rule, a.rule_version, a.settings, a.subject, a.severity, a.reasons,
                a.events, a.state, a.raised_on, a.raised_at, a.ended_on, a.acknowledged_by,
                a.acknowledged_at, a.acknowledgement, a.useful, a.in_plan, a.mail_due_at, a.by_digest,
                a.mail, a.answer_from, a.moves_up_at, a.moved_up_at, a.moved_up_to, a.claimed_by,
                a.claimed_at, s.proposed_by, s.proposed_at, s.reason AS proposal_reason,
                s.working_days, s.approved_by, s.approved_at, s.until,
                ARRAY(SELECT t.mail FROM alert_told t WHERE t.alert = a.id
                    ORDER BY t.mail, t.owner) AS told_mails,
                ARRAY(SELECT t.kind FROM alert_told t WHERE t.alert = a.id
                    ORDER BY t.mail, t.owner) AS told_kinds,
                ARRAY(SELECT t.owner FROM alert_told t WHERE t.alert = a.id
                    ORDER BY t.mail, t.owner) AS told_owners
            FROM alert a LEFT JOIN suppression s ON s.alert = a.id AND s.ended_at IS NULL
            """;

    private static final String IS_EMPTY = "SELECT NOT EXISTS (SELECT FROM alert)";

    private static final String OF_PERSON =
            COLUMNS + "WHERE a.person = :person ORDER BY a.raised_at, a.id";

    private static final String FIND = COLUMNS + "WHERE a.id = :id";

    private static final String STANDING_ON =
            COLUMNS
                    + """
                    WHERE a.state = 'OPEN' AND EXISTS (
                        SELECT FROM alert_told t
                        WHERE t.alert = a.id AND t.mail = :mail AND NOT t.left_out)
                    ORDER BY a.raised_at, a.id
                    """;

    // From the leads to their children's alerts: nobody's list reads the alerts of everybody.
    private static final String MINE =
            """
            JOIN person p ON p.person = a.person
            WHERE (a.claimed_by = :reader
                OR (p.lead IN (SELECT l.practitioner FROM practitioner l
                        WHERE :reader IN (l.practitioner, l.deputy, l.manager))
                    AND (p.lead_until IS NULL OR p.lead_until > :at)))
            """;

    private static final String WITHOUT_OWNER =
            """
            JOIN person_owner(:today) o ON o.person = a.person
            WHERE (o.owner IS NULL OR o.lead_until <= :at)
            """;

    // What has to be answered soonest comes first; what is answered or put off comes last.
    private static final String WANTED =
            """
                    AND (CAST(:person AS uuid) IS NULL OR a.person = CAST(:person AS uuid))
                        AND (CAST(:standing AS boolean) IS NULL
                            OR (a.state = 'OPEN') = CAST(:standing AS boolean))
                    ORDER BY a.state <> 'OPEN', a.acknowledged_at IS NOT NULL,
                        s.until IS NOT NULL, a.moves_up_at NULLS LAST,
                        CASE a.severity WHEN 'HIGH' THEN 0 WHEN 'MED' THEN 1 ELSE 2 END,
                        a.raised_at, a.id
                    LIMIT :limit
                    """;

    private static final String ADD =
            """
            INSERT INTO alert (id, person, record, rule, rule_version, settings, subject, severity,
                reasons, events, state, raised_on, raised_at, ended_on, mail_due_at, by_digest,
                answer_from, moves_up_at)
            VALUES (:id, :person, :record, :rule, :version, :settings, :subject, :severity,
                :reasons, :events, :state, :raisedOn, :raisedAt, :endedOn, :mailDue, :byDigest,
                :answerFrom, :movesUpAt)
            """;

    private static final String UPDATE =
            """
            UPDATE alert SET severity = :severity, reasons = :reasons, events = :events,
                state = :state, raised_on = :raisedOn, ended_on = :endedOn, settings = :settings
            WHERE id = :id
            """;

    // The rule, its subject and the days stay, so that an alert that was told is not raised anew.
    // With what people wrote about it.
    private static final String STRIP =
            """
            WITH stripped AS (
                UPDATE alert a SET reasons = '{}',
                    acknowledgement = CASE WHEN acknowledgement IS NULL THEN NULL ELSE '' END
                FROM person_record r
                WHERE r.record = :record AND a.person = r.person
                  AND (a.events && :erased
                    OR :extent IS NOT NULL AND (a.record = :record OR a.events && :all)
                        AND (a.raised_at <= :known OR :extent = 'EVERYTHING'))
                RETURNING a.id, a.record),
            answers AS (
                UPDATE alert_answer SET reason = '' WHERE alert IN (SELECT id FROM stripped)),
            proposals AS (
                UPDATE suppression SET reason = '' WHERE alert IN (SELECT id FROM stripped)),
            words AS (
                UPDATE evidence SET words = '' WHERE alert IN (SELECT id FROM stripped)),
            questions AS (
                UPDATE check_request
                SET events = '{}', words = CASE WHEN words IS NULL THEN NULL ELSE '' END
                WHERE alert IN (SELECT id FROM stripped) OR events && :erased)
            SELECT id, record FROM stripped
            """;

    private static final String ADD_HISTORY =
            """
            INSERT INTO alert_history (alert, number, what, on_day, at, by)
            SELECT :alert, coalesce(max(number), 0) + 1, :what, :day, :at, :by
            FROM alert_history WHERE alert = :alert
            """;

    private static final String HISTORY =
            "SELECT what, on_day, at, by FROM alert_history WHERE alert = :alert ORDER BY number";

    private static final String TOLD = "UPDATE alert SET mail = :mail WHERE id = ANY(:ids)";

    private static final String NOTE_TOLD =
            """
            INSERT INTO alert_told (alert, mail, kind, owner)
            SELECT id, :mail, :kind, :owner FROM unnest(:ids) AS told (id) ON CONFLICT DO NOTHING
            """;

    private static final String LEFT_OUT =
            "UPDATE alert_told SET left_out = true WHERE alert = :id AND mail = :mail";

    private static final String UNTOLD =
            "DELETE FROM alert_told WHERE alert = :id AND mail = :mail";

    private static final String TELL_AGAIN =
            "UPDATE alert SET mail = NULL, mail_due_at = :due WHERE id = :id";

    private static final String TO_TELL =
            """
            FROM alert a JOIN person_owner(:today) o ON o.person = a.person
            WHERE a.state = 'OPEN' AND a.mail IS NULL AND a.mail_due_at <= :now
                AND o.owner IS NOT NULL AND (o.lead_until IS NULL OR o.lead_until > :now)
                AND (o.mail_set_aside_until IS NULL OR o.mail_set_aside_until <= :now)
            """;

    private static final String PERSON_TO_TELL =
            "SELECT a.person " + TO_TELL + " AND NOT a.by_digest ORDER BY a.mail_due_at LIMIT 1";

    private static final String PERSONS_TO_TELL =
            "SELECT count(DISTINCT a.person) " + TO_TELL + " AND NOT a.by_digest";

    private static final String DIGEST_READER =
            "SELECT o.owner " + TO_TELL + " AND a.by_digest ORDER BY a.mail_due_at LIMIT 1";

    private static final String PERSONS_IN_DIGEST =
            "SELECT DISTINCT a.person " + TO_TELL + " AND a.by_digest AND o.owner = :practitioner";

    private static final String IN_DUE_DIGESTS = "SELECT count(*) " + TO_TELL + " AND a.by_digest";

    private final Jdbi jdbi;

    AlertRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public boolean isEmpty() {
        return jdbi.withHandle(handle -> handle.createQuery(IS_EMPTY).mapTo(Boolean.class).one());
    }

    @Override
    public List<StoredAlert> ofPerson(UUID person) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(OF_PERSON)
                                .bind("person", person)
                                .map((row, _) -> alert(row))
                                .list());
    }

    @Override
    public Optional<StoredAlert> find(UUID alert) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(FIND)
                                .bind("id", alert)
                                .map((row, _) -> alert(row))
                                .findOne());
    }

    @Override
    public List<StoredAlert> list(Wanted wanted) {
        return jdbi.withHandle(
                handle ->
                        list(handle, wanted)
                                .bind("person", wanted.person())
                                .bind("standing", wanted.standing())
                                .bind("at", wanted.at())
                                .bind("limit", wanted.limit())
                                .map((row, _) -> alert(row))
                                .list());
    }

    private static Query list(Handle handle, Wanted wanted) {
        String reader = wanted.reader();
        return reader == null
                ? handle.createQuery(COLUMNS + WITHOUT_OWNER + WANTED)
                        .bind("today", today(wanted.at()))
                : handle.createQuery(COLUMNS + MINE + WANTED).bind("reader", reader);
    }

    @Override
    public void add(StoredAlert stored) {
        Alert.Core core = stored.alert().core();
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(ADD)
                                .bind("id", core.id().value())
                                .bind("person", core.person().value())
                                .bind("record", stored.record())
                                .bind("rule", core.rule())
                                .bind("version", core.ruleVersion())
                                .bind("settings", core.settings())
                                .bind("subject", core.subject().toString())
                                .bind("severity", core.severity().name())
                                .bindArray("reasons", String.class, core.reasons().toArray())
                                .bindArray("events", UUID.class, events(core))
                                .bind("state", state(stored.alert()))
                                .bind("raisedOn", core.raisedOn())
                                .bind("raisedAt", stored.raisedAt())
                                .bind("endedOn", endedOn(stored.alert()))
                                .bind("mailDue", stored.mailing().due())
                                .bind("byDigest", stored.mailing().byDigest())
                                .bind("answerFrom", stored.waiting().from())
                                .bind("movesUpAt", stored.waiting().movesUpAt())
                                .execute());
    }

    @Override
    public void update(Alert alert) {
        Alert.Core core = alert.core();
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(UPDATE)
                                .bind("id", core.id().value())
                                .bind("severity", core.severity().name())
                                .bindArray("reasons", String.class, core.reasons().toArray())
                                .bindArray("events", UUID.class, events(core))
                                .bind("state", state(alert))
                                .bind("raisedOn", core.raisedOn())
                                .bind("settings", core.settings())
                                .bind("endedOn", endedOn(alert))
                                .execute());
    }

    @Override
    public List<Stripped> strip(Erasure erasure) {
        Set<UUID> all = new HashSet<>(erasure.erased());
        all.addAll(erasure.kept());
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(STRIP)
                                .bind("record", erasure.record())
                                .bindArray("erased", UUID.class, erasure.erased().toArray())
                                .bindArray("all", UUID.class, all.toArray())
                                .bind(
                                        "extent",
                                        erasure.extent() == null ? null : erasure.extent().name())
                                .bind("known", erasure.known())
                                .map(
                                        (row, _) ->
                                                new Stripped(
                                                        row.getObject("id", UUID.class),
                                                        row.getObject("record", UUID.class)))
                                .list());
    }

    @Override
    public void addHistory(UUID alert, Event event) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(ADD_HISTORY)
                                .bind("alert", alert)
                                .bind("what", event.what().name())
                                .bind("day", event.day())
                                .bind("at", event.at())
                                .bind("by", event.by())
                                .execute());
    }

    @Override
    public List<Event> history(UUID alert) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(HISTORY)
                                .bind("alert", alert)
                                .map(
                                        (row, _) ->
                                                new Event(
                                                        What.valueOf(row.getString("what")),
                                                        row.getObject("on_day", LocalDate.class),
                                                        row.getTimestamp("at").toInstant(),
                                                        row.getString("by")))
                                .list());
    }

    @Override
    public void told(List<UUID> alerts, UUID mail, AlertMails.Kind kind, String owner) {
        jdbi.useHandle(
                handle -> {
                    if (kind == AlertMails.Kind.OWNER || kind == AlertMails.Kind.DIGEST) {
                        handle.createUpdate(TOLD)
                                .bind("mail", mail)
                                .bindArray("ids", UUID.class, alerts.toArray())
                                .execute();
                    }
                    handle.createUpdate(NOTE_TOLD)
                            .bind("mail", mail)
                            .bind("kind", kind.name())
                            .bind("owner", owner)
                            .bindArray("ids", UUID.class, alerts.toArray())
                            .execute();
                });
    }

    @Override
    public void leftOut(UUID alert, UUID mail) {
        change(LEFT_OUT, alert, mail);
    }

    @Override
    public void untold(UUID alert, UUID mail) {
        change(UNTOLD, alert, mail);
    }

    private void change(String line, UUID alert, UUID mail) {
        jdbi.useHandle(
                handle -> handle.createUpdate(line).bind("id", alert).bind("mail", mail).execute());
    }

    @Override
    public void tellAgain(UUID alert, Instant due) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(TELL_AGAIN)
                                .bind("id", alert)
                                .bind("due", due)
                                .execute());
    }

    @Override
    public List<StoredAlert> standingOn(UUID mail) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(STANDING_ON)
                                .bind("mail", mail)
                                .map((row, _) -> alert(row))
                                .list());
    }

    @Override
    public Optional<UUID> personToTell(Instant now) {
        return jdbi.withHandle(
                handle -> at(handle.createQuery(PERSON_TO_TELL), now).mapTo(UUID.class).findOne());
    }

    @Override
    public long personsToTell(Instant now) {
        return jdbi.withHandle(
                handle -> at(handle.createQuery(PERSONS_TO_TELL), now).mapTo(Long.class).one());
    }

    @Override
    public Optional<String> practitionerToSendDigest(Instant now) {
        return jdbi.withHandle(
                handle -> at(handle.createQuery(DIGEST_READER), now).mapTo(String.class).findOne());
    }

    @Override
    public Set<UUID> personsInDigest(String practitioner, Instant now) {
        return new HashSet<>(
                jdbi.withHandle(
                        handle ->
                                at(handle.createQuery(PERSONS_IN_DIGEST), now)
                                        .bind("practitioner", practitioner)
                                        .mapTo(UUID.class)
                                        .list()));
    }

    @Override
    public long inDueDigests(Instant now) {
        return jdbi.withHandle(
                handle -> at(handle.createQuery(IN_DUE_DIGESTS), now).mapTo(Long.class).one());
    }

    private static Query at(Query query, Instant now) {
        return query.bind("now", now).bind("today", today(now));
    }

    private static LocalDate today(Instant now) {
        return now.atZone(MailTimes.LONDON).toLocalDate();
    }

    private static String state(Alert alert) {
        return switch (alert) {
            case Alert.Standing _ -> "OPEN";
            case Alert.Resolved _ -> "RESOLVED";
            case Alert.Withdrawn _ -> "WITHDRAWN";
        };
    }

    private static @Nullable LocalDate endedOn(Alert alert) {
        return switch (alert) {
            case Alert.Standing _ -> null;
            case Alert.Resolved resolved -> resolved.on();
            case Alert.Withdrawn withdrawn -> withdrawn.on();
        };
    }

    private static Object[] events(Alert.Core core) {
        return core.events().stream().map(EventId::value).toArray();
    }

    static StoredAlert alert(ResultSet row) throws SQLException {
        var core =
                new Alert.Core(
                        new AlertId(row.getObject("id", UUID.class)),
                        new PersonId(row.getObject("person", UUID.class)),
                        row.getString("rule"),
                        row.getInt("rule_version"),
                        row.getInt("settings"),
                        Subject.parse(row.getString("subject")),
                        Severity.valueOf(row.getString("severity")),
                        row.getObject("raised_on", LocalDate.class),
                        Stream.of((UUID[]) array(row, "events")).map(EventId::new).toList(),
                        List.of((String[]) array(row, "reasons")));
        @Nullable Acknowledgement acknowledged = acknowledged(row);
        Alert alert =
                switch (row.getString("state")) {
                    case "OPEN" -> standing(row, core, acknowledged);
                    case "RESOLVED" ->
                            new Alert.Resolved(core, row.getObject("ended_on", LocalDate.class));
                    case "WITHDRAWN" ->
                            new Alert.Withdrawn(core, row.getObject("ended_on", LocalDate.class));
                    default -> throw new IllegalStateException("state of an alert");
                };
        return new StoredAlert(
                alert,
                row.getObject("record", UUID.class),
                row.getTimestamp("raised_at").toInstant(),
                acknowledged,
                waiting(row),
                claim(row),
                new StoredAlert.Mailing(
                        instant(row, "mail_due_at"),
                        row.getBoolean("by_digest"),
                        row.getObject("mail", UUID.class),
                        told(row)));
    }

    private static Alert.Standing standing(
            ResultSet row, Alert.Core core, @Nullable Acknowledgement acknowledged)
            throws SQLException {
        if (acknowledged != null) {
            return acknowledged.inPlan()
                    ? new Alert.InPlan(core, acknowledged)
                    : new Alert.Acknowledged(core, acknowledged);
        }
        String proposedBy = row.getString("proposed_by");
        if (proposedBy == null) {
            return new Alert.Open(core);
        }
        var proposal =
                new Suppression.Proposal(
                        proposedBy,
                        Objects.requireNonNull(instant(row, "proposed_at")),
                        row.getString("proposal_reason"),
                        row.getInt("working_days"));
        String approvedBy = row.getString("approved_by");
        return approvedBy == null
                ? new Alert.Proposed(core, proposal)
                : new Alert.Suppressed(
                        core,
                        new Suppression(
                                proposal,
                                approvedBy,
                                Objects.requireNonNull(instant(row, "approved_at")),
                                row.getObject("until", LocalDate.class)));
    }

    private static StoredAlert.Waiting waiting(ResultSet row) throws SQLException {
        Instant movedUpAt = instant(row, "moved_up_at");
        return new StoredAlert.Waiting(
                row.getTimestamp("answer_from").toInstant(),
                instant(row, "moves_up_at"),
                movedUpAt == null
                        ? null
                        : new StoredAlert.MovedUp(movedUpAt, row.getString("moved_up_to")));
    }

    private static StoredAlert.@Nullable Claim claim(ResultSet row) throws SQLException {
        String by = row.getString("claimed_by");
        return by == null
                ? null
                : new StoredAlert.Claim(by, row.getTimestamp("claimed_at").toInstant());
    }

    private static List<StoredAlert.Told> told(ResultSet row) throws SQLException {
        var mails = (UUID[]) array(row, "told_mails");
        var kinds = (String[]) array(row, "told_kinds");
        var owners = (String[]) array(row, "told_owners");
        return IntStream.range(0, mails.length)
                .mapToObj(
                        n ->
                                new StoredAlert.Told(
                                        mails[n], AlertMails.Kind.valueOf(kinds[n]), owners[n]))
                .toList();
    }

    private static @Nullable Acknowledgement acknowledged(ResultSet row) throws SQLException {
        String by = row.getString("acknowledged_by");
        if (by == null) {
            return null;
        }
        return new Acknowledgement(
                by,
                row.getString("acknowledgement"),
                row.getObject("useful", Boolean.class),
                row.getBoolean("in_plan"),
                Objects.requireNonNull(instant(row, "acknowledged_at")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static Object array(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array.getArray();
    }
}
