package org.wholepicture.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts the child processes, starts one again that ends unasked, and stops them in the order that
 * loses nothing. Thread-safe.
 */
final class Supervisor {

    /** A log that has grown beyond this is put aside at the next start. */
    private static final long LOG_BYTES = 20_000_000;

    private static final Duration POLL = Duration.ofMillis(150);

    /** How long a frozen or dying process may take to stop cleanly. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    /** How long a start by hand is waited for, less than ./wp waits for its answer. */
    private static final Duration AGAIN = Duration.ofMinutes(2);

    private static final int RESTARTS = 10;

    private static final int FIRST_TRIES = 5;

    /** Columns of a log line that are shown; a stack trace in JSON is thousands. */
    private static final int COLUMNS = 400;

    private final StateFolder state;
    private final Progress progress;
    private final Map<String, Child> children = new LinkedHashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean closing;

    Supervisor(StateFolder state, Progress progress) {
        this.state = state;
        this.progress = progress;
    }

    private static final class Child {
        final Server server;
        boolean wanted;
        Process process;
        int restarts;
        int firstTries = 1;

        Child(Server server, Process process) {
            this.server = server;
            this.process = process;
            this.wanted = true;
        }
    }

    /**
     * Starts a server and waits until it is ready.
     *
     * @throws CannotStart when it ends or does not get ready in time
     */
    void start(Server server) {
        long begin = System.nanoTime();
        Child child;
        synchronized (children) {
            if (closing) {
                throw new CannotStart("The stack is being stopped.");
            }
            child = new Child(server, spawn(server));
            children.put(server.name(), child);
        }
        awaitReady(child, server.patience());
        watch(child);
        progress.say(
                "%-22s ready after %.1f s"
                        .formatted(server.title(), (System.nanoTime() - begin) / 1e9));
    }

    /**
     * Starts again a server that {@link #stop(String)} stopped, and waits until it is ready.
     *
     * @throws CannotStart when it is not ready within two minutes
     */
    void startAgain(String name) {
        Child child = child(name);
        boolean started;
        synchronized (children) {
            started = !child.process.isAlive();
            child.wanted = true;
            if (started) {
                child.process = spawn(child.server);
            }
        }
        try {
            awaitReady(child, AGAIN);
        } finally {
            if (started) {
                watch(child);
            }
        }
    }

    /** Stops one server and keeps it stopped. */
    void stop(String name) {
        Child child = child(name);
        synchronized (children) {
            child.wanted = false;
        }
        stop(child);
    }

    /** Names of all servers, with the state each is in. */
    Map<String, String> states() {
        Map<String, Child> present;
        synchronized (children) {
            present = new LinkedHashMap<>(children);
        }
        // Asked outside: one that is frozen takes its time to not answer.
        Map<String, String> states = new LinkedHashMap<>();
        present.forEach(
                (name, child) ->
                        states.put(
                                name,
                                child.process.isAlive()
                                        ? isReady(child.server) ? "ready" : "not ready"
                                        : "stopped"));
        return states;
    }

    /** Stops everything: first what uses Kafka and PostgreSQL, then those. */
    void stopAll() {
        List<Child> users = new ArrayList<>();
        List<Child> servers = new ArrayList<>();
        synchronized (children) {
            closing = true;
            stopping.countDown();
            for (Child child : children.values()) {
                child.wanted = false;
                boolean used =
                        child.server.name().equals(Kafka.NAME)
                                || child.server.name().equals(Postgres.NAME);
                (used ? servers : users).add(child);
            }
        }
        users.forEach(child -> signal(child, child.server.stopSignal()));
        users.forEach(Supervisor::stop);
        servers.forEach(child -> signal(child, child.server.stopSignal()));
        servers.forEach(Supervisor::stop);
    }

    private Child child(String name) {
        synchronized (children) {
            Child child = children.get(name);
            if (child == null) {
                throw new IllegalArgumentException(
                        "There is no server %s; there are %s.".formatted(name, children.keySet()));
            }
            return child;
        }
    }

