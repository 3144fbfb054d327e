package org.wholepicture.chronology.persistence;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.wholepicture.chronology.domain.AccessStore;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.Confirmation;
import org.wholepicture.chronology.domain.EmergencyReview;
import org.wholepicture.chronology.domain.Grounds;
import org.wholepicture.chronology.domain.Membership;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.Reader;
import org.wholepicture.chronology.domain.SharingPolicy;
import org.wholepicture.chronology.domain.Statement;
import org.wholepicture.chronology.domain.Timeline;

/** Confirmations, policies and reasons under the role that sees no fact. */
@Singleton
class JdbiAccessStore implements AccessStore {

    private static final String ABOUT_THEM =
            """
            SELECT EXISTS (
                    SELECT FROM directory_practitioner
                    WHERE practitioner = :practitioner AND NOT active) AS closed,
                (SELECT heard_at FROM access_heartbeat) AS heard_at,
                ARRAY(
                    SELECT practitioner FROM directory_practitioner
                    WHERE manager = :practitioner AND active) AS team,
                ARRAY(
                    SELECT bound.person
                    FROM (
                        SELECT l.person, l.practitioners FROM shield_list l
                        UNION ALL
                        SELECT present.person, l.practitioners
                        FROM shield_list l
                        JOIN record_membership once ON once.person = l.person
                        CROSS JOIN LATERAL (
                            SELECT m.person FROM record_membership m
                            WHERE m.record = once.record
                            ORDER BY m.known_at DESC, m.sequence DESC
                            LIMIT 1) present) AS bound
                    WHERE EXISTS (
                        SELECT FROM shield_list WHERE :practitioner = ANY (practitioners))
                    GROUP BY bound.person
                    HAVING bool_and(:practitioner = ANY (bound.practitioners))) AS shielded
            """;

    private static final String STATEMENTS =
            """
            SELECT * FROM access_statement
            WHERE practitioner = :practitioner AND until_at > :now
            """;

    private static final String POLICIES =
            """
            SELECT * FROM sharing_policy
            WHERE until_at IS NULL OR until_at > :now
            """;

    private static final String RECORDS_AROUND =
            """
            record IN (
                SELECT record FROM confirmation WHERE practitioner = ANY (:practitioners)
                UNION
                SELECT record FROM record_membership WHERE person = ANY (:persons))
            """;

    private static final String CONFIRMATIONS_AROUND =
            "SELECT * FROM confirmation WHERE " + RECORDS_AROUND;

    private static final String MEMBERSHIPS_AROUND =
            "SELECT * FROM record_membership WHERE " + RECORDS_AROUND;

    private static final String ADD =
            """
            INSERT INTO access_statement (id, person, practitioner, agency, ground, purpose,
                emergency, reason, reference, from_at, until_at)
            VALUES (:id, :person, :practitioner, :agency, :ground, :purpose,
                :emergency, :reason, :reference, :from, :until)
            """;

    private static final String EMERGENCIES =
            """
            SELECT * FROM access_statement
            WHERE ground = 'EMERGENCY' AND person = :person
            ORDER BY from_at DESC, id
            """;

    private static final String ALL_EMERGENCIES =
            """
            (SELECT s.*, r.reviewer, r.outcome, r.reason AS found, r.reviewed_at
                FROM access_statement s LEFT JOIN emergency_review r ON r.statement = s.id
                WHERE s.ground = 'EMERGENCY' AND r.statement IS NULL
                ORDER BY s.from_at, s.id
                LIMIT 500)
            UNION ALL
            (SELECT s.*, r.reviewer, r.outcome, r.reason AS found, r.reviewed_at
                FROM access_statement s JOIN emergency_review r ON r.statement = s.id
                ORDER BY s.from_at DESC, s.id
                LIMIT :limit)
            """;

    private static final String EMERGENCY =
            """
            SELECT s.*, r.reviewer, r.outcome, r.reason AS found, r.reviewed_at
            FROM access_statement s LEFT JOIN emergency_review r ON r.statement = s.id
            WHERE s.ground = 'EMERGENCY' AND s.id = :id
            """;

