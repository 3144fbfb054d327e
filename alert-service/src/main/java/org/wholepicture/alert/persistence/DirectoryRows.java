package org.wholepicture.alert.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.Absence;
import org.wholepicture.alert.application.Directory;
import org.wholepicture.alert.application.Inbox;
import org.wholepicture.alert.application.Practitioner;

/** The directory's copy. */
@ApplicationScoped
class DirectoryRows implements Directory {

    private static final String PUT_PRACTITIONER =
            """
            INSERT INTO practitioner
                (practitioner, name, agency, email, manager, deputy, active, absences, sequence)
            VALUES (:id, :name, :agency, :email, :manager, :deputy, :active,
                CAST(:absences AS datemultirange), :sequence)
            ON CONFLICT (practitioner) DO UPDATE
            SET name = excluded.name, agency = excluded.agency, email = excluded.email,
                manager = excluded.manager, deputy = excluded.deputy, active = excluded.active,
                absences = excluded.absences, sequence = excluded.sequence
            WHERE practitioner.sequence < excluded.sequence
            """;

    private static final String PUT_AGENCY =
            """
            INSERT INTO agency (agency, name, inboxes, active, sequence)
            VALUES (:agency, :name, jsonb_object(:roles, :addresses), :active, :sequence)
            ON CONFLICT (agency) DO UPDATE
            SET name = excluded.name, inboxes = excluded.inboxes, active = excluded.active, sequence = excluded.sequence
            WHERE agency.sequence < excluded.sequence
            """;

    private static final String FIND =
            """
            SELECT practitioner, name, agency, email, manager, deputy, active,
                ARRAY(SELECT lower(days) FROM unnest(absences) days ORDER BY days) AS away_from,
                ARRAY(SELECT upper(days) - 1 FROM unnest(absences) days ORDER BY days) AS away_to
            FROM practitioner WHERE practitioner = :id
            """;

    private static final String DESK =
            """
            SELECT agency, inboxes ->> :role AS address FROM agency
            WHERE active AND inboxes ->> :role IS NOT NULL
            ORDER BY agency IS DISTINCT FROM CAST(:agency AS text), agency LIMIT 1
            """;

    private static final String INBOX =
            """
            SELECT agency, inboxes ->> :role AS address FROM agency
            WHERE active AND agency = :agency AND inboxes ->> :role IS NOT NULL
            """;

    private static final String AGENCY_NAMES =
            "SELECT agency, name FROM agency WHERE agency = ANY(:ids)";

    private static final String AGENCIES =
            "SELECT agency, name FROM agency WHERE active ORDER BY name, agency";

    private static final String PRACTITIONER_NAMES =
            "SELECT practitioner, name FROM practitioner WHERE practitioner = ANY(:ids)";

    private final Jdbi jdbi;

    DirectoryRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public boolean put(Practitioner practitioner, long sequence) {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(PUT_PRACTITIONER)
                                        .bind("id", practitioner.id())
                                        .bind("name", practitioner.name())
                                        .bind("agency", practitioner.agency())
                                        .bind("email", practitioner.email())
                                        .bind("manager", practitioner.manager())
                                        .bind("deputy", practitioner.deputy())
                                        .bind("active", practitioner.active())
                                        .bind("absences", ranges(practitioner.absences()))
                                        .bind("sequence", sequence)
                                        .execute()
                                == 1);
    }

    @Override
    public boolean putAgency(
            String agency,
            String name,
            Map<String, String> inboxes,
            boolean active,
            long sequence) {
        List<Map.Entry<String, String>> entries = List.copyOf(inboxes.entrySet());
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(PUT_AGENCY)
                                        .bind("agency", agency)
                                        .bind("name", name)
                                        .bindArray(
                                                "roles",
                                                String.class,
                                                entries.stream().map(Map.Entry::getKey).toArray())
                                        .bindArray(
                                                "addresses",
                                                String.class,
                                                entries.stream().map(Map.Entry::getValue).toArray())
                                        .bind("active", active)
                                        .bind("sequence", sequence)
                                        .execute()
                                == 1);
    }

    @Override
    public Optional<Inbox> desk(@Nullable String agency) {
        return inbox(DESK, agency, Inbox.OUT_OF_HOURS);
    }

    @Override
    public Optional<Inbox> safeguardingInbox(String agency) {
        return inbox(INBOX, agency, Inbox.SAFEGUARDING_LEAD);
    }

    private Optional<Inbox> inbox(String sql, @Nullable String agency, String role) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(sql)
                                .bind("agency", agency)
                                .bind("role", role)
                                .map(
                                        (row, _) ->
                                                new Inbox(
                                                        row.getString("agency"),
                                                        role,
                                                        row.getString("address")))
                                .findOne());
    }

    @Override
    public Optional<Practitioner> find(String practitioner) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(FIND)
                                .bind("id", practitioner)
                                .map((row, _) -> practitioner(row))
                                .findOne());
    }

    @Override
    public Map<String, String> agencyNames(Set<String> agencies) {
        return names(AGENCY_NAMES, agencies);
    }

    @Override
    public SequencedMap<String, String> agencies() {
        var found = new LinkedHashMap<String, String>();
        jdbi.useHandle(
                handle ->
                        handle.createQuery(AGENCIES)
                                .map((row, _) -> Map.entry(row.getString(1), row.getString(2)))
                                .forEach(each -> found.put(each.getKey(), each.getValue())));
        return found;
    }

    @Override
    public Map<String, String> practitionerNames(Set<String> practitioners) {
        return names(PRACTITIONER_NAMES, practitioners);
    }

    private Map<String, String> names(String sql, Set<String> ids) {
        var found = new HashMap<String, String>();
        jdbi.useHandle(
                handle ->
                        handle.createQuery(sql)
                                .bindArray("ids", String.class, ids.toArray())
                                .map((row, _) -> found.put(row.getString(1), row.getString(2)))
                                .list());
        return found;
    }

    private static Practitioner practitioner(ResultSet row) throws SQLException {
        return new Practitioner(
                row.getString("practitioner"),
                row.getString("name"),
                row.getString("agency"),
                row.getString("email"),
                row.getString("manager"),
                row.getString("deputy"),
                row.getBoolean("active"),
                absences(row));
    }

    private static List<Absence> absences(ResultSet row) throws SQLException {
        var from = (Date[]) row.getArray("away_from").getArray();
        var to = (Date[]) row.getArray("away_to").getArray();
        return IntStream.range(0, from.length)
                .mapToObj(i -> new Absence(from[i].toLocalDate(), to[i].toLocalDate()))
                .toList();
    }

    private static String ranges(List<Absence> absences) {
        return absences.stream()
                .map(one -> "[" + one.from() + "," + one.to() + "]")
                .collect(Collectors.joining(",", "{", "}"));
    }
}
