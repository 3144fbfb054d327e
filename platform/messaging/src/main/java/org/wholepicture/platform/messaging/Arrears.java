package org.wholepicture.platform.messaging;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * How far behind the topics a consumer is, in time: since when the oldest record that it has not
 * applied has been on its topic. Of records that were not fetched yet only the ones before them are
 * known, so the age is rather too high than too low. Written by the consumer's thread, read by any.
 */
final class Arrears {

    private final InstantSource clock;
    private final Map<TopicPartition, Long> since = new ConcurrentHashMap<>();

    /**
     * @param clock of the same time as the records: the machine's
     */
    Arrears(InstantSource clock) {
        this.clock = clock;
    }

    /** The age of the oldest; 0 when nothing is left. */
    double seconds() {
        Instant now = clock.instant();
        return since.values().stream().mapToLong(Long::longValue).min().stream()
                .mapToDouble(
                        oldest ->
                                Duration.between(Instant.ofEpochMilli(oldest), now).toMillis()
                                        / 1000.0)
                .map(age -> Math.max(0, age))
                .findFirst()
                .orElse(0);
    }

    /** These are to be applied now. */
    void polled(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            since.put(partition, records.records(partition).getFirst().timestamp());
        }
    }

    /**
     * So far did the turn come.
     *
     * @param next of each partition the first offset not dealt with
     */
    void applied(
            ConsumerRecords<byte[], byte[]> records,
            Map<TopicPartition, Long> next,
            Consumer<byte[], byte[]> consumer) {
        Set<TopicPartition> ours = consumer.assignment();
        next.forEach(
                (partition, offset) -> {
                    ConsumerRecord<byte[], byte[]> last = records.records(partition).getLast();
                    if (offset <= last.offset()) {
                        since.put(partition, timestamp(records, partition, offset));
                    } else if (ours.contains(partition)
                            && consumer.currentLag(partition).orElse(0) > 0) {
                        since.put(partition, last.timestamp());
                    } else {
                        since.remove(partition);
                    }
                });
    }

    private static long timestamp(
            ConsumerRecords<byte[], byte[]> records, TopicPartition partition, long offset) {
        return records.records(partition).stream()
                .filter(each -> each.offset() >= offset)
                .mapToLong(ConsumerRecord::timestamp)
                .findFirst()
                .orElseThrow();
    }

    /** Forgets partitions that are somebody else's now. */
    void keep(Set<TopicPartition> ours) {
        since.keySet().retainAll(ours);
    }
}
