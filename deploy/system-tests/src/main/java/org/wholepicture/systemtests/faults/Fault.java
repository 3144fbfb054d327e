package org.wholepicture.systemtests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.wholepicture.systemtests.Stack;

/** Something that goes wrong and ends (assurance.md 2). Each is over when {@link #strike} ends. */
sealed interface Fault {

    /** As the report counts it. */
    String name();

    /** Does it to a running stack. */
    void strike(Stack stack) throws InterruptedException;

    /** Whether a process ends by it without a word. */
    default boolean kills() {
        return true;
    }

    /** SIGKILL; the launcher starts the process again, as an orchestrator would. */
    record Kill(String server) implements Fault {

        @Override
        public String name() {
            return "kill " + server;
        }

        @Override
        public void strike(Stack stack) throws InterruptedException {
            signal("KILL", stack.pid(server));
        }
    }

    /** PostgreSQL's immediate shutdown: no checkpoint, recovery from the log at the start. */
    record StopDatabaseAtOnce() implements Fault {

        @Override
        public String name() {
            return "postgres immediate";
        }

        @Override
        public void strike(Stack stack) throws InterruptedException {
            signal("QUIT", stack.pid("postgres"));
        }
    }

    /** One of PostgreSQL's processes killed: all its sessions end, it recovers by itself. */
    record KillBackend() implements Fault {

        @Override
        public String name() {
            return "postgres backend";
        }

        @Override
        public void strike(Stack stack) throws InterruptedException {
            List<Long> backends =
                    ProcessHandle.of(stack.pid("postgres")).stream()
                            .flatMap(ProcessHandle::children)
                            .map(ProcessHandle::pid)
                            .filter(Fault::servesASession)
                            .toList();
            if (!backends.isEmpty()) {
                signal("KILL", backends.get(backends.size() / 2));
            }
        }
    }

    /** A process halts by itself the next time work comes to a point. */
    record CrashAt(String service, String point) implements Fault {

        @Override
        public String name() {
            return service + " at " + point;
        }

        @Override
        public void strike(Stack stack) throws InterruptedException {
            long before = stack.pid(service + "-service");
            stack.haltAt(service, point);
            awaitCrash(stack, service, before, name());
        }
    }

    /**
     * Midnight comes, and alert-service halts after the first person it has swept.
     *
     * @param day how many days the clocks are then ahead of the real time
     */
    record CrashInSweep(int day) implements Fault {

        @Override
        public String name() {
            return "alert at WITHIN_SWEEP";
        }

        @Override
        public void strike(Stack stack) throws InterruptedException {
            long before = stack.pid("alert-service");
            stack.haltAt("alert", "WITHIN_SWEEP");
            for (String service : List.of("referral", "chronology", "escalation", "alert")) {
                stack.moveClock(service, Duration.ofDays(day));
            }
            awaitCrash(stack, "alert", before, name());
        }
    }

    /** Stopped in an orderly way and started again after a while. */
    record Away(String server, int seconds) implements Fault {

        @Override
        public String name() {
            return server + " away " + seconds + " s";
        }

        @Override
        public void strike(Stack stack) throws InterruptedException {
            stack.wp("stop", server);
            TimeUnit.SECONDS.sleep(seconds);
            stack.wp("start", server);
        }

        @Override
        public boolean kills() {
            return false;
        }
    }

    /** SIGSTOP, and SIGCONT after a while: the process knows nothing of the time between. */
    record Frozen(String server, int seconds) implements Fault {

        @Override
        public String name() {
            return server + " frozen " + seconds + " s";
        }

        @Override
        public void strike(Stack stack) throws InterruptedException {
            long pid = stack.pid(server);
            // PostgreSQL's sessions are processes of their own.
            List<Long> frozen =
                    ProcessHandle.of(pid).stream()
                            .flatMap(p -> Stream.concat(Stream.of(p), p.children()))
                            .map(ProcessHandle::pid)
                            .toList();
            for (long each : frozen) {
                signal("STOP", each);
            }
            TimeUnit.SECONDS.sleep(seconds);
            for (long each : frozen) {
                signal("CONT", each);
            }
        }

        @Override
        public boolean kills() {
            return false;
        }
    }

    private static void awaitCrash(Stack stack, String service, long before, String name)
            throws InterruptedException {
        for (int tries = 0; stack.pid(service + "-service") == before; tries++) {
            if (tries == 600) {
                throw new IllegalStateException(name + " was not reached");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static boolean servesASession(long pid) {
        try {
            String command = Files.readString(Path.of("/proc/" + pid + "/cmdline"));
            return command.contains("127.0.0.1(") || command.contains("[local]");
        } catch (IOException gone) {
            return false;
        }
    }

    private static void signal(String signal, long pid) throws InterruptedException {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
