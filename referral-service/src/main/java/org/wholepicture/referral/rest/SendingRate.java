package org.wholepicture.referral.rest;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** How fast each agency may send: a bucket of tokens that fills evenly. Kept by each replica. */
final class SendingRate {

    private static final double NANOS = Duration.ofSeconds(1).toNanos();

    private final double perSecond;
    private final double burst;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /**
     * @param perSecond events of one agency over a longer time
     * @param burst events of one agency at once
     * @param nanoTime measures waiting
     */
    SendingRate(int perSecond, int burst, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoTime = nanoTime;
    }

    /**
     * Counts events of an agency.
     *
     * @return how long to wait if they are too many; then none is counted
     */
    Optional<Duration> take(String agency, int events) {
        return buckets.computeIfAbsent(agency, _ -> new Bucket()).take(events);
    }

    private final class Bucket {

        private double tokens = burst;
        private long filledAt = nanoTime.getAsLong();

        synchronized Optional<Duration> take(int events) {
            long now = nanoTime.getAsLong();
            tokens = Math.min(burst, tokens + (now - filledAt) / NANOS * perSecond);
            filledAt = now;
            if (tokens >= events) {
                tokens -= events;
                return Optional.empty();
            }
            return Optional.of(Duration.ofNanos((long) ((events - tokens) / perSecond * NANOS)));
        }
    }
}
