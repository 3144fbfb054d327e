package org.wholepicture.systemtests.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.wholepicture.systemtests.Processes;
import org.wholepicture.systemtests.Stack;

/**
 * F23: escalation-service stands still while it holds a claim on timers, for longer than a claim is
 * waited for, and goes on when another replica has fired everything.
 */
final class Freeze implements Herd.Trouble {

    /** A claim is waited for 20 s; the other replica may be slow. */
    private static final Duration AT_LEAST = Duration.ofSeconds(35);

    private static final Duration AT_MOST = Duration.ofMinutes(2);

    private static final Duration SETTLED = Duration.ofMillis(250);
    private static final Duration BETWEEN = Duration.ofMillis(30);
    private static final int TRIES = 40;

    /** A session that has locked timers and has said nothing since. */
    private static final String HOLDS =
            """
            SELECT count(*) FROM pg_stat_activity a
            JOIN pg_locks l ON l.pid = a.pid
            WHERE a.state = 'idle in transaction'
              AND a.state_change < clock_timestamp() - interval '150 ms'
              AND l.locktype = 'relation' AND l.relation = 'timer'::regclass
              AND l.mode = 'RowShareLock'
            """;

    private final Stack stack;
    private final Herd herd;
    private final int timers;
    private final Consumer<String> progress;
    private long firedMeanwhile;

    Freeze(Stack stack, Herd herd, int timers, Consumer<String> progress) {
        this.stack = stack;
        this.herd = herd;
        this.timers = timers;
        this.progress = progress;
    }

    /** How many had fired when it went on. */
    long firedMeanwhile() {
        return firedMeanwhile;
    }

    @Override
    public void make() throws InterruptedException, SQLException {
        long pid = stack.pid("escalation-service");
        for (int tries = 0; tries < TRIES && herd.fired() < timers; tries++) {
            Processes.signal("STOP", pid);
            try {
                TimeUnit.NANOSECONDS.sleep(SETTLED.toNanos());
                if (holdsAClaim()) {
                    progress.accept("a replica stands still with a claim");
                    standStill();
                    progress.accept(firedMeanwhile + " had fired when it went on");
                    return;
                }
            } finally {
                Processes.signal("CONT", pid);
            }
            TimeUnit.NANOSECONDS.sleep(BETWEEN.toNanos());
        }
        throw new IllegalStateException("no replica could be stopped while it held a claim");
    }

    private void standStill() throws InterruptedException, SQLException {
        long begin = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(AT_LEAST.toNanos());
        firedMeanwhile = herd.fired();
        while (firedMeanwhile < timers && System.nanoTime() - begin < AT_MOST.toNanos()) {
            TimeUnit.NANOSECONDS.sleep(SETTLED.toNanos());
            firedMeanwhile = herd.fired();
        }
    }

    private boolean holdsAClaim() throws SQLException {
        try (Connection database = DriverManager.getConnection(stack.database("escalation"));
                PreparedStatement query = database.prepareStatement(HOLDS);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getInt(1) > 0;
        }
    }
}