    private Process spawn(Server server) {
        Path log = state.log(server.name());
        try {
            if (Files.exists(log) && Files.size(log) > LOG_BYTES) {
                Files.move(
                        log, state.log(server.name() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            ProcessBuilder builder =
                    Commands.listed(state, server.name(), server.command(), server.folder(), log);
            builder.environment().putAll(server.environment());
            return builder.start();
        } catch (IOException failed) {
            throw new CannotStart(
                    "%s cannot be started: %s.".formatted(server.title(), failed.getMessage()),
                    failed);
        }
    }

    private void awaitReady(Child child, Duration patience) {
        Server server = child.server;
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isReady(server)) {
            if (closing) {
                throw new CannotStart("The stack is being stopped.");
            }
            if (!child.process.isAlive() && again(child)) {
                continue;
            }
            if (!child.process.isAlive()) {
                throw new CannotStart(
                        "%s ended while starting (exit code %d); the end of %s says:%n%s"
                                .formatted(
                                        server.title(),
                                        child.process.exitValue(),
                                        state.log(server.name()),
                                        tail(server.name())));
            }
            if (System.nanoTime() > deadline) {
                throw new CannotStart(
                        "%s was not ready after %d s; the end of %s says:%n%s"
                                .formatted(
                                        server.title(),
                                        patience.toSeconds(),
                                        state.log(server.name()),
                                        tail(server.name())));
            }
            pause(child.process, POLL);
        }
    }

    /**
     * Starts a server once more that ended while starting, as an orchestrator would: on a machine
     * that is busy with other things, what it needs may have answered too late.
     */
    private boolean again(Child child) {
        synchronized (children) {
            if (closing || !child.wanted || child.firstTries >= FIRST_TRIES) {
                return false;
            }
            child.firstTries++;
            child.process = spawn(child.server);
        }
        progress.say(
                "%-22s ended while starting; starting it again".formatted(child.server.title()));
        return true;
    }

    /** True once everything is being stopped. */
    boolean isClosing() {
        return closing;
    }

    /** Waits a little, but no longer than the process lives. */
    private static void pause(Process process, Duration time) {
        try {
            process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CannotStart("The start was interrupted.", stopped);
        }
    }

    private static boolean isReady(Server server) {
        try {
            return server.ready().ready();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception notThere) {
            return false;
        }
    }

    private String tail(String name) {
        try (Stream<String> lines = Files.lines(state.log(name))) {
            List<String> all =
                    lines.map(line -> line.substring(0, Math.min(COLUMNS, line.length()))).toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - 12), all.size()));
        } catch (IOException | UncheckedIOException unreadable) {
            return "(unreadable)";
        }
    }

    private void watch(Child child) {
        Process watched = child.process;
        Thread.ofVirtual()
                .name("watch-" + child.server.name())
                .start(
                        () -> {
                            watched.onExit().join();
                            ended(child, watched);
                        });
    }

    /** As an orchestrator would: what ends unasked is started again, later each time. */
    private void ended(Child child, Process process) {
        Server server = child.server;
        Duration wait;
        synchronized (children) {
            if (closing || !child.wanted || child.process != process) {
                return;
            }
            if (child.restarts >= RESTARTS) {
                progress.say(
                        "%s ended %d times and stays stopped; see %s"
                                .formatted(server.title(), RESTARTS, state.log(server.name())));
                return;
            }
            wait = Duration.ofMillis(200L << Math.min(child.restarts, 6));
            child.restarts++;
        }
        progress.say(
                "%s ended by itself (exit code %d); starting it again"
                        .formatted(server.title(), process.exitValue()));
        try {
            if (stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            synchronized (children) {
                // Somebody may have started it in the meantime.
                if (closing || !child.wanted || child.process != process) {
                    return;
                }
                child.process = spawn(server);
            }
            Process again = child.process;
            try {
                awaitReady(child, server.patience());
                progress.say("%-22s ready again".formatted(server.title()));
                synchronized (children) {
                    child.restarts = 0;
                }
            } catch (CannotStart notReady) {
                progress.say(String.valueOf(notReady.getMessage()));
                again.destroyForcibly();
            }
            watch(child);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (CannotStart refused) {
            progress.say(String.valueOf(refused.getMessage()));
        }
    }

    private static void stop(Child child) {
        signal(child, child.server.stopSignal());
        // That process and no later one.
        Process process = child.process;
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void signal(Child child, String signal) {
        if (child.process.isAlive()) {
            Signals.send(child.process.pid(), signal);
            // A frozen process takes the signal only once it goes on.
            Signals.send(child.process.pid(), "CONT");
        }
    }
}
