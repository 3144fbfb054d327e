package org.wholepicture.referral.persistence;

import static org.wholepicture.referral.persistence.Database.at;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.wholepicture.referral.domain.Absence;
import org.wholepicture.referral.domain.Absences;
import org.wholepicture.referral.domain.Directory;
import org.wholepicture.referral.domain.DirectoryEntry;

@ApplicationScoped
class JdbiDirectory implements Directory {

    private static final String TAKE_TURNS =
            "SELECT count(pg_advisory_xact_lock(hashtextextended('directory', 0)))";

    private static final String COLUMNS =
            """
            SELECT id, kind, name, agency, manager, active, content,
                ARRAY(SELECT lower(days) FROM unnest(absences) days ORDER BY days) AS away_from,
                ARRAY(SELECT upper(days) - 1 FROM unnest(absences) days ORDER BY days) AS away_to
            FROM directory_entry
            """;

    private static final String FIND = COLUMNS + "WHERE id = ANY (:ids)";

    private static final String MANAGED_BY =
            COLUMNS
                    + """
                    WHERE manager = :manager AND active
                    ORDER BY name, id
                    """;

    private static final String PUT =
            """
            INSERT INTO directory_entry
                (id, kind, name, agency, manager, active, content, absences, published)
            VALUES (:id, :kind, :name, :agency, :manager, :active, :content,
                CAST(:absences AS datemultirange), :now)
            ON CONFLICT (id) DO UPDATE SET
                name = excluded.name, agency = excluded.agency, manager = excluded.manager,
                active = excluded.active, content = excluded.content,
                absences = excluded.absences, published = excluded.published
            """;

    private static final String NOTE =
            """
            INSERT INTO absences_set (id, practitioner, absences, set_by, set_at)
            VALUES (:id, :practitioner, CAST(:absences AS datemultirange), :by, :at)
            """;

    private final Jdbi jdbi;

    JdbiDirectory(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void takeTurns() {
        jdbi.useHandle(handle -> handle.createQuery(TAKE_TURNS).mapTo(Long.class).one());
    }

    @Override
    public Map<String, DirectoryEntry> find(Collection<String> ids) {
        Map<String, DirectoryEntry> found = new HashMap<>();
        jdbi.useHandle(
                handle ->
                        handle.createQuery(FIND)
                                .bindArray("ids", String.class, List.copyOf(ids))
                                .map((row, _) -> entry(row))
                                .forEach(entry -> found.put(entry.id(), entry)));
        return found;
    }

    @Override
    public Optional<DirectoryEntry> findActivePractitioner(String id) {
        // PostgreSQL knows no text with this character, so nobody is called so.
        if (id.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        return Optional.ofNullable(find(List.of(id)).get(id))
                .filter(
                        entry ->
                                entry.kind() == DirectoryEntry.Kind.PRACTITIONER && entry.active());
    }

    @Override
    public List<DirectoryEntry> managedBy(String manager) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(MANAGED_BY)
                                .bind("manager", manager)
                                .map((row, _) -> entry(row))
                                .list());
    }

    @Override
    public void put(DirectoryEntry entry, Instant now) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(PUT)
                                .bind("id", entry.id())
                                .bind("kind", entry.kind().name())
                                .bind("name", entry.name())
                                .bind("agency", entry.agency().orElse(null))
                                .bind("manager", entry.manager().orElse(null))
                                .bind("active", entry.active())
                                .bind("content", entry.content())
                                .bind("absences", ranges(entry.absences()))
                                .bind("now", at(now))
                                .execute());
    }

    @Override
    public void noteAbsences(UUID id, DirectoryEntry entry, String by, Instant at) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(NOTE)
                                .bind("id", id)
                                .bind("practitioner", entry.id())
                                .bind("absences", ranges(entry.absences()))
                                .bind("by", by)
                                .bind("at", at(at))
                                .execute());
    }

    private static String ranges(Absences absences) {
        return absences.all().stream()
                .map(one -> "[" + one.from() + "," + one.to() + "]")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static Absences absences(ResultSet row) throws SQLException {
        var from = (Date[]) row.getArray("away_from").getArray();
        var to = (Date[]) row.getArray("away_to").getArray();
        return new Absences(
                IntStream.range(0, from.length)
                        .mapToObj(i -> new Absence(from[i].toLocalDate(), to[i].toLocalDate()))
                        .toList());
    }

    private static DirectoryEntry entry(ResultSet row) throws SQLException {
        return new DirectoryEntry(
                row.getString("id"),
                DirectoryEntry.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                Optional.ofNullable(row.getString("agency")),
                Optional.ofNullable(row.getString("manager")),
                row.getBoolean("active"),
                row.getString("content"),
                absences(row));
    }
}