    private static final String REVIEW =
            """
            INSERT INTO emergency_review (statement, practitioner, reviewer, outcome, reason, reviewed_at)
            VALUES (:statement, :practitioner, :reviewer, :outcome, :reason, :at)
            ON CONFLICT DO NOTHING
            """;

    private static final String NOT_REMINDED =
            """
            SELECT s.* FROM access_statement s
            WHERE s.ground = 'EMERGENCY'
                AND NOT EXISTS (SELECT FROM emergency_review r WHERE r.statement = s.id)
                AND NOT EXISTS (SELECT FROM emergency_reminder m WHERE m.statement = s.id)
            ORDER BY s.from_at, s.id
            LIMIT 100
            """;

    private static final String REMINDED =
            "INSERT INTO emergency_reminder (statement, at) VALUES (:statement, :at) ON CONFLICT DO NOTHING";

    private static final String PRACTITIONERS =
            """
            SELECT practitioner, name, agency, active FROM directory_practitioner
            WHERE practitioner = ANY (:ids)
            """;

    private static final String AGENCIES =
            "SELECT agency, name FROM directory_agency WHERE agency = ANY (:ids)";

    private static final String PUT_POLICY =
            """
            INSERT INTO sharing_policy AS p (id, sequence, agency, purpose, data_class, effect,
                from_at, until_at)
            VALUES (:id, :sequence, :agency, :purpose, :dataClass, :effect, :from, :until)
            ON CONFLICT (id) DO UPDATE
            SET sequence = excluded.sequence, agency = excluded.agency, purpose = excluded.purpose,
                data_class = excluded.data_class, effect = excluded.effect,
                from_at = excluded.from_at, until_at = excluded.until_at
            WHERE excluded.sequence > p.sequence
            """;

    private static final String PUT_SHIELDED =
            """
            INSERT INTO shield_list AS l (person, sequence, practitioners)
            VALUES (:person, :sequence, :practitioners)
            ON CONFLICT (person) DO UPDATE
            SET sequence = excluded.sequence, practitioners = excluded.practitioners
            WHERE excluded.sequence > l.sequence
            """;

    private static final String HEARD =
            """
            INSERT INTO access_heartbeat AS h (heard_at) VALUES (:at)
            ON CONFLICT (only_row) DO UPDATE SET heard_at = excluded.heard_at
            WHERE excluded.heard_at > h.heard_at
            """;

    private static final String ADDRESS =
            """
            SELECT email, deputy, manager, active AND NOT absences @> CAST(:today AS date) AS there
            FROM directory_practitioner WHERE practitioner = :practitioner
            """;

    private static final String ONE_AT_A_TIME =
            "SELECT pg_advisory_xact_lock(hashtextextended('reason ' || :practitioner, 0))::text";

    private final Roles roles;

    JdbiAccessStore(Roles roles) {
        this.roles = roles;
    }

    private record AboutThem(
            boolean closed, Instant heardAt, Set<PractitionerId> team, Set<PersonId> shielded) {}

    @Override
    public Grounds.Known around(Asker.Practitioner asker, Instant now) {
        return roles.asAccess(
                handle -> {
                    String practitioner = asker.id().value();
                    AboutThem them =
                            handle.createQuery(ABOUT_THEM)
                                    .bind("practitioner", practitioner)
                                    .map((row, _) -> aboutThem(row))
                                    .one();
                    List<Statement> statements =
                            handle.createQuery(STATEMENTS)
                                    .bind("practitioner", practitioner)
                                    .bind("now", now)
                                    .map((row, _) -> statement(row))
                                    .list();
                    List<SharingPolicy> policies =
                            handle.createQuery(POLICIES)
                                    .bind("now", now)
                                    .map((row, _) -> policy(row))
                                    .list();
                    List<String> practitioners = new ArrayList<>();
                    practitioners.add(practitioner);
                    if (asker.roles().contains(Grounds.MANAGER)) {
                        them.team().forEach(one -> practitioners.add(one.value()));
                    }
                    List<UUID> persons =
                            statements.stream().map(said -> said.person().value()).toList();
                    return new Grounds.Known(
                            confirmations(handle, practitioners, persons),
                            memberships(handle, practitioners, persons),
                            them.closed(),
                            them.team(),
                            statements,
                            policies,
                            them.shielded(),
                            them.heardAt());
                });
    }

