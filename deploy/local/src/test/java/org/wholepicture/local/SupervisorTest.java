package org.wholepicture.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers are started, started again and asked after without getting in each other's way. */
class SupervisorTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** The common pool may have one thread only. */
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    @TempDir private Path folder = Path.of(".");
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private StateFolder state = new StateFolder(folder);
    private PidFile pids = new PidFile(folder);
    private Supervisor supervisor = new Supervisor(state, progress());

    @BeforeEach
    void begin() {
        state = StateFolder.open(folder.resolve("state"));
        pids = new PidFile(state.pids());
        pids.begin();
        supervisor = new Supervisor(state, progress());
    }

    @AfterEach
    void end() {
        supervisor.stopAll();
    }

    @Test
    void aServerThatSomebodyStartedInTheMeantimeIsNotStartedOnceMore() throws IOException {
        supervisor.start(server("kafka", () -> pids.find("kafka").isPresent()));
        Signals.send(pids.find("kafka").orElseThrow().pid(), "KILL");
        // It is started again a moment after this line.
        await().pollInterval(Duration.ofMillis(5)).atMost(SOON).until(() -> said("by itself"));

        supervisor.startAgain("kafka");

        await().during(Duration.ofSeconds(1)).atMost(SOON).until(() -> starts("kafka") == 2);
    }

    @Test
    void oneThatDoesNotAnswerKeepsNobodyFromTheOthers() {
        CountDownLatch frozen = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(2);
        supervisor.start(server("kafka", () -> pids.find("kafka").isPresent()));
        supervisor.start(
                server(
                        "alert-service",
                        () -> {
                            asked.countDown();
                            if (asked.getCount() == 0) {
                                frozen.await();
                            }
                            return true;
                        }));
        CompletableFuture<Map<String, String>> states =
                CompletableFuture.supplyAsync(supervisor::states, THREADS);
        await().atMost(SOON).until(() -> asked.getCount() == 0);

        CompletableFuture<Void> stopped =
                CompletableFuture.runAsync(() -> supervisor.stop("kafka"), THREADS);

        await().atMost(SOON).until(stopped::isDone);
        assertThat(states).isNotDone();
        frozen.countDown();
        assertThat(states.join()).containsEntry("alert-service", "ready");
    }

    @Test
    void startingAgainWaitsUntilALivingServerIsReady() throws IOException {
        Path ready = folder.resolve("ready");
        Files.createFile(ready);
        supervisor.start(server("kafka", () -> Files.exists(ready)));
        Files.delete(ready);

        CompletableFuture<Void> again =
                CompletableFuture.runAsync(() -> supervisor.startAgain("kafka"), THREADS);

        await().during(Duration.ofMillis(500)).atMost(SOON).until(() -> !again.isDone());
        Files.createFile(ready);
        await().atMost(SOON).until(again::isDone);
        assertThat(starts("kafka")).isEqualTo(1);
    }

    @Test
    void aProgramThatRunsOnceIsListedAndSoStoppedWithTheRest() {
        CompletableFuture<Void> build =
                CompletableFuture.runAsync(
                        () ->
                                Commands.run(
                                        state,
                                        "keycloak-build",
                                        List.of("sleep", "300"),
                                        folder,
                                        state.log("keycloak"),
                                        "Keycloak cannot build itself"),
                        THREADS);
        await().atMost(SOON)
                .until(() -> pids.find("keycloak-build").filter(PidFile.Entry::alive).isPresent());

        Reaper.clearLeftovers(state);

        assertThat(pids.find("keycloak-build").filter(PidFile.Entry::alive)).isEmpty();
        assertThatThrownBy(build::join)
                .hasCauseInstanceOf(CannotStart.class)
                .hasMessageContaining("Keycloak cannot build itself");
    }

    private Server server(String name, Server.Readiness ready) {
        return new Server(
                name,
                name,
                List.of("sleep", "300"),
                Map.of(),
                folder,
                ready,
                Duration.ofSeconds(20),
                "TERM");
    }

    private long starts(String name) throws IOException {
        try (var lines = Files.lines(state.pids())) {
            return lines.filter(line -> line.startsWith(name + " ")).count();
        }
    }

    private Progress progress() {
        return new Progress(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private boolean said(String words) {
        return said.toString(StandardCharsets.UTF_8).contains(words);
    }
}
