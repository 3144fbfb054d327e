package org.wholepicture.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wholepicture.platform.audit.Finding.Kind;
import org.wholepicture.platform.testsupport.PlatformServers;

/**
 * Whoever has the database to themselves, past triggers and rights, changes what was sealed: it is
 * found, and the rows are named, each of a thousand times and more.
 */
@QuarkusTest
@WithTestResource(
        value = PlatformServers.class,
        initArgs = {
            @ResourceArg(name = "database", value = "audit"),
            @ResourceArg(name = "schema", value = "audit-ddl.sql")
        })
class TamperingTest {

    private static final int ROWS = 90;
    private static final int TIMES = 1000;

    private enum Way {
        EDIT,
        EDIT_WITH_ITS_DIGEST,
        DELETE,
        DELETE_A_STRETCH,
        SWAP_WHAT_TWO_SAY,
        SWAP_TWO_NUMBERS,
        INSERT,
        TRUNCATE_THE_END,
        TRUNCATE_ALL
    }

    @Test
    void eachOfAThousandTamperingsWithTheTableIsFoundAndNamed(@TempDir Path folder)
            throws SQLException {
        try (ChainFixture chain = chain(folder)) {
            List<Long> rows = chain.numbers("SELECT number FROM audit_entry ORDER BY number");
            Random random = new Random(20260302);
            Map<Way, Integer> tried = new EnumMap<>(Way.class);
            for (int i = 0; i < TIMES; i++) {
                Way way = Way.values()[i % Way.values().length];
                chain.pastTheTriggers();

                Set<Long> touched = tamper(chain, way, rows, random);
                Verification found = chain.verify();

                assertThat(named(found)).as("%s, time %d: %s", way, i, found).isEqualTo(touched);
                chain.connection.rollback();
                tried.merge(way, 1, Integer::sum);
            }
            assertThat(tried).hasSize(Way.values().length);
            assertThat(chain.verify().whole()).isTrue();
        }
    }

    @Test
    void whoAlsoCutsTheChainIsGivenAwayByTheAnchor(@TempDir Path folder) throws SQLException {
        try (ChainFixture chain = chain(folder)) {
            for (long kept : List.of(0L, 1L, 40L, ROWS - 1L)) {
                chain.pastTheTriggers();
                cut(chain, kept);

                Verification found = chain.verify();

                assertThat(found.findings())
                        .singleElement()
                        .satisfies(
                                one -> {
                                    assertThat(one.kind()).isEqualTo(Kind.TRUNCATED);
                                    assertThat(one.position()).isEqualTo(kept);
                                    assertThat(one.detail())
                                            .contains("%d to %d".formatted(kept + 1, ROWS));
                                });
                chain.connection.rollback();
            }
        }
    }

    @Test
    void whoMakesTheWholeChainAnewIsGivenAwayByTheAnchor(@TempDir Path folder) throws SQLException {
        try (ChainFixture chain = chain(folder)) {
            chain.pastTheTriggers();
            chain.run("DELETE FROM audit_entry WHERE entry = '%s'".formatted(entryId(50)));
            chain.run("TRUNCATE audit_seal");
            chain.run(
                    "UPDATE audit_head SET position = 0, link = decode(repeat('00', 32), 'hex'), sealed_before = '0'");
            long _ = AuditSealer.seal(chain.connection, ChainFixture.NOW);

            Verification found = chain.verify();

            assertThat(found.findings()).extracting(Finding::kind).contains(Kind.CHAIN_REPLACED);
            assertThat(found.findings().getFirst().detail()).contains("places 31 to 60");
            chain.connection.rollback();
        }
    }

    @Test
    void everyChangeOfTheChainItselfIsFoundAndNamed(@TempDir Path folder) throws SQLException {
        try (ChainFixture chain = chain(folder)) {
            Random random = new Random(20260303);
            for (int i = 0; i < 100; i++) {
                long position = 1 + random.nextInt(ROWS);
                String at = " WHERE position = " + position;
                List<String> ways =
                        List.of(
                                "UPDATE audit_seal SET link = sha256(link)" + at,
                                "UPDATE audit_seal SET digest = sha256(digest)" + at,
                                "UPDATE audit_seal SET number = number + 1000000" + at,
                                "UPDATE audit_seal SET entry = gen_random_uuid()" + at,
                                "UPDATE audit_seal SET erased_under = gen_random_uuid()" + at,
                                "DELETE FROM audit_seal" + at);
                chain.pastTheTriggers();
                chain.run(ways.get(i % ways.size()));

                Verification found = chain.verify();

                assertThat(found.findings())
                        .as("%s", ways.get(i % ways.size()))
                        .isNotEmpty()
                        .allMatch(
                                one ->
                                        Objects.equals(one.position(), position)
                                                || one.kind() == Kind.ROW_INSERTED
                                                || one.kind() == Kind.HEAD_CHANGED);
                chain.connection.rollback();
            }
        }
    }