    @Override
    public void oneAtATime(PractitionerId practitioner) {
        roles.asAccess(
                handle ->
                        handle.createQuery(ONE_AT_A_TIME)
                                .bind("practitioner", practitioner.value())
                                .mapToMap()
                                .list());
    }

    @Override
    public Child child(PersonId person, Set<PractitionerId> team, Instant now) {
        return roles.asAccess(
                handle -> {
                    List<UUID> persons = List.of(person.value());
                    List<Membership> memberships = memberships(handle, List.of(), persons);
                    List<Confirmation> confirmations = confirmations(handle, List.of(), persons);
                    boolean exists =
                            !Membership.recordsOf(person, Instant.MAX, memberships).isEmpty();
                    Optional<PractitionerId> lead =
                            Reader.at(now, confirmations, memberships).stream()
                                    .filter(reader -> reader.person().equals(person))
                                    .filter(reader -> reader.heldAs() == Confirmation.HeldAs.LEAD)
                                    .map(Reader::practitioner)
                                    .findFirst();
                    return new Child(exists, lead, lead.filter(team::contains).isPresent());
                });
    }

    @Override
    public List<Stretch> stretches(PersonId person) {
        List<Membership> memberships =
                roles.asAccess(handle -> memberships(handle, List.of(), List.of(person.value())));
        Set<org.wholepicture.chronology.domain.RecordId> own =
                Membership.recordsOf(person, Instant.MAX, memberships);
        Map<Object, List<Membership>> histories = new HashMap<>();
        memberships.stream()
                .filter(one -> own.contains(one.record()))
                .sorted(Membership.BY_TIME_KNOWN)
                .forEach(
                        one ->
                                histories
                                        .computeIfAbsent(one.record(), _ -> new ArrayList<>())
                                        .add(one));
        List<Stretch> stretches = new ArrayList<>();
        histories
                .values()
                .forEach(
                        history -> {
                            for (int i = 0; i < history.size(); i++) {
                                Membership one = history.get(i);
                                stretches.add(
                                        new Stretch(
                                                one.person(),
                                                // Whoever looked before it was known was looking.
                                                i == 0 ? Instant.EPOCH : one.known(),
                                                i + 1 < history.size()
                                                        ? history.get(i + 1).known()
                                                        : null));
                            }
                        });
        return stretches;
    }

    private static List<Confirmation> confirmations(
            Handle handle, List<String> practitioners, List<UUID> persons) {
        return handle.createQuery(CONFIRMATIONS_AROUND)
                .bindArray("practitioners", String.class, practitioners)
                .bindArray("persons", UUID.class, persons)
                .map((row, _) -> Rows.confirmation(row))
                .list();
    }

    private static List<Membership> memberships(
            Handle handle, List<String> practitioners, List<UUID> persons) {
        return handle.createQuery(MEMBERSHIPS_AROUND)
                .bindArray("practitioners", String.class, practitioners)
                .bindArray("persons", UUID.class, persons)
                .map((row, _) -> Rows.membership(row))
                .list();
    }

    @Override
    public void add(Statement said, String reference) {
        SharingPolicy.Purpose purpose = said.purpose();
        Statement.Emergency emergency = said.emergency();
        roles.asAccess(
                handle ->
                        handle.createUpdate(ADD)
                                .bind("id", said.id())
                                .bind("person", said.person().value())
                                .bind("practitioner", said.practitioner().value())
                                .bind("agency", said.agency().value())
                                .bind("ground", said.ground().name())
                                .bind("purpose", purpose == null ? null : purpose.name())
                                .bind("emergency", emergency == null ? null : emergency.name())
                                .bind("reason", said.reason())
                                .bind("reference", reference)
                                .bind("from", said.from())
                                .bind("until", said.until())
                                .execute());
    }

