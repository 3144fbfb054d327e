package org.wholepicture.cases.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.platform.testsupport.CaseText.aCase;
import static org.wholepicture.platform.testsupport.CaseText.aCaseOfTwoMissedAppointments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command: what it prints and with which exit code it leaves. */
class MainTest {

    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        PrintStream toOut = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream toErr = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Main(toOut, toErr).run(List.of(arguments));
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void leavesWithZeroWhenAllPass() {
        // given
        aCaseOfTwoMissedAppointments()
                .expecting("{\"day\": 9, \"rule\": \"WNB-REPEAT\"}")
                .in(folder, "two.json");
        aCase().id("c2").in(folder, "quiet.json");

        // when
        int code = run(folder.toString());

        // then
        assertThat(code).isZero();
        assertThat(lines())
                .containsExactly("OK    quiet (c2)", "OK    two (c1)", "2 passed, 0 failed");
    }

    @Test
    void leavesWithOneWhenOneFails() {
        // given
        aCaseOfTwoMissedAppointments().in(folder, "two.json");
        aCase().id("c2").in(folder, "quiet.json");

        // when
        int code = run(folder.toString());

        // then
        assertThat(code).isEqualTo(1);
        assertThat(lines())
                .containsExactly(
                        "OK    quiet (c2)",
                        "FAIL  two (c1)",
                        "      extra: day 9 WNB-REPEAT A",
                        "1 passed, 1 failed");
    }

    @Test
    void extraAlertsAreToldBesideMissingOnes() {
        // given
        aCaseOfTwoMissedAppointments()
                .expecting("{\"day\": 9, \"rule\": \"DRIFT-CYCLE\"}")
                .in(folder, "two.json");

        // when
        int code = run(folder.toString());

        // then
        assertThat(code).isEqualTo(1);
        assertThat(lines())
                .contains("      missing: day 9 DRIFT-CYCLE A", "      extra: day 9 WNB-REPEAT A");
    }

    @Test
    void aBrokenFileFailsAndStopsNobodyElse() throws IOException {
        // given
        Files.writeString(folder.resolve("a-broken.json"), "{");
        aCase().in(folder, "quiet.json");

        // when
        int code = run(folder.toString());

        // then
        assertThat(code).isEqualTo(2);
        assertThat(lines().getFirst()).isEqualTo("FAIL  a-broken");
        assertThat(lines()).contains("OK    quiet (c1)").endsWith("1 passed, 1 failed");
    }

    @Test
    void aFileThatExpectsNothingToBeSaidHasNothingToCompare() {
        // given
        aCase().expectingNothingSaid().in(folder, "story.json");

        // then
        assertThat(run(folder.toString())).isEqualTo(1);
        assertThat(lines()).endsWith("0 passed, 1 failed");
    }

    @Test
    void oneFileWillDo() {
        // given
        Path file = aCase().in(folder, "story.json");
        aCase().id("c2").in(folder, "other.json");

        // then
        assertThat(run(file.toString())).isZero();
        assertThat(lines()).endsWith("1 passed, 0 failed");
    }

    @Test
    void jsonTellsWhatEachCaseRaises() throws IOException {
        // given
        aCaseOfTwoMissedAppointments().expectingNothingSaid().in(folder, "two.json");
        aCase().id("c2").in(folder, "quiet.json");

        // when
        int code = run("--json", folder.toString());

        // then
        JsonNode document = new ObjectMapper().readTree(out.toByteArray());
        assertThat(code).isZero();
        assertThat(document)
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"c2": [],
                                         "c1": [{"rule": "WNB-REPEAT", "day": 9, "child": "A",
                                                 "subject": "none", "reasons": []}]}"""));
    }

    @Test
    void jsonIsJsonAlsoBesideABrokenFile() throws IOException {
        // given
        Files.writeString(folder.resolve("broken.json"), "{");
        aCase().in(folder, "quiet.json");

        // when
        int code = run(folder.toString(), "--json");

        // then
        assertThat(code).isEqualTo(2);
        assertThat(new ObjectMapper().readTree(out.toByteArray()).path("c1").isArray()).isTrue();
        assertThat(said()).contains("broken.json: ");
    }

    @Test
    void notesGoToTheErrorStream() {
        // given
        aCase().event(
                        """
                        {"id": "e1", "day": 5, "agency": "school", "type": "CONTACT",
                         "children": ["A"], "level": "LOW"}""")
                .in(folder, "story.json");

        // then
        assertThat(run(folder.toString())).isZero();
        assertThat(said())
                .contains("note: story.json: event e1: \"level\": says nothing in a CONTACT");
    }

    @Test
    void explainsWrongUsage() {
        assertThat(run()).isEqualTo(2);
        assertThat(said()).startsWith("cases: no folder given").contains("Usage: ./wp cases");
        assertThat(lines()).isEmpty();
    }

    @Test
    void refusesAnUnknownOption() {
        assertThat(run("--fast", folder.toString())).isEqualTo(2);
        assertThat(said()).startsWith("cases: unknown option --fast");
    }

    @Test
    void refusesTwoFolders() {
        assertThat(run("a", "b")).isEqualTo(2);
        assertThat(said()).startsWith("cases: more than one folder given");
    }

    @Test
    void saysWhenTheFolderIsNotThere() {
        assertThat(run(folder.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(said()).startsWith("cases: cannot read the folder");
    }

    @Test
    void saysWhenTheFolderHoldsNoCase() {
        assertThat(run(folder.toString())).isEqualTo(2);
        assertThat(said()).startsWith("cases: no *.json file in");
    }

    @Test
    void helpsWhenAsked() {
        assertThat(run("--help")).isZero();
        assertThat(lines().getFirst()).startsWith("Usage: ./wp cases");
    }
}
