package org.wholepicture.systemtests.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.wholepicture.systemtests.Backlog;
import org.wholepicture.systemtests.Processes;
import org.wholepicture.systemtests.Stack;

/** How long it takes after SIGKILL until everything is as before, while the load goes on. */
final class Recovery {

    private static final List<String> SERVERS =
            List.of(
                    "referral-service",
                    "chronology-service",
                    "alert-service",
                    "escalation-service",
                    "kafka",
                    "postgres");

    private static final int CONNECTIONS = 32;
    private static final Duration STEADY = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final Stack stack;
    private final Histories histories;
    private final double perSecond;

    Recovery(Stack stack, Histories histories, double perSecond) {
        this.stack = stack;
        this.histories = histories;
        this.perSecond = perSecond;
    }

    /** Seconds to recover, by process; the longest we wait where it did not. */
    Map<String, Rounds> afterKills(int rounds, long seed, Consumer<String> progress)
            throws InterruptedException {
        Map<String, Rounds> seconds = new TreeMap<>();
        Random random = new Random(seed);
        try (Timelines timelines = new Timelines(stack);
                Load load =
                        Load.at(perSecond, stack, histories, CONNECTIONS, timelines::accepted)) {
            for (int round = 0; round < rounds; round++) {
                List<String> order = new ArrayList<>(SERVERS);
                Collections.shuffle(order, random);
                for (String server : order) {
                    TimeUnit.NANOSECONDS.sleep(STEADY.toNanos());
                    double took = afterKill(server, load, timelines);
                    seconds.computeIfAbsent(server, _ -> new Rounds()).add(took);
                    progress.accept(
                            "P16: %s killed, all as before after %.1f s, load average %.1f"
                                    .formatted(server, took, Processes.load()));
                }
            }
        }
        return seconds;
    }

    private double afterKill(String server, Load load, Timelines timelines)
            throws InterruptedException {
        long killed = System.nanoTime();
        long pid = stack.pid(server);
        Processes.signal("KILL", pid);
        int well = 0;
        while (well < 2 && System.nanoTime() - killed < LONGEST.toNanos()) {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            boolean isWell =
                    stack.pid(server) != pid
                            && timelines.lastVisible() > killed
                            && isAsBefore(load);
            well = isWell ? well + 1 : 0;
        }
        return (System.nanoTime() - killed) / 1e9;
    }

    /**
     * Of what is due by now at most a tenth of a second's worth is not accepted, so the rate was at
     * least 90 % over the last second and no sender has anything left from before; and no service
     * is behind by more than a second's worth.
     */
    private boolean isAsBefore(Load load) {
        try {
            return load.waiting() <= Math.ceil(perSecond / 10)
                    && Backlog.isAtMost(stack, (int) Math.ceil(perSecond));
        } catch (RuntimeException away) {
            return false;
        }
    }
}
