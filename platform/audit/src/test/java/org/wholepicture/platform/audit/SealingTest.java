package org.wholepicture.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wholepicture.platform.audit.AuditEntry.Outcome;
import org.wholepicture.platform.testsupport.PlatformServers;

/** Every row comes into the chain once, whoever seals and whenever it falls. */
@QuarkusTest
@WithTestResource(
        value = PlatformServers.class,
        initArgs = {
            @ResourceArg(name = "database", value = "audit"),
            @ResourceArg(name = "schema", value = "audit-ddl.sql")
        })
class SealingTest {

    @Inject AuditErasure erasure;
    @Inject AuditTrail trail;

    @Test
    void aRowThatAppearsAfterOneWithAHigherNumberComesLaterInTheChain(@TempDir Path folder)
            throws SQLException {
        try (ChainFixture chain = new ChainFixture(folder);
                Connection slow = PlatformServers.superuser("audit")) {
            slow.setAutoCommit(false);
            ChainFixture.insert(slow, ChainFixture.entry(1));
            chain.write(2, 1);

            // The open transaction is older than what has ended: nothing after it is final yet.
            assertThat(chain.seal()).isZero();
            slow.commit();
            assertThat(chain.seal()).isEqualTo(2);

            assertThat(chain.numbers("SELECT number FROM audit_seal ORDER BY position")).hasSize(2);
            assertThat(chain.verifyWithoutAnchors().whole()).isTrue();
        }
    }

    @Test
    void aRowWrittenWhileTheSealerLooksIsSealedNextTimeWithALowerNumber(@TempDir Path folder)
            throws SQLException {
        try (ChainFixture chain = new ChainFixture(folder);
                Connection late = PlatformServers.superuser("audit")) {
            late.setAutoCommit(false);
            // Draws its number before it has a transaction id, as it may.
            try (var statement = late.createStatement()) {
                statement.execute(
                        "SELECT nextval(pg_get_serial_sequence('audit_entry', 'number'))");
            }
            late.commit();
            chain.write(1, 3);
            assertThat(chain.seal()).isEqualTo(3);
            try (var statement = late.createStatement()) {
                statement.execute(
                        """
                        INSERT INTO audit_entry (number, entry, at, caller, agency, roles, action,
                            about, purpose, outcome, request, digest)
                        OVERRIDING SYSTEM VALUE
                        SELECT 1, gen_random_uuid(), at, caller, agency, roles, action,
                            about, purpose, outcome, request, digest
                        FROM audit_entry LIMIT 1
                        """);
            }
            late.commit();

            assertThat(chain.seal()).isEqualTo(1);

            assertThat(chain.numbers("SELECT number FROM audit_seal ORDER BY position"))
                    .endsWith(1L);
            // Its content was not what its digest is of; its place is right all the same.
            assertThat(chain.verifyWithoutAnchors().findings())
                    .singleElement()
                    .satisfies(one -> assertThat(one.kind()).isEqualTo(Finding.Kind.ROW_CHANGED));
        }
    }

    @Test
    void aSecondSealerGoesAwayAndNothingIsSealedTwice(@TempDir Path folder) throws SQLException {
        try (ChainFixture chain = new ChainFixture(folder);
                Connection other = PlatformServers.superuser("audit")) {
            other.setAutoCommit(false);
            chain.write(1, 5);
            assertThat(AuditSealer.seal(chain.connection, ChainFixture.NOW)).isEqualTo(5);

            assertThat(AuditSealer.seal(other, ChainFixture.NOW)).isZero();
            other.commit();
            chain.connection.commit();

            assertThat(AuditSealer.seal(other, ChainFixture.NOW)).isZero();
            other.commit();
            assertThat(chain.verifyWithoutAnchors().whole()).isTrue();
            assertThat(chain.verifyWithoutAnchors().rows()).isEqualTo(5);
        }
    }

    @Test
    void aSealThatACrashTookBackIsMadeAgain(@TempDir Path folder) throws SQLException {
        try (ChainFixture chain = new ChainFixture(folder)) {
            chain.write(1, 5);
            assertThat(AuditSealer.seal(chain.connection, ChainFixture.NOW)).isEqualTo(5);
            chain.connection.rollback();

            assertThat(chain.seal()).isEqualTo(5);
            assertThat(chain.verifyWithoutAnchors().whole()).isTrue();
        }
    }

    @Inject AuditTables tables;
    @Inject AuditConfig config;

