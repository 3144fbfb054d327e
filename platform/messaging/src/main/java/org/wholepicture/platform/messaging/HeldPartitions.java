package org.wholepicture.platform.messaging;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Partitions that wait before a record whose surroundings keep failing while everything else works:
 * a lock that is held on and on, work that always takes too long. Each is tried again after a pause
 * that doubles up to a minute; the other partitions go on meanwhile. Times are of {@code
 * System.nanoTime()}. For one thread.
 */
final class HeldPartitions {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Map<TopicPartition, Held> held = new HashMap<>();

    private record Held(long offset, int failures, long since, long until) {}

    /**
     * What a failure leads to.
     *
     * @param pause until it is tried again
     * @param waiting since the first failure at this place
     */
    record Hold(Duration pause, Duration waiting) {}

    /** Holds a partition before a record that failed now. */
    Hold failed(TopicPartition partition, long offset, long now) {
        Held before = held.get(partition);
        if (before == null || before.offset() != offset) {
            before = new Held(offset, 0, now, now);
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(before.failures(), 10));
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        held.put(
                partition,
                new Held(offset, before.failures() + 1, before.since(), now + pause.toNanos()));
        return new Hold(pause, Duration.ofNanos(now - before.since()));
    }

    /** How long a place has been waited for; zero when it is not. */
    Duration waiting(TopicPartition partition, long offset, long now) {
        Held before = held.get(partition);
        return before == null || before.offset() != offset
                ? Duration.ZERO
                : Duration.ofNanos(now - before.since());
    }

    /** A record of the partition was dealt with; if it was the one waited for, all goes on. */
    void passed(TopicPartition partition, long offset) {
        Held before = held.get(partition);
        if (before != null && offset >= before.offset()) {
            held.remove(partition);
        }
    }

    /** Forgets the partitions that are somebody else's now. */
    void keep(Collection<TopicPartition> ours) {
        held.keySet().retainAll(ours);
    }

    /** Partitions whose pause has not ended. */
    List<TopicPartition> pausing(long now) {
        return held.entrySet().stream()
                .filter(entry -> entry.getValue().until() - now > 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether any of these waits before a record. */
    boolean holdsAny(Collection<TopicPartition> partitions) {
        return partitions.stream().anyMatch(held::containsKey);
    }

    int count() {
        return held.size();
    }
}