    @Override
    public List<Told> emergencies(Set<PersonId> granted, PersonId person) {
        return roles.asReader(
                granted,
                handle ->
                        handle.createQuery(EMERGENCIES)
                                .bind("person", person.value())
                                .map((row, _) -> told(row))
                                .list());
    }

    @Override
    public List<Told> emergencies(int limit) {
        return roles.asAccess(
                handle ->
                        handle.createQuery(ALL_EMERGENCIES)
                                .bind("limit", limit)
                                .map((row, _) -> reviewed(row))
                                .list());
    }

    @Override
    public Optional<Told> emergency(UUID statement) {
        return roles.asAccess(
                handle ->
                        handle.createQuery(EMERGENCY)
                                .bind("id", statement)
                                .map((row, _) -> reviewed(row))
                                .findOne());
    }

    @Override
    public boolean add(EmergencyReview review) {
        return roles.asAccess(
                handle ->
                        handle.createUpdate(REVIEW)
                                        .bind("statement", review.statement())
                                        .bind("practitioner", review.practitioner().value())
                                        .bind("reviewer", review.reviewer().value())
                                        .bind("outcome", review.outcome().name())
                                        .bind("reason", review.reason())
                                        .bind("at", review.at())
                                        .execute()
                                == 1);
    }

    @Override
    public List<Told> notReminded() {
        return roles.asAccess(
                handle -> handle.createQuery(NOT_REMINDED).map((row, _) -> told(row)).list());
    }

    @Override
    public boolean reminded(UUID statement, Instant at) {
        return roles.asAccess(
                handle ->
                        handle.createUpdate(REMINDED)
                                        .bind("statement", statement)
                                        .bind("at", at)
                                        .execute()
                                == 1);
    }

    @Override
    public Timeline.Names names(Set<PractitionerId> practitioners, Set<AgencyId> agencies) {
        return roles.asAccess(
                handle -> {
                    Map<PractitionerId, Timeline.Colleague> colleagues = new HashMap<>();
                    Set<String> wanted = new HashSet<>();
                    agencies.forEach(agency -> wanted.add(agency.value()));
                    handle.createQuery(PRACTITIONERS)
                            .bindArray(
                                    "ids",
                                    String.class,
                                    practitioners.stream().map(PractitionerId::value).toList())
                            .map(
                                    (row, _) ->
                                            Map.entry(
                                                    new PractitionerId(
                                                            row.getString("practitioner")),
                                                    new Timeline.Colleague(
                                                            row.getString("name"),
                                                            new AgencyId(row.getString("agency")),
                                                            row.getBoolean("active"))))
                            .forEach(
                                    one -> {
                                        colleagues.put(one.getKey(), one.getValue());
                                        wanted.add(one.getValue().agency().value());
                                    });
                    Map<AgencyId, String> names = new HashMap<>();
                    handle.createQuery(AGENCIES)
                            .bindArray("ids", String.class, List.copyOf(wanted))
                            .map(
                                    (row, _) ->
                                            Map.entry(
                                                    new AgencyId(row.getString("agency")),
                                                    row.getString("name")))
                            .forEach(one -> names.put(one.getKey(), one.getValue()));
                    return new Timeline.Names(Map.copyOf(names), Map.copyOf(colleagues));
                });
    }

    @Override
    public void put(SharingPolicy policy, long sequence) {
        AgencyId agency = policy.agency();
        SharingPolicy.Purpose purpose = policy.purpose();
        roles.asWriter(
                handle ->
                        handle.createUpdate(PUT_POLICY)
                                .bind("id", policy.id())
                                .bind("sequence", sequence)
                                .bind("agency", agency == null ? null : agency.value())
                                .bind("purpose", purpose == null ? null : purpose.name())
                                .bind("dataClass", policy.dataClass().name())
                                .bind("effect", policy.effect().name())
                                .bind("from", policy.from())
                                .bind("until", policy.until())
                                .execute());
    }

