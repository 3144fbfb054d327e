package org.wholepicture.platform.messaging;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A thread that does one kind of work again and again: when woken, and at an interval in case the
 * waking was lost. A turn that fails is tried again after a pause that doubles up to 10 s. Made by
 * {@link Workers}, which also stops it.
 */
public final class Worker {

    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration STOPPING = Duration.ofSeconds(10);

    /** One turn of the work. */
    @FunctionalInterface
    public interface Turn {

        /**
         * Does what there is to do, a bounded amount of it.
         *
         * @return whether more is waiting, so that the next turn follows at once
         * @throws Exception for whatever failed; the turn is tried again after a pause
         */
        boolean run() throws Exception;

        /** Lets go of what the turns held; called once, on the worker's thread, after the last. */
        default void end() {}
    }

    private final String name;
    private final Duration interval;
    private final Turn turn;
    private final Thread thread;
    private final Semaphore wakings = new Semaphore(0);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile long turnedAt = System.nanoTime();
    private volatile boolean failing;
    private volatile boolean resting;

    Worker(String name, Duration interval, Turn turn) {
        this.name = name;
        this.interval = interval;
        this.turn = turn;
        this.thread = Thread.ofPlatform().name("wp-" + name).daemon().unstarted(this::live);
    }

    void start() {
        thread.start();
    }

    /** Makes the next turn come now, or, during a turn, at once after it. Never blocks. */
    public void wake() {
        if (wakings.availablePermits() == 0) {
            wakings.release();
        }
    }

    /** Lets the present turn end, for at most 10 s, and does no other. */
    void stop() {
        askToStop();
        try {
            if (!thread.join(STOPPING)) {
                LOG.warnf("worker does not stop, interrupting it name=%s", name);
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void askToStop() {
        stopped.countDown();
        wake();
    }

    boolean isStopping() {
        return stopped.getCount() == 0;
    }

    String name() {
        return name;
    }

    /**
     * Since the last turn ended, well or not, or a long turn said that it moves. Nothing while it
     * rests until the next: an interval of an hour is no stuck turn.
     */
    Duration sinceLastTurn() {
        return resting ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - turnedAt);
    }

    /** Whether the last turn failed. */
    boolean isFailing() {
        return failing;
    }

    /** A long turn says that it moves. */
    void turned() {
        turnedAt = System.nanoTime();
    }

    private void live() {
        try {
            loop();
        } finally {
            turn.end();
        }
    }

    private void loop() {
        Duration pause = FIRST_PAUSE;
        while (!isStopping()) {
            try {
                wakings.drainPermits();
                boolean more = turn.run();
                failing = false;
                pause = FIRST_PAUSE;
                turned();
                if (!more) {
                    rest();
                }
            } catch (InterruptedException e) {
                return;
            } catch (Throwable failure) {
                // Not even an Error may end the thread: nobody would do its work.
                turned();
                report(failure, pause);
                if (pausedToStop(pause)) {
                    return;
                }
                pause = longer(pause);
            }
        }
    }

    private void rest() throws InterruptedException {
        resting = true;
        try {
            boolean _ = wakings.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            // Also when it ends here: a worker that is gone must not count as one that rests.
            turned();
            resting = false;
        }
    }

    private void report(Throwable failure, Duration pause) {
        if (isStopping()) {
            return;
        }
        if (failing) {
            // An outage of ten minutes needs one stack trace, not fifty.
            LOG.warnf(
                    "turn failed again worker=%s nextInMs=%d reason=%s",
                    name, pause.toMillis(), Failures.reason(failure));
        } else {
            LOG.warnf(
                    Failures.withoutMessages(failure),
                    "turn failed worker=%s nextInMs=%d",
                    name,
                    pause.toMillis());
        }
        failing = true;
    }

    private boolean pausedToStop(Duration pause) {
        try {
            return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
}
