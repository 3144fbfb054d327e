package org.wholepicture.platform.messaging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.platform.messaging.Given.EVENTS;
import static org.wholepicture.platform.messaging.Given.soon;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.PlatformServers;
import org.wholepicture.platform.testsupport.Tokens;

/** A loop turned by hand, on a consumer that is given what the test says. */
@QuarkusTest
class ConsumerLoopTest {

    private static final int PARTITIONS = 4;

    @Inject Given given;
    @Inject MessagingConfig config;
    @Inject Tables tables;
    @Inject Inbox inbox;
    @Inject Quarantine quarantine;
    @Inject Handlers handlers;
    @Inject EffectHandler handler;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final List<ConsumerRecord<byte[], byte[]>> topic = new ArrayList<>();
    private ConsumerLoop loop;

    @BeforeEach
    void makeLoop() {
        loop =
                new ConsumerLoop(
                        () -> consumer,
                        config,
                        tables,
                        inbox,
                        quarantine,
                        handlers,
                        _ -> {},
                        meters);
        // Joins the group.
        loop.run();
        List<TopicPartition> all =
                IntStream.range(0, PARTITIONS).mapToObj(ConsumerLoopTest::partition).toList();
        consumer.rebalance(all);
        consumer.updateBeginningOffsets(all.stream().collect(Collectors.toMap(p -> p, _ -> 0L)));
    }

    @Test
    void oneRecordThatCannotBeAppliedYetHoldsBackItsOwnPartitionAlone() throws Exception {
        try (Connection holder = PlatformServers.superuser("messaging");
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT * FROM contended FOR UPDATE");
            for (int partition = 0; partition < PARTITIONS; partition++) {
                String key = "beside-held-" + partition;
                topic.add(
                        record(
                                partition,
                                0,
                                partition == 2
                                        ? Given.behaving("waits for a lock", key, 1)
                                        : Given.message(key, 1)));
                topic.add(record(partition, 1, Given.message(key, 2)));
            }

            soon().untilAsserted(
                            () -> {
                                turn();
                                assertThat(committed(0, 1, 3)).containsExactly(2L, 2L, 2L);
                            });

            assertThat(committed(2)).containsExactly(0L);
            assertThat(given.effects("beside-held-2")).isEmpty();
            assertThat(meters.get("wp.consumer.held").gauge().value()).isEqualTo(1);
            holder.commit();
        }
        soon().untilAsserted(
                        () -> {
                            turn();
                            assertThat(committed(2)).containsExactly(2L);
                        });
        assertThat(given.effects("beside-held-2")).containsExactly(1L, 2L);
        assertThat(given.quarantined("beside-held-2")).isEmpty();
        assertThat(meters.get("wp.consumer.held").gauge().value()).isZero();
    }

    @Test
    void aRecordThatAnEarlierReleaseCouldNotReadIsStillThereToReplay() {
        String key = "read-by-a-later-release";
        ConsumerRecord<byte[], byte[]> later = record(0, 0, Given.behaving("throws", key, 1));
        Delivery.Place place = Delivery.Place.of(later);
        tables.own(
                connection -> {
                    quarantine.put(
                            connection, new Delivery.Unreadable(place, "not JSON"), "not JSON");
                    return true;
                });
        topic.add(later);

        turn();

        Quarantine.Waiting waiting =
                quarantine.waiting().stream()
                        .filter(each -> each.key().equals(Optional.of(key)))
                        .findFirst()
                        .orElseThrow();
        assertThat(waiting.messageId()).contains(Given.id(key, 1));
        assertThat(waiting.reason()).isEqualTo("java.lang.IllegalArgumentException");
        handler.repair("throws");
        try {
            given().auth()
                    .oauth2(Tokens.inRole("operations"))
                    .post("/v1/quarantine/" + waiting.id() + "/replay")
                    .then()
                    .statusCode(204);
        } finally {
            handler.unrepair();
        }
        assertThat(given.effects(key)).containsExactly(1L);
    }

    /** All that stands on the topic is given each time: this consumer forgets what it gave once. */
    private void turn() {
        topic.forEach(consumer::addRecord);
        loop.run();
    }

    private List<Long> committed(int... partitions) {
        return IntStream.of(partitions)
                .mapToObj(
                        each -> {
                            Map<TopicPartition, OffsetAndMetadata> offsets =
                                    consumer.committed(Set.of(partition(each)));
                            OffsetAndMetadata offset = offsets.get(partition(each));
                            return offset == null ? 0L : offset.offset();
                        })
                .toList();
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition(EVENTS, number);
    }

    private static ConsumerRecord<byte[], byte[]> record(
            int partition, long offset, Deliveries.Message message) {
        return new ConsumerRecord<>(
                EVENTS,
                partition,
                offset,
                Given.KNOWN.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                String.valueOf(message.key()).getBytes(StandardCharsets.UTF_8),
                String.valueOf(message.value()).getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                Optional.empty());
    }
}
