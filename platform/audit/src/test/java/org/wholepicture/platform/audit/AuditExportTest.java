package org.wholepicture.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wholepicture.platform.testsupport.PlatformServers;

/** A file of audit rows proves by itself that it is what was sealed. */
@QuarkusTest
@WithTestResource(
        value = PlatformServers.class,
        initArgs = {
            @ResourceArg(name = "database", value = "audit"),
            @ResourceArg(name = "schema", value = "audit-ddl.sql")
        })
class AuditExportTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @Inject AuditExport export;

    private String file(@Nullable UUID about, @Nullable String caller) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export.write(new AuditExport.Wanted(DAY, DAY, about, caller), ChainFixture.NOW, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static AuditFile.Checked check(String file, @Nullable Anchors anchors)
            throws IOException {
        return AuditFile.check(new BufferedReader(new StringReader(file)), anchors);
    }

    @Test
    void isWholeAndHoldsEveryRowOfThePeriod(@TempDir Path folder) throws Exception {
        try (ChainFixture chain = sealed(folder, 2500)) {
            chain.anchor();

            AuditFile.Checked checked = check(file(null, null), chain.anchors);

            assertThat(checked.faults()).isEmpty();
            assertThat(checked.rows()).isEqualTo(2500);
            assertThat(checked.places()).isEqualTo(2500);
            assertThat(checked.anchors()).isEqualTo(1);
        }
    }

    @Test
    void ofAChildOrAPersonOnlyTheirRowsAreToldAndTheChainIsWholeNonetheless(@TempDir Path folder)
            throws Exception {
        try (ChainFixture _ = sealed(folder, 90)) {
            String ofChild = file(new UUID(2, 4), null);
            String ofPerson = file(null, "pr-3");

            assertThat(check(ofChild, null).faults()).isEmpty();
            assertThat(check(ofChild, null).rows()).isEqualTo(10);
            assertThat(check(ofChild, null).places()).isEqualTo(90);
            assertThat(ofChild).doesNotContain(new UUID(2, 5).toString());
            assertThat(check(ofPerson, null).rows()).isEqualTo(18);
            assertThat(ofPerson).doesNotContain("\"caller\":\"pr-2\"");
        }
    }

    @Test
    void aPeriodWithoutRowsIsAFileWithoutPlaces(@TempDir Path folder) throws Exception {
        try (ChainFixture _ = sealed(folder, 10)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            export.write(
                    new AuditExport.Wanted(DAY.plusDays(1), DAY.plusDays(2), null, null),
                    ChainFixture.NOW,
                    out);

            AuditFile.Checked checked = check(out.toString(StandardCharsets.UTF_8), null);

            assertThat(checked.faults()).isEmpty();
            assertThat(checked.places()).isZero();
        }
    }

    @Test
    void beginsInTheMiddleOfTheChain(@TempDir Path folder) throws Exception {
        try (ChainFixture chain = new ChainFixture(folder)) {
            chain.write(1, 5);
            chain.run("SET LOCAL session_replication_role = replica");
            chain.seal();
            chain.write(100_000, 5);
            chain.seal();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            export.write(
                    new AuditExport.Wanted(DAY.plusDays(1), DAY.plusDays(1), null, null),
                    ChainFixture.NOW,
                    out);
            String file = out.toString(StandardCharsets.UTF_8);

            assertThat(check(file, null).faults()).isEmpty();
            assertThat(check(file, null).places()).isEqualTo(5);
            assertThat(file).contains("\"first\":6,\"last\":10");
        }
    }

    /** What somebody does to a file, and what is said of it. */
    @ParameterizedTest
    @CsvSource({
        "CHANGE_A_ROW, The row at place 5 is not what was sealed.",
        "CHANGE_ROW_AND_DIGEST, The link of place 5 does not follow.",
        "LEAVE_A_PLACE_OUT, Places 5 to 5 are missing.",
        "SWAP, Places 5 to 5 are missing.",
        "CUT, The file is cut short.",
        "CUT_AND_END, 'Places up to 20 were there, and the file ends at 18.'",
        "OTHER_LINK, The link of place 5 does not follow.",
        "ROW_OF_ANOTHER, The row at place 5 is not what was sealed."
    })
    void whatWasDoneToItIsFound(String what, String fault, @TempDir Path folder) throws Exception {
        try (ChainFixture _ = sealed(folder, 20)) {
            List<String> lines = new ArrayList<>(Arrays.asList(file(null, null).split("\n")));
            String fifth = lines.get(5);
            switch (what) {
                case "CHANGE_A_ROW" -> lines.set(5, fifth.replace("read-timeline", "read-nothing"));
                case "CHANGE_ROW_AND_DIGEST" -> {
                    String row = fifth.substring(fifth.indexOf("\"row\":") + 6, fifth.length() - 1);
                    String other = row.replace("read-timeline", "read-nothing");
                    lines.set(5, fifth.replace(row, other).replace(digest(row), digest(other)));
                }
                case "LEAVE_A_PLACE_OUT" -> lines.remove(5);
                case "SWAP" -> lines.set(5, lines.set(6, fifth));
                case "CUT" -> lines.subList(12, lines.size()).clear();
                case "CUT_AND_END" -> lines.subList(19, lines.size() - 1).clear();
                case "OTHER_LINK" ->
                        lines.set(
                                5,
                                fifth.replaceFirst(
                                        "\"link\":\"[0-9a-f]{8}", "\"link\":\"00000000"));
                default -> {
                    String row = fifth.substring(fifth.indexOf("\"row\":"));
                    String other = lines.get(6).substring(lines.get(6).indexOf("\"row\":"));
                    lines.set(5, fifth.replace(row, other));
                }
            }

            assertThat(check(String.join("\n", lines), null).faults()).contains(fault);
        }
    }

    private static String digest(String text) throws Exception {
        return java.util.HexFormat.of()
                .formatHex(
                        java.security.MessageDigest.getInstance("SHA-256")
                                .digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aChainThatWasMadeAnewIsFoundByTheAnchors(@TempDir Path folder) throws Exception {
        try (ChainFixture chain = sealed(folder, 5)) {
            chain.anchor();
            chain.pastTheTriggers();
            chain.run("TRUNCATE audit_seal");
            chain.run(
                    "UPDATE audit_head SET position = 0, link = decode(repeat('00', 32), 'hex'), sealed_before = '0'");
            chain.run("DELETE FROM audit_entry WHERE number = 1");
            chain.connection.commit();
            chain.write(6, 1);
            chain.seal();

            assertThat(check(file(null, null), null).faults()).isEmpty();
            assertThat(check(file(null, null), chain.anchors).faults())
                    .contains("The link of place 5 is not what was anchored.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01, 2026-03-02, , , true",
        "2026-03-02, 2026-03-01, , , false",
        "2025-01-01, 2026-03-01, , , false",
        "soon, 2026-03-01, , , false",
        "2026-03-01, 2026-03-02, 1-1-1-1-1, , false",
        "2026-03-01, 2026-03-02, 00000000-0000-0002-0000-000000000004, pr-1, true"
    })
    void onlyWhatCanBeAskedForIsUnderstood(
            String from, String until, String about, String caller, boolean understood) {
        assertThat(AuditExport.Wanted.read(from, until, about, caller).isPresent())
                .isEqualTo(understood);
    }

    private static ChainFixture sealed(Path folder, int rows) throws SQLException {
        ChainFixture chain = new ChainFixture(folder);
        chain.write(1, rows);
        chain.seal();
        return chain;
    }
}