    @Test
    void aHeadThatACrashLeftUnanchoredIsAnchoredAtTheNextStart(@TempDir Path folder)
            throws Exception {
        try (ChainFixture chain = new ChainFixture(folder)) {
            chain.write(1, 5);
            assertThat(chain.seal()).isEqualTo(5);
            Path anchorFolder = config.anchorFolder().orElseThrow().resolve("crashed");
            var anchors = new Anchors(anchorFolder);
            long before = anchors.read().heads().size();

            var restarted = new AuditChain(tables, config, () -> ChainFixture.NOW, "crashed");
            boolean _ = restarted.sealOnce();
            boolean _ = restarted.sealOnce();

            assertThat(anchors.read().heads()).hasSize((int) before + 1);
            assertThat(anchors.highest()).isEqualTo(5);
            assertThat(restarted.verifyNow().whole()).isTrue();
            java.nio.file.Files.delete(anchorFolder.resolve("2026-03-02.heads"));
        }
    }

    @Test
    void aLineThatACrashCutShortSpoilsNoOther(@TempDir Path folder) throws Exception {
        var anchors = new Anchors(folder);
        anchors.append(3, new byte[32], ChainFixture.NOW);
        java.nio.file.Files.writeString(
                folder.resolve("2026-03-02.heads"),
                "4 00",
                java.nio.file.StandardOpenOption.APPEND);

        anchors.append(4, new byte[32], ChainFixture.NOW);

        assertThat(anchors.highest()).isEqualTo(4);
        assertThat(anchors.read().damaged()).containsExactly("2026-03-02.heads line 2");
    }

    @Test
    void whatIsErasedUnderAnOrderVerifiesAsSuch(@TempDir Path folder) throws SQLException {
        UUID order = new UUID(9, 9);
        try (ChainFixture chain = new ChainFixture(folder)) {
            chain.write(1, 20);
            assertThat(chain.seal()).isEqualTo(20);
            List<UUID> some = List.of(ChainFixture.entry(4).entry(), ChainFixture.entry(7).entry());

            long erased =
                    QuarkusTransaction.requiringNew().call(() -> erasure.erase(order(order), some));
            assertThat(erased).isEqualTo(2);
            // The row that tells of it, and one that was not there to erase.
            assertThat(chain.seal()).isEqualTo(1);

            Verification found = chain.verifyWithoutAnchors();
            assertThat(found.whole()).isTrue();
            assertThat(found.rows()).isEqualTo(21);
            assertThat(found.erased()).isEqualTo(Map.of(order, 2L));
            assertThat(
                            chain.numbers(
                                    "SELECT number FROM audit_entry WHERE entry IN ('%s', '%s')"
                                            .formatted(some.get(0), some.get(1))))
                    .isEmpty();
        }
    }

    @Test
    void rowsThatAreNotSealedYetAndThoseThatTellOfErasuresStay(@TempDir Path folder)
            throws SQLException {
        UUID order = new UUID(9, 8);
        try (ChainFixture chain = new ChainFixture(folder)) {
            chain.write(1, 2);
            List<UUID> all = List.of(ChainFixture.entry(1).entry(), ChainFixture.entry(2).entry());
            assertThat(
                            QuarkusTransaction.requiringNew()
                                    .call(() -> erasure.erase(order(order), all)))
                    .isZero();
            assertThat(chain.seal()).isEqualTo(3);
            UUID tells =
                    trail
                            .about(
                                    List.of(
                                            new AuditTrail.Stretch(
                                                    order,
                                                    ChainFixture.NOW,
                                                    ChainFixture.NOW.plusSeconds(1))),
                                    AuditEntry.Outcome.ALLOWED,
                                    10)
                            .stream()
                            .filter(row -> row.action().equals(AuditVerifier.ERASED))
                            .findFirst()
                            .orElseThrow()
                            .entry();

            assertThat(
                            QuarkusTransaction.requiringNew()
                                    .call(() -> erasure.erase(order(order), List.of(tells))))
                    .isZero();

            assertThat(chain.verifyWithoutAnchors().whole()).isTrue();
        }
    }

    @Test
    void noPlaceOfTheChainCanBeChanged(@TempDir Path folder) throws SQLException {
        try (ChainFixture chain = new ChainFixture(folder)) {
            chain.write(1, 2);
            assertThat(chain.seal()).isEqualTo(2);
            for (String sql :
                    List.of(
                            "UPDATE audit_seal SET link = digest",
                            "DELETE FROM audit_seal",
                            "TRUNCATE audit_seal",
                            "DELETE FROM audit_entry",
                            "UPDATE audit_entry SET purpose = 'none'")) {
                assertThatThrownBy(() -> chain.run(sql)).hasMessageContaining("not changed");
                chain.connection.rollback();
            }
        }
    }

    private static AuditEntry order(UUID order) {
        return new AuditEntry(
                UUID.randomUUID(),
                ChainFixture.NOW,
                "system",
                "council",
                Set.of(),
                "order",
                List.of(order),
                "retention",
                Outcome.ALLOWED,
                new UUID(5, 5));
    }
}
