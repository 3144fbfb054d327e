package org.wholepicture.systemtests.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.wholepicture.systemtests.Clocks;
import org.wholepicture.systemtests.Processes;
import org.wholepicture.systemtests.Stack;

/** Something that goes wrong and ends (assurance.md 2). Each is over when {@link #strike} ends. */
sealed interface Fault
        permits Fault.Kill,
                Fault.StopDatabaseAtOnce,
                Fault.KillBackend,
                Fault.Crash,
                Fault.MailTrouble,
                Fault.Weekend,
                Fault.Away,
                Fault.Frozen,
                HiddenLoss {

    /** As the report counts it; several when several things went wrong at once. */
    List<String> names();

    /** Does it to a running stack. */
    void strike(Stack stack) throws InterruptedException;

    /** How many processes end by it without a word. */
    default int kills() {
        return names().size();
    }

    /** SIGKILL; the launcher starts the process again, as an orchestrator would. */
    record Kill(String server) implements Fault {

        @Override
        public List<String> names() {
            return List.of("kill " + server);
        }

        @Override
        public void strike(Stack stack) throws InterruptedException {
            Processes.signal("KILL", stack.pid(server));
        }
    }

    /** PostgreSQL's immediate shutdown: no checkpoint, recovery from the log at the start. */
    record StopDatabaseAtOnce() implements Fault {

        @Override
        public List<String> names() {
            return List.of("postgres immediate");
        }

        @Override
        public void strike(Stack stack) throws InterruptedException {
            Processes.signal("QUIT", stack.pid("postgres"));
        }
    }

    /** One of PostgreSQL's processes killed: all its sessions end, it recovers by itself. */
    record KillBackend() implements Fault {

        @Override
        public List<String> names() {
            return List.of("postgres backend");
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
                Processes.signal("KILL", backends.get(backends.size() / 2));
            }
        }
    }

    /**
     * Services halt by themselves, all at about the same time, each the next time its work comes to
     * a point. For the sweep midnight comes, for the timers the moment at which one is due, for
     * alerts and their mail something urgent is sent.
     *
     * @param points of each service that is to halt
     * @param urgent sends something urgent
     * @param disagree begins a stage; gives back when a timer of it is due
     */
    record Crash(
            Map<String, String> points, Runnable urgent, Supplier<Instant> disagree, Clocks clocks)
            implements Fault {

        private static final Duration REACHED = Duration.ofMinutes(3);

        @Override
        public List<String> names() {
            return points.entrySet().stream()
                    .map(each -> each.getKey() + " at " + each.getValue())
                    .toList();
        }

        @Override
        public void strike(Stack stack) throws InterruptedException {
            Map<String, Long> before = new TreeMap<>();
            points.keySet()
                    .forEach(service -> before.put(service, stack.pid(service + "-service")));
            // Before anything halts that it needs.
            Instant due = points.containsValue("WITHIN_TIMERS") ? disagree.get() : Instant.MIN;
            points.forEach(stack::haltAt);
            if (due.isAfter(clocks.now())) {
                clocks.forward(Duration.between(clocks.now(), due));
            }
            if (points.containsValue("WITHIN_SWEEP")) {
                clocks.forward(Duration.ofDays(1));
            }
            if (points.containsKey("alert")) {
                urgent.run();
            }
            for (Map.Entry<String, Long> each : before.entrySet()) {
                awaitCrash(stack, each.getKey(), each.getValue());
            }
        }

        private void awaitCrash(Stack stack, String service, long before)
                throws InterruptedException {
            if (!Probe.await(
                    System.nanoTime(), REACHED, () -> stack.pid(service + "-service") != before)) {
                throw new IllegalStateException(
                        service + " at " + points.get(service) + " was not reached");
            }
        }
    }

    /** The mail server misbehaves for a while, in which something urgent comes. */
    record MailTrouble(SmtpFront front, SmtpFront.Mood mood, int seconds, Runnable urgent)
            implements Fault {

        @Override
        public List<String> names() {
            return List.of("mail %s %d s".formatted(mood.name().toLowerCase(Locale.ROOT), seconds));
        }

        @Override
        public void strike(Stack stack) throws InterruptedException {
            front.feel(mood);
            urgent.run();
            TimeUnit.SECONDS.sleep(seconds);
            front.feel(SmtpFront.Mood.WELL);
        }

        @Override
        public int kills() {
            return 0;
        }
    }

    /** No mail server from Friday evening to Monday morning; something urgent comes on the way. */
    record Weekend(SmtpFront front, Runnable urgent, Clocks clocks) implements Fault {

        private static final Duration STEP = Duration.ofHours(6);
        private static final int STEPS = 10;

        /** Longer than the longest wait between two attempts. */
        private static final Duration UNTIL_TRIED_AGAIN = Duration.ofMinutes(20);

        @Override
        public List<String> names() {
            return List.of("mail away for a weekend");
        }

        @Override
        public void strike(Stack stack) throws InterruptedException {
            front.feel(SmtpFront.Mood.AWAY);
            for (int step = 0; step < STEPS; step++) {
                urgent.run();
                clocks.forward(STEP);
                TimeUnit.SECONDS.sleep(1);
            }
            front.feel(SmtpFront.Mood.WELL);
            clocks.forward(UNTIL_TRIED_AGAIN);
        }

        @Override
        public int kills() {
            return 0;
        }
    }

    /** Stopped in an orderly way and started again after a while. */
    record Away(String server, int seconds) implements Fault {

        @Override
        public List<String> names() {
            return List.of(server + " away " + seconds + " s");
        }

        @Override
        public void strike(Stack stack) throws InterruptedException {
            stack.wp("stop", server);
            TimeUnit.SECONDS.sleep(seconds);
            stack.wp("start", server);
        }

        @Override
        public int kills() {
            return 0;
        }
    }

    /** SIGSTOP, and SIGCONT after a while: the process knows nothing of the time between. */
    record Frozen(String server, int seconds) implements Fault {

        @Override
        public List<String> names() {
            return List.of(server + " frozen " + seconds + " s");
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
                Processes.signal("STOP", each);
            }
            TimeUnit.SECONDS.sleep(seconds);
            for (long each : frozen) {
                Processes.signal("CONT", each);
            }
        }

        @Override
        public int kills() {
            return 0;
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
}