    @Override
    public void putShielded(PersonId person, Set<PractitionerId> practitioners, long sequence) {
        roles.asWriter(
                handle ->
                        handle.createUpdate(PUT_SHIELDED)
                                .bind("person", person.value())
                                .bind("sequence", sequence)
                                .bindArray(
                                        "practitioners",
                                        String.class,
                                        practitioners.stream()
                                                .map(PractitionerId::value)
                                                .sorted()
                                                .toList())
                                .execute());
    }

    @Override
    public void heard(Instant at) {
        roles.asWriter(handle -> handle.createUpdate(HEARD).bind("at", at).execute());
    }

    @Override
    public Optional<Address> address(PractitionerId practitioner, LocalDate today) {
        return roles.asAccess(
                handle ->
                        handle.createQuery(ADDRESS)
                                .bind("practitioner", practitioner.value())
                                .bind("today", today)
                                .map(
                                        (row, _) ->
                                                new Address(
                                                        row.getString("email"),
                                                        Rows.practitioner(row, "deputy"),
                                                        Rows.practitioner(row, "manager"),
                                                        row.getBoolean("there")))
                                .findOne());
    }

    private static AboutThem aboutThem(ResultSet row) throws SQLException {
        Set<PractitionerId> team = new HashSet<>();
        for (String one : (String[]) row.getArray("team").getArray()) {
            team.add(new PractitionerId(one));
        }
        Set<PersonId> shielded = new HashSet<>();
        for (UUID one : (UUID[]) row.getArray("shielded").getArray()) {
            shielded.add(new PersonId(one));
        }
        Instant heard = Rows.instantOrNull(row, "heard_at");
        return new AboutThem(
                row.getBoolean("closed"), heard == null ? Instant.EPOCH : heard, team, shielded);
    }

    private static Told told(ResultSet row) throws SQLException {
        return new Told(statement(row), row.getString("reference"), null);
    }

    private static Told reviewed(ResultSet row) throws SQLException {
        Told told = told(row);
        String outcome = row.getString("outcome");
        return outcome == null
                ? told
                : new Told(
                        told.statement(),
                        told.reference(),
                        new EmergencyReview(
                                told.statement().id(),
                                told.statement().practitioner(),
                                new PractitionerId(row.getString("reviewer")),
                                EmergencyReview.Outcome.valueOf(outcome),
                                row.getString("found"),
                                Rows.instant(row, "reviewed_at")));
    }

    private static Statement statement(ResultSet row) throws SQLException {
        String purpose = row.getString("purpose");
        String emergency = row.getString("emergency");
        return new Statement(
                Rows.uuid(row, "id"),
                new PersonId(Rows.uuid(row, "person")),
                new PractitionerId(row.getString("practitioner")),
                new AgencyId(row.getString("agency")),
                Statement.Ground.valueOf(row.getString("ground")),
                purpose == null ? null : SharingPolicy.Purpose.valueOf(purpose),
                emergency == null ? null : Statement.Emergency.valueOf(emergency),
                row.getString("reason"),
                Rows.instant(row, "from_at"),
                Rows.instant(row, "until_at"));
    }

    private static SharingPolicy policy(ResultSet row) throws SQLException {
        String agency = row.getString("agency");
        String purpose = row.getString("purpose");
        return new SharingPolicy(
                Rows.uuid(row, "id"),
                agency == null ? null : new AgencyId(agency),
                purpose == null ? null : SharingPolicy.Purpose.valueOf(purpose),
                SharingPolicy.DataClass.valueOf(row.getString("data_class")),
                SharingPolicy.Effect.valueOf(row.getString("effect")),
                Rows.instant(row, "from_at"),
                Rows.instantOrNull(row, "until_at"));
    }
}
