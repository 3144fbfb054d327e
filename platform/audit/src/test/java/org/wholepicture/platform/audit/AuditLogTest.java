package org.wholepicture.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.audit.AuditEntry.Outcome;
import org.wholepicture.platform.testsupport.PlatformServers;

/** Rows are written with what they tell of, or not at all, and never change. */
@QuarkusTest
@WithTestResource(
        value = PlatformServers.class,
        initArgs = {
            @ResourceArg(name = "database", value = "audit"),
            @ResourceArg(name = "schema", value = "audit-ddl.sql")
        })
class AuditLogTest {

    private static final Instant AT = Instant.parse("2026-03-02T09:30:00.123456789Z");

    @Inject AuditLog audit;
    @Inject AgroalDataSource source;

    @Test
    void aRowIsThereOnceItsTransactionHasCommitted() throws SQLException {
        AuditEntry entry = anEntry(1);

        QuarkusTransaction.requiringNew().run(() -> audit.record(entry));

        assertThat(stored(entry.entry())).containsExactly(entry);
    }

    @Test
    void aRowOfATransactionThatFailedIsNotThere() throws SQLException {
        AuditEntry entry = anEntry(2);

        assertThatThrownBy(
                        () ->
                                QuarkusTransaction.requiringNew()
                                        .run(
                                                () -> {
                                                    audit.record(entry);
                                                    throw new IllegalStateException("later");
                                                }))
                .hasMessage("later");

        assertThat(stored(entry.entry())).isEmpty();
    }

    @Test
    void theDigestIsThatOfWhatIsStored() throws SQLException {
        AuditEntry entry = anEntry(3);
        QuarkusTransaction.requiringNew().run(() -> audit.record(entry));

        byte[] digest;
        try (Connection connection = source.getConnection();
                Statement query = connection.createStatement();
                ResultSet row =
                        query.executeQuery(
                                "SELECT digest FROM audit_entry WHERE entry = '%s'"
                                        .formatted(entry.entry()))) {
            row.next();
            digest = row.getBytes(1);
        }

        assertThat(digest).isEqualTo(stored(entry.entry()).getFirst().digest());
    }

    @Test
    void withoutATransactionThereIsNoRow() {
        assertThatThrownBy(() -> audit.record(anEntry(4)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRowThatCannotBeWrittenEndsTheTransaction() {
        AuditEntry entry = anEntry(5);
        QuarkusTransaction.requiringNew().run(() -> audit.record(entry));

        // The same row again breaks the unique key; whoever swallows that still cannot commit.
        assertThatThrownBy(
                        () ->
                                QuarkusTransaction.requiringNew()
                                        .run(
                                                () ->
                                                        assertThatThrownBy(
                                                                        () -> audit.record(entry))
                                                                .isInstanceOf(
                                                                        AuditFailedException
                                                                                .class)))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void aRowCannotBeChangedOrTakenAway() throws SQLException {
        AuditEntry entry = anEntry(6);
        QuarkusTransaction.requiringNew().run(() -> audit.record(entry));

        for (String sql :
                List.of(
                        "UPDATE audit_entry SET purpose = 'none'",
                        "DELETE FROM audit_entry",
                        "TRUNCATE audit_entry")) {
            assertThatThrownBy(() -> execute(sql)).hasMessageContaining("not changed");
        }
        assertThat(stored(entry.entry())).containsExactly(entry);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<AuditEntry> stored(UUID id) throws SQLException {
        var found = new ArrayList<AuditEntry>();
        try (Connection connection = source.getConnection();
                Statement query = connection.createStatement();
                ResultSet row =
                        query.executeQuery(
                                "SELECT * FROM audit_entry WHERE entry = '%s'".formatted(id))) {
            while (row.next()) {
                found.add(
                        new AuditEntry(
                                row.getObject("entry", UUID.class),
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                row.getString("caller"),
                                row.getString("agency"),
                                Set.of((String[]) row.getArray("roles").getArray()),
                                row.getString("action"),
                                List.of((UUID[]) row.getArray("about").getArray()),
                                row.getString("purpose"),
                                Outcome.valueOf(row.getString("outcome")),
                                row.getObject("request", UUID.class)));
            }
        }
        return found;
    }

    private static AuditEntry anEntry(int number) {
        return new AuditEntry(
                new UUID(6, number),
                AT,
                "pr-lead",
                "early-help",
                Set.of("practitioner", "manager"),
                "read-timeline",
                List.of(new UUID(2, 2), new UUID(2, 1)),
                "lead practitioner",
                Outcome.ALLOWED,
                new UUID(3, number));
    }
}
