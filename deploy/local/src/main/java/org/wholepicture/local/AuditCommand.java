package org.wholepicture.local;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.wholepicture.platform.audit.Anchors;
import org.wholepicture.platform.audit.AuditVerifier;
import org.wholepicture.platform.audit.Finding;
import org.wholepicture.platform.audit.Verification;

/**
 * Main class of {@code ./wp audit verify}: holds each service's audit rows against their chain and
 * the heads in the state folder, past the services, which may be down or not to be trusted. Ends
 * with 0 where all are whole, 1 where something was found, 2 where it could not be told.
 */
final class AuditCommand {

    /** Seconds that PostgreSQL may be silent for. */
    private static final int PATIENCE = 300;

    private static final int SHOWN = 50;

    private AuditCommand() {}

    /** Settings come from the environment, as for the launcher. */
    public static void main(String[] args) {
        Map<String, String> settings = System.getenv();
        Ports ports = Ports.plan(settings.get("WP_PORT"), settings.get("WP_BASE_PORT"));
        StateFolder state = StateFolder.open(Path.of(settings.getOrDefault("WP_STATE", ".state")));
        Secrets secrets = new Secrets(state.secrets());
        Instant now = InstantSource.system().instant();
        int exit = 0;
        for (Service service : Service.values()) {
            try (Connection connection = Postgres.connect(ports, service.id(), secrets, PATIENCE)) {
                Verification found =
                        AuditVerifier.verify(
                                oneAfterTheOther(connection),
                                new Anchors(state.auditAnchors().resolve(service.module())),
                                now);
                print(service, found);
                if (!found.whole()) {
                    exit = Math.max(exit, 1);
                }
            } catch (SQLException failed) {
                System.out.println(
                        service.module() + ": cannot be verified: " + failed.getMessage());
                exit = 2;
            }
        }
        System.exit(exit);
    }

    /** Each work on the same connection, which commits by itself. */
    private static AuditVerifier.Transactions oneAfterTheOther(Connection connection) {
        return new AuditVerifier.Transactions() {
            @Override
            public <T> T run(AuditVerifier.Work<T> work) throws SQLException {
                return work.on(connection);
            }
        };
    }

    private static void print(Service service, Verification found) {
        System.out.printf(
                "%s: %s; %d rows, held against %d heads outside the database%n",
                service.module(),
                found.whole() ? "whole" : found.faults() + " faults",
                found.rows(),
                found.anchors());
        found.erased()
                .forEach(
                        (order, rows) ->
                                System.out.printf(
                                        "  %d rows erased under order %s%n", rows, order));
        found.findings().stream().limit(SHOWN).forEach(AuditCommand::print);
        if (found.faults() > SHOWN) {
            System.out.printf("  and %d more%n", found.faults() - SHOWN);
        }
    }

    private static void print(Finding finding) {
        System.out.printf(
                "  %s place=%s row=%s entry=%s: %s%n",
                finding.kind(),
                finding.position() == null ? "-" : finding.position(),
                finding.number() == null ? "-" : finding.number(),
                finding.entry() == null ? "-" : finding.entry(),
                finding.detail());
    }
}
