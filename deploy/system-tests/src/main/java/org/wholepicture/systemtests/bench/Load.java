package org.wholepicture.systemtests.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.wholepicture.systemtests.Stack;
import org.wholepicture.systemtests.Web;

/**
 * Events sent to the front door, at a fixed rate whether it keeps up or not, or as fast as a number
 * of connections carries them. Each is sent again until it is accepted. At a fixed rate the time of
 * an answer counts from when the event was due to be sent, not from when a connection was free: a
 * slow answer makes those behind it slow too, as it would for their senders. Goes straight to
 * referral-service, not over the local stack's gateway. Thread-safe.
 */
final class Load implements AutoCloseable {

    private static final Duration BEFORE_AGAIN = Duration.ofMillis(100);
    private static final long LONGEST_MICROS = Duration.ofMinutes(10).toNanos() / 1000;

    private final URI address;
    private final Map<String, String> tokens;
    private final Histories histories;
    private final Consumer<UUID> accepted;

    /** Nanoseconds between two events; 0: each connection sends as soon as it is free. */
    private final long interval;

    private final Histogram answers = new ConcurrentHistogram(LONGEST_MICROS, 3);
    private final AtomicLong slots = new AtomicLong();
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong again = new AtomicLong();
    private final List<Thread> senders = new ArrayList<>();
    private final long begin;
    private volatile boolean ending;
    private volatile @Nullable RuntimeException failure;

    private Load(
            Stack stack,
            Histories histories,
            int connections,
            long interval,
            Consumer<UUID> accepted) {
        this.address = stack.direct("referral", "/v1/events");
        // Before the first event is due: to ask for one takes longer than to use it a thousand
        // times.
        this.tokens = Histories.AGENCIES.stream().collect(Collectors.toMap(a -> a, stack::token));
        this.histories = histories;
        this.interval = interval;
        this.accepted = accepted;
        this.begin = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            senders.add(Thread.ofPlatform().name("sender-" + i).start(this::send));
        }
    }

    /** Begins to send as fast as these connections carry. */
    static Load atFull(Stack stack, Histories histories, int connections) {
        return new Load(stack, histories, connections, 0, _ -> {});
    }

    /**
     * Begins to send at a fixed rate.
     *
     * @param accepted told the receipt of each event, on a sender's thread
     */
    static Load at(
            double perSecond,
            Stack stack,
            Histories histories,
            int connections,
            Consumer<UUID> accepted) {
        return new Load(stack, histories, connections, Math.round(1e9 / perSecond), accepted);
    }

    /** How many were accepted. */
    long count() {
        return count.get();
    }

    /** How often an event had to be sent again. */
    long again() {
        return again.get();
    }

    /** How many events are due and not accepted; only at a fixed rate. */
    long waiting() {
        return (System.nanoTime() - begin) / interval - count.get();
    }

    /** Times to the answer so far, in microseconds. */
    Histogram answers() {
        return answers.copy();
    }

    /** Ends; what is under way is still accepted. */
    @Override
    public void close() throws InterruptedException {
        ending = true;
        for (Thread sender : senders) {
            if (!sender.join(Duration.ofSeconds(60))) {
                throw new IllegalStateException("an event was not accepted within a minute");
            }
        }
        RuntimeException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    private void send() {
        try (KeptConnection connection = new KeptConnection(address)) {
            while (!ending) {
                long due = due();
                Histories.Told told = histories.next();
                UUID receipt = untilAccepted(connection, told);
                count.incrementAndGet();
                answers.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - due) / 1000));
                accepted.accept(receipt);
            }
        } catch (RuntimeException e) {
            failure = e;
            ending = true;
        } catch (IOException notClosed) {
            // It was to end anyway.
        }
    }

    /** When the next event is due; waits until then. */
    private long due() {
        if (interval == 0) {
            return System.nanoTime();
        }
        long due = begin + slots.getAndIncrement() * interval;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return due;
    }

    private UUID untilAccepted(KeptConnection connection, Histories.Told told) {
        String token = Objects.requireNonNull(tokens.get(told.agency()));
        byte[] body = told.event().toString().getBytes(StandardCharsets.UTF_8);
        while (true) {
            int status = 0;
            try {
                Web.Answer answer = connection.post(token, "application/cloudevents+json", body);
                status = answer.status();
                if (status == 202) {
                    return UUID.fromString(answer.json().path("receipt").asText());
                }
                if (status < 500 && status != 429) {
                    throw new IllegalStateException(
                            "an event was refused: " + status + " " + answer.body());
                }
            } catch (IOException broken) {
                // The outcome is unknown, and it is sent again with the same key.
            }
            again.incrementAndGet();
            LockSupport.parkNanos(BEFORE_AGAIN.toNanos());
        }
    }
}