    @Test
    void aRowTakenAwayWithItsPlaceUnderAnOrderThatNoRowTellsOfIsFound(@TempDir Path folder)
            throws SQLException {
        try (ChainFixture chain = chain(folder)) {
            chain.pastTheTriggers();
            chain.run(
                    "UPDATE audit_seal SET erased_under = gen_random_uuid() WHERE entry = '%s'"
                            .formatted(entryId(5)));
            chain.run("DELETE FROM audit_entry WHERE entry = '%s'".formatted(entryId(5)));

            Verification found = chain.verify();

            assertThat(found.findings())
                    .singleElement()
                    .satisfies(
                            one -> {
                                assertThat(one.kind()).isEqualTo(Kind.ROW_DELETED);
                                assertThat(one.entry()).isEqualTo(entryId(5));
                            });
        }
    }

    @Test
    void anAnchorThatWasCutOrChangedIsFound(@TempDir Path folder) throws Exception {
        try (ChainFixture chain = chain(folder)) {
            Path file = folder.resolve("2026-03-02.heads");
            List<String> lines = java.nio.file.Files.readAllLines(file);

            java.nio.file.Files.write(file, lines.subList(0, 1));
            assertThat(chain.verify().findings())
                    .extracting(Finding::kind)
                    .containsExactly(Kind.ANCHOR_BEHIND);

            java.nio.file.Files.write(file, List.of(lines.get(0), "90 nonsense", lines.get(2)));
            assertThat(chain.verify().findings())
                    .extracting(Finding::kind)
                    .containsExactly(Kind.ANCHOR_DAMAGED);
        }
    }

    /** Three times thirty rows, sealed and anchored each. */
    private static ChainFixture chain(Path folder) throws SQLException {
        ChainFixture chain = new ChainFixture(folder);
        for (int part = 0; part < 3; part++) {
            chain.write(part * ROWS / 3, ROWS / 3);
            assertThat(chain.seal()).isEqualTo(ROWS / 3);
            chain.anchor();
        }
        assertThat(chain.verify().whole()).isTrue();
        chain.connection.rollback();
        return chain;
    }

    private static void cut(ChainFixture chain, long kept) throws SQLException {
        chain.run(
                "DELETE FROM audit_entry WHERE number IN (SELECT number FROM audit_seal WHERE position > %d)"
                        .formatted(kept));
        chain.run("DELETE FROM audit_seal WHERE position > " + kept);
        chain.run(
                kept == 0
                        ? "UPDATE audit_head SET position = 0, link = decode(repeat('00', 32), 'hex')"
                        : "UPDATE audit_head SET position = %d, link = (SELECT link FROM audit_seal WHERE position = %d)"
                                .formatted(kept, kept));
    }

    private static java.util.UUID entryId(int number) {
        return ChainFixture.entry(number).entry();
    }

