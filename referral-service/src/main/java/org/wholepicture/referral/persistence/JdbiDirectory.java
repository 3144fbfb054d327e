package org.wholepicture.referral.persistence;

import static org.wholepicture.referral.persistence.Database.at;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.wholepicture.referral.domain.Directory;
import org.wholepicture.referral.domain.DirectoryEntry;

@ApplicationScoped
class JdbiDirectory implements Directory {

    private static final String TAKE_TURNS =
            "SELECT count(pg_advisory_xact_lock(hashtextextended('directory', 0)))";

    private static final String FIND =
            """
            SELECT id, kind, name, agency, active, content FROM directory_entry WHERE id = ANY (:ids)
            """;

    private static final String PUT =
            """
            INSERT INTO directory_entry (id, kind, name, agency, active, content, published)
            VALUES (:id, :kind, :name, :agency, :active, :content, :now)
            ON CONFLICT (id) DO UPDATE SET
                name = excluded.name, agency = excluded.agency, active = excluded.active,
                content = excluded.content, published = excluded.published
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
        return Optional.ofNullable(find(List.of(id)).get(id))
                .filter(
                        entry ->
                                entry.kind() == DirectoryEntry.Kind.PRACTITIONER && entry.active());
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
                                .bind("active", entry.active())
                                .bind("content", entry.content())
                                .bind("now", at(now))
                                .execute());
    }

    private static DirectoryEntry entry(ResultSet row) throws SQLException {
        return new DirectoryEntry(
                row.getString("id"),
                DirectoryEntry.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                Optional.ofNullable(row.getString("agency")),
                row.getBoolean("active"),
                row.getString("content"));
    }
}
