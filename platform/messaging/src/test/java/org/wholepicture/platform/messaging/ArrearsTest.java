package org.wholepicture.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ArrearsTest {

    private static final TopicPartition PARTITION = new TopicPartition("child-events", 0);
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final Behind consumer = new Behind();
    private final Arrears arrears = new Arrears(() -> NOW);

    @Test
    void nothingIsBehindBeforeAnythingWasFetched() {
        assertThat(arrears.seconds()).isZero();
    }

    @Test
    void isAsOldAsTheOldestFetchedUntilItIsApplied() {
        var records = records(record(7, 90), record(8, 30));

        arrears.polled(records);
        assertThat(arrears.seconds()).isEqualTo(90);

        arrears.applied(records, Map.of(PARTITION, 8L), consumer);
        assertThat(arrears.seconds()).isEqualTo(30);

        arrears.applied(records, Map.of(PARTITION, 9L), consumer);
        assertThat(arrears.seconds()).isZero();
    }

    @Test
    void isAsOldAsTheLastAppliedWhileMoreWaitsOnTheTopic() {
        var records = records(record(7, 90), record(8, 30));
        consumer.lag = 5;

        arrears.applied(records, Map.of(PARTITION, 9L), consumer);

        assertThat(arrears.seconds()).isEqualTo(30);
    }

    @Test
    void forgetsWhatIsSomebodyElses() {
        arrears.polled(records(record(7, 90)));

        arrears.keep(Set.of());

        assertThat(arrears.seconds()).isZero();
    }

    @SafeVarargs
    private static ConsumerRecords<byte[], byte[]> records(
            ConsumerRecord<byte[], byte[]>... records) {
        return new ConsumerRecords<>(Map.of(PARTITION, List.of(records)), Map.of());
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, long secondsAgo) {
        byte[] key = "a-record".getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(
                PARTITION.topic(),
                PARTITION.partition(),
                offset,
                NOW.minus(Duration.ofSeconds(secondsAgo)).toEpochMilli(),
                TimestampType.CREATE_TIME,
                key.length,
                0,
                key,
                new byte[0],
                new RecordHeaders(),
                java.util.Optional.empty());
    }

    /** A consumer that is so many records behind. */
    private static final class Behind extends MockConsumer<byte[], byte[]> {

        private long lag;

        Behind() {
            super("earliest");
            assign(List.of(PARTITION));
        }

        @Override
        public OptionalLong currentLag(TopicPartition partition) {
            return OptionalLong.of(lag);
        }
    }
}