    private static Set<Long> named(Verification found) {
        return found.findings().stream()
                .map(Finding::number)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Long> tamper(ChainFixture chain, Way way, List<Long> rows, Random random)
            throws SQLException {
        int at = random.nextInt(rows.size());
        long row = rows.get(at);
        long other = rows.get((at + 1 + random.nextInt(rows.size() - 1)) % rows.size());
        switch (way) {
            case EDIT -> {
                chain.run(edit(row, random));
                return Set.of(row);
            }
            case EDIT_WITH_ITS_DIGEST -> {
                AuditEntry forged = ChainFixture.entry(1000 + random.nextInt(1000));
                chain.run("DELETE FROM audit_entry WHERE number = " + row);
                ChainFixture.insert(chain.connection, forged);
                chain.run(
                        "UPDATE audit_entry SET number = DEFAULT, written_in = '1' WHERE entry = '%s'"
                                .formatted(forged.entry()));
                move(chain, chain.numbers("SELECT max(number) FROM audit_entry").getFirst(), row);
                return Set.of(row);
            }
            case DELETE -> {
                chain.run("DELETE FROM audit_entry WHERE number = " + row);
                return Set.of(row);
            }
            case DELETE_A_STRETCH -> {
                List<Long> some =
                        rows.subList(at, Math.min(rows.size(), at + 1 + random.nextInt(10)));
                chain.run("DELETE FROM audit_entry WHERE number IN (%s)".formatted(list(some)));
                return Set.copyOf(some);
            }
            case SWAP_WHAT_TWO_SAY -> {
                chain.run(
                        """
                        UPDATE audit_entry e
                        SET at = o.at, caller = o.caller, roles = o.roles, about = o.about,
                            outcome = o.outcome, request = o.request
                        FROM audit_entry o
                        WHERE (e.number, o.number) IN ((%1$d, %2$d), (%2$d, %1$d))
                        """
                                .formatted(row, other));
                return Set.of(row, other);
            }
            case SWAP_TWO_NUMBERS -> {
                move(chain, row, -1);
                move(chain, other, row);
                move(chain, -1, other);
                return Set.of(row, other);
            }
            case INSERT -> {
                ChainFixture.insert(chain.connection, ChainFixture.entry(5000 + at));
                chain.run(
                        "UPDATE audit_entry SET written_in = (SELECT written_in FROM audit_entry WHERE number = %d) WHERE entry = '%s'"
                                .formatted(row, entryId(5000 + at)));
                return Set.copyOf(
                        chain.numbers(
                                "SELECT number FROM audit_entry WHERE entry = '%s'"
                                        .formatted(entryId(5000 + at))));
            }
            case TRUNCATE_THE_END -> {
                List<Long> some = rows.subList(at, rows.size());
                chain.run("DELETE FROM audit_entry WHERE number >= " + row);
                return Set.copyOf(some);
            }
            case TRUNCATE_ALL -> {
                chain.run("TRUNCATE audit_entry");
                return Set.copyOf(rows);
            }
        }
        throw new IllegalStateException(way.name());
    }

    private static void move(ChainFixture chain, long from, long to) throws SQLException {
        // The column is an identity: only a copy may have a number of its own.
        chain.run(
                """
                INSERT INTO audit_entry (number, entry, at, caller, agency, roles, action, about,
                    purpose, outcome, request, digest, written_in)
                OVERRIDING SYSTEM VALUE
                SELECT %d, gen_random_uuid(), at, caller, agency, roles, action, about,
                    purpose, outcome, request, digest, written_in
                FROM audit_entry WHERE number = %d
                """
                        .formatted(to, from));
        chain.run(
                "CREATE TEMP TABLE moved ON COMMIT DROP AS SELECT entry FROM audit_entry WHERE number = "
                        + from);
        chain.run("DELETE FROM audit_entry WHERE number = " + from);
        chain.run("UPDATE audit_entry SET entry = (SELECT entry FROM moved) WHERE number = " + to);
        chain.run("DROP TABLE moved");
    }

    private static String edit(long row, Random random) {
        List<String> edits = new ArrayList<>();
        edits.add("at = at + interval '1 microsecond'");
        edits.add("caller = caller || 'x'");
        edits.add("agency = 'police'");
        edits.add("roles = roles[1:1]");
        edits.add("action = 'list-people'");
        edits.add("about = about || about");
        edits.add("about = ARRAY[about[2], about[1]]");
        edits.add("about = '{}'");
        edits.add("purpose = ''");
        edits.add("outcome = CASE outcome WHEN 'REFUSED' THEN 'ALLOWED' ELSE 'REFUSED' END");
        edits.add("request = gen_random_uuid()");
        edits.add("entry = gen_random_uuid()");
        byte[] digest = new byte[32];
        random.nextBytes(digest);
        edits.add("digest = decode('%s', 'hex')".formatted(HexFormat.of().formatHex(digest)));
        return "UPDATE audit_entry SET %s WHERE number = %d"
                .formatted(edits.get(random.nextInt(edits.size())), row);
    }

    private static String list(List<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
