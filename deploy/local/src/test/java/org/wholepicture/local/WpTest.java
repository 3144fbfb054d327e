package org.wholepicture.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The entry script in a folder of its own, on a machine that has only the programs given here. */
class WpTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Path SCRIPT = Path.of("../../wp");

    private static final List<String> PROGRAMS =
            List.of(
                    "awk", "bash", "cat", "chmod", "cksum", "cut", "dirname", "env", "find",
                    "flock", "grep", "head", "ls", "mkdir", "mktemp", "mv", "rm", "sed", "setsid",
                    "sh", "sleep", "sort", "tail", "tee", "tr", "wc");

    @TempDir private Path folder = Path.of(".");
    private Path home = folder;
    private Path programs = folder;
    private Path state = folder;
    private Path output = folder;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void furnish() throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
        programs = Files.createDirectories(folder.resolve("programs"));
        state = home.resolve(".state");
        output = folder.resolve("output");
        Files.copy(SCRIPT, home.resolve("wp"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createFile(home.resolve("pom.xml"));
        for (String module :
                List.of(
                        ".mvn",
                        "contracts",
                        "platform",
                        "referral-service",
                        "chronology-service",
                        "alert-service",
                        "escalation-service",
                        "deploy/local/target")) {
            Files.createDirectories(home.resolve(module));
        }
        for (String program : PROGRAMS) {
            program(program, "exec %s \"$@\"".formatted(found(program)));
        }
        // Nobody in particular, so that nothing is installed.
        program("id", "echo 1000");
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void saysThatMavenIsMissing() throws Exception {
        int exit = wp("cases", "anything").waitFor();

        assertThat(exit).isEqualTo(1);
        assertThat(output).content().contains("Maven (3.8.6 or later) was not found");
    }

    @Test
    void saysWhereTheOutputOfABuildIsThatSaysNothing() throws Exception {
        program("mvn", "exit 1");

        int exit = wp("cases", "anything").waitFor();

        assertThat(exit).isEqualTo(1);
        assertThat(output).content().contains("The build failed; the whole output is in");
    }

    @Test
    void aModuleThatDoesNotCompileIsCountedAndNamed() throws Exception {
        program(
                "mvn",
                """
                echo '[INFO] contracts .......................................... SUCCESS [  2.118 s]'
                echo '[INFO] alert-service ...................................... FAILURE [  7.213 s]'
                echo '[INFO] deploy-local 0.1.0-SNAPSHOT ........................ SKIPPED'
                exit 1""");

        int exit = wp("test").waitFor();

        assertThat(exit).isEqualTo(1);
        assertThat(output)
                .content()
                .contains("broken: alert-service")
                .endsWith("0 passed, 1 failed\n");
    }

    @Test
    void countsWhatTheTestRunnerReports() throws Exception {
        program(
                "mvn",
                """
                mkdir -p alert-service/target/surefire-reports
                echo '<testsuite name="A" tests="5" errors="0" skipped="1" failures="0">' \
                > alert-service/target/surefire-reports/TEST-A.xml""");

        int exit = wp("test").waitFor();

        assertThat(exit).isZero();
        assertThat(output).content().endsWith("4 passed, 0 failed\n");
    }

    @Test
    void theStampStandsForWhatWasBuilt() throws Exception {
        Path stamp = home.resolve("deploy/local/target/wp-built");
        program("mvn", "exit 0");
        wp("test", "-pl", "contracts").waitFor();
        assertThat(stamp).doesNotExist();
        wp("test").waitFor();
        String sources = Files.readString(stamp);
        // Somebody edits while it runs.
        program("mvn", "echo changed > contracts/changed");

        wp("test").waitFor();

        assertThat(stamp).hasContent(sources);
    }

    @Test
    void aFolderThatHoldsSomethingElseIsRefusedAndLeftAsItIs() throws Exception {
        state = Files.createDirectories(folder.resolve("papers"));
        Files.writeString(state.resolve("letter"), "kept");
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));

        int exit = wp("up").waitFor();

        assertThat(exit).isEqualTo(1);
        assertThat(output).content().contains("holds something else");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
                .isEqualTo("rwxr-xr-x");
        assertThat(state).isDirectoryNotContaining("glob:**/run");
    }

    @Test
    void aSecondStartOnlyFollowsTheFirst() throws Exception {
        StateFolder kept = running();
        Path log = Files.writeString(kept.log("launcher"), "said before\n");
        Process second = wp("up");
        await().atMost(SOON).until(() -> Files.readString(output).contains("only follows"));

        Files.writeString(log, "said now\n", StandardOpenOption.APPEND);
        Files.createFile(kept.run().resolve("up"));

        assertThat(second.waitFor()).isZero();
        assertThat(output).content().contains("said now").doesNotContain("said before");
        assertThat(log).hasContent("said before\nsaid now");
        assertThat(kept.run().resolve("up")).exists();
    }

    @Test
    void aSignalDuringTheStartStopsTheLauncherAndShowsItsLastWords() throws Exception {
        Path java = Files.createDirectories(folder.resolve("jdk/bin"));
        script(java.resolve("javac"), "exit 1");
        script(
                java.resolve("java"),
                """
                [ "$1" != -version ] || { echo 'openjdk version "25" 2025-09-16' >&2; exit; }
                trap 'echo last words; exit 143' TERM
                echo starting
                while :; do sleep 0.1; done""");
        Files.writeString(home.resolve("deploy/local/target/class-path"), "nothing");
        Process up = wp(Map.of("WP_NO_BUILD", "1", "JAVA_HOME", java.getParent() + ""), "up");
        await().atMost(SOON).until(() -> Files.readString(output).contains("starting"));

        Signals.send(up.pid(), "TERM");

        assertThat(up.waitFor()).isEqualTo(130);
        assertThat(output).content().contains("last words");
    }

    @Test
    void whatTheLauncherRefusesIsAnErrorAndWhatItDoesIsNone() throws Exception {
        StateFolder kept = running();
        Supervisor supervisor = new Supervisor(kept, new Progress(System.out));
        try (Asks asks = new Asks(kept, supervisor)) {
            asks.start();

            assertThat(wp("stop", "nobody").waitFor()).isEqualTo(1);
            assertThat(output).content().isEqualTo("There is no server nobody; there are [].\n");
            assertThat(wp("status").waitFor()).isZero();
            assertThat(output).content().contains("all together");
        }
    }

    /** A state folder whose launcher is this process. */
    private StateFolder running() throws IOException {
        StateFolder kept = StateFolder.open(state);
        Files.createFile(kept.run().resolve("lock"));
        PidFile pids = new PidFile(kept.pids());
        pids.begin();
        pids.addMyself("launcher");
        return kept;
    }

    private Process wp(String... words) throws IOException {
        return wp(Map.of("JAVA_HOME", System.getProperty("java.home")), words);
    }

    private Process wp(Map<String, String> settings, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", home.resolve("wp").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", programs.toString());
        environment.put("HOME", folder.toString());
        environment.put("WP_STATE", state.toString());
        environment.put("WP_CHROMIUM", "/nowhere/chromium");
        environment.putAll(settings);
        Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        started.add(process);
        return process;
    }

    private void program(String name, String... lines) throws IOException {
        script(programs.resolve(name), String.join("\n", lines));
    }

    private static void script(Path file, String lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + lines + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path found(String program) {
        for (String place : List.of("/usr/bin", "/bin")) {
            Path file = Path.of(place, program);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        throw new UncheckedIOException(new IOException("this machine has no " + program));
    }
}
