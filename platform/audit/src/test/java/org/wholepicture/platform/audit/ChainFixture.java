package org.wholepicture.platform.audit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.audit.AuditEntry.Outcome;
import org.wholepicture.platform.testsupport.PlatformServers;

/** A chain of rows on a superuser's connection, past every trigger. */
final class ChainFixture implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");

    final Connection connection;
    final Anchors anchors;

    ChainFixture(Path folder) throws SQLException {
        connection = PlatformServers.superuser("audit");
        connection.setAutoCommit(false);
        anchors = new Anchors(folder);
        pastTheTriggers();
        run("TRUNCATE audit_entry, audit_seal RESTART IDENTITY");
        run(
                "UPDATE audit_head SET position = 0, link = decode(repeat('00', 32), 'hex'), sealed_before = '0', sealed_at = NULL");
        connection.commit();
    }

    /** Until the transaction ends. */
    void pastTheTriggers() throws SQLException {
        run("SET LOCAL session_replication_role = replica");
    }

    /** Writes rows, each in a transaction of its own, and leaves holes in their numbers. */
    void write(int first, int count) throws SQLException {
        for (int i = first; i < first + count; i++) {
            insert(connection, entry(i));
            if (i % 7 == 3) {
                connection.rollback();
                insert(connection, entry(i));
            }
            connection.commit();
        }
    }

    static void insert(Connection connection, AuditEntry entry) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO audit_entry (entry, at, caller, agency, roles, action, about,
                            purpose, outcome, request, digest)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)) {
            insert.setObject(1, entry.entry());
            insert.setObject(2, entry.at().atOffset(ZoneOffset.UTC));
            insert.setString(3, entry.caller());
            insert.setString(4, entry.agency());
            insert.setArray(5, connection.createArrayOf("text", entry.roles().toArray()));
            insert.setString(6, entry.action());
            insert.setArray(7, connection.createArrayOf("uuid", entry.about().toArray()));
            insert.setString(8, entry.purpose());
            insert.setString(9, entry.outcome().name());
            insert.setObject(10, entry.request());
            insert.setBytes(11, entry.digest());
            insert.executeUpdate();
        }
    }

    static AuditEntry entry(int number) {
        return new AuditEntry(
                new UUID(1, number),
                NOW.plusSeconds(number),
                "pr-" + number % 5,
                "early-help",
                Set.of("practitioner", "manager"),
                "read-timeline",
                List.of(new UUID(2, number % 9), new UUID(3, number)),
                "LEAD",
                number % 4 == 0 ? Outcome.REFUSED : Outcome.ALLOWED,
                new UUID(4, number));
    }

    long seal() throws SQLException {
        long sealed = AuditSealer.seal(connection, NOW);
        connection.commit();
        return sealed;
    }

    void anchor() throws SQLException {
        AuditSealer.Head head = AuditSealer.head(connection).orElseThrow();
        anchors.append(head.position(), head.link(), NOW);
    }

    /** In the present transaction, so that what it tampered with is seen. */
    Verification verify() throws SQLException {
        return verify(anchors);
    }

    /** The rows against the chain, where no head was written down. */
    Verification verifyWithoutAnchors() throws SQLException {
        return verify(null);
    }

    private Verification verify(@Nullable Anchors heads) throws SQLException {
        return AuditVerifier.verify(
                new AuditVerifier.Transactions() {
                    @Override
                    public <T> T run(AuditVerifier.Work<T> work) throws SQLException {
                        return work.on(connection);
                    }
                },
                heads,
                NOW.plusSeconds(3600));
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    List<Long> numbers(String sql) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                numbers.add(row.getLong(1));
            }
        }
        return numbers;
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
