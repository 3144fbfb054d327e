package org.wholepicture.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a launcher ends, the servers it started end too; nothing else does. */
class ReaperTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    /** A JVM has to start first. */
    private static final Duration LATER = Duration.ofSeconds(30);

    @TempDir private Path folder = Path.of(".");
    private StateFolder state = new StateFolder(folder);
    private PidFile pids = new PidFile(folder);

    @BeforeEach
    void begin() {
        state = StateFolder.open(folder.resolve("state"));
        pids = new PidFile(state.pids());
        pids.begin();
    }

    @AfterEach
    void endWhatATestLeft() {
        pids.current().values().stream()
                .filter(PidFile.Entry::alive)
                .forEach(entry -> Signals.send(entry.pid(), "KILL"));
    }

    @Test
    void aServerWritesItsOwnPidBeforeItRuns() throws IOException {
        Process server = server("kafka", "sleep", "300");

        await().atMost(SOON).until(() -> pids.current().containsKey("kafka"));

        assertThat(pids.find("kafka"))
                .hasValueSatisfying(entry -> assertThat(entry.pid()).isEqualTo(server.pid()));
    }

    @Test
    void serversEndWhenTheLauncherIsKilledHard() throws IOException {
        Process launcher =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                StandInLauncher.class.getName(),
                                state.root().toString())
                        .inheritIO()
                        .start();
        await().atMost(LATER).until(() -> alive("kafka") && alive("alert-service"));

        launcher.destroyForcibly();

        await().atMost(LATER).until(() -> !alive("kafka") && !alive("alert-service"));
        await().atMost(LATER).until(() -> !alive("reaper"));
        assertThat(launcher.isAlive()).isFalse();
    }

    /**
     * Starts what the launcher starts first, and servers that do nothing; then waits for its end.
     */
    static final class StandInLauncher {

        private StandInLauncher() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            StateFolder state = new StateFolder(Path.of(arguments[0]));
            Reaper reaper = Reaper.start(state);
            for (String name : List.of("kafka", "alert-service")) {
                new ProcessBuilder(serverCommand(state, name, "sleep", "300")).start();
            }
            new CountDownLatch(1).await();
            reaper.close();
        }
    }

    @Test
    void theReaperStopsServersWhenItsPipeCloses() throws IOException {
        Process postgres = server("postgres", "sleep", "300");
        await().atMost(SOON).until(() -> pids.current().containsKey("postgres"));
        Reaper reaper = Reaper.start(state);

        reaper.close();

        await().atMost(SOON).until(() -> !postgres.isAlive());
        assertThat(ProcessHandle.of(reaper.pid()).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void aFrozenServerEndsToo() throws IOException {
        Process frozen = server("referral-service", "sleep", "300");
        await().atMost(SOON).until(() -> pids.current().containsKey("referral-service"));
        Signals.send(frozen.pid(), "STOP");

        Reaper.clearLeftovers(state);

        await().atMost(SOON).until(() -> !frozen.isAlive());
    }

    @Test
    void whatUsesTheServersEndsBeforeThem() throws IOException {
        Path order = folder.resolve("order");
        noting(order, "postgres", "INT");
        noting(order, "kafka", "TERM");
        noting(order, "chronology-service", "TERM");
        await().atMost(SOON).until(() -> pids.current().size() == 3 && readyToNote(order));

        Reaper.clearLeftovers(state);

        assertThat(Files.readAllLines(order))
                .filteredOn(line -> line.startsWith("end"))
                .containsExactly("end chronology-service", "end kafka", "end postgres");
    }

    @Test
    void aStrangerWithAnOldPidOfOursIsLeftAlone() throws IOException {
        Process stranger = new ProcessBuilder("sleep", "300").start();
        try {
            PidFile.Entry entry = PidFile.entryOf("kafka", stranger.pid()).orElseThrow();
            Files.writeString(
                    state.pids(),
                    "boot "
                            + PidFile.bootId()
                            + "\n"
                            + new PidFile.Entry("kafka", entry.pid(), entry.ticks() - 1).line());

            runStop();

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void withNothingLeftThereIsNothingToDo() {
        assertThat(Reaper.clearLeftovers(state)).isFalse();
    }

    private void runStop() throws IOException {
        Process stop =
                new ProcessBuilder(
                                "sh", state.script("stop.sh").toString(), state.pids().toString())
                        .start();
        await().atMost(SOON).until(() -> !stop.isAlive());
    }

    private boolean alive(String name) {
        return pids.find(name).filter(PidFile.Entry::alive).isPresent();
    }

    /** A harmless process, started as servers are. */
    private Process server(String name, String... command) throws IOException {
        return new ProcessBuilder(serverCommand(state, name, command)).start();
    }

    private static List<String> serverCommand(StateFolder state, String name, String... command) {
        List<String> line = new ArrayList<>();
        line.addAll(List.of("setsid", "sh", state.script("child.sh").toString()));
        line.addAll(List.of(name, state.pids().toString()));
        line.addAll(List.of(command));
        return line;
    }

    /** A server that notes when it is told to end. */
    private void noting(Path order, String name, String signal) throws IOException {
        server(
                name,
                "sh",
                "-c",
                "trap 'echo end $1 >> $0; exit' $2; echo up $1 >> $0; while :; do sleep 0.1; done",
                order.toString(),
                name,
                signal);
    }

    private static boolean readyToNote(Path order) throws IOException {
        return Files.exists(order) && Files.readAllLines(order).size() == 3;
    }
}
