package org.wholepicture.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.platform.messaging.Given.EVENTS;
import static org.wholepicture.platform.messaging.Given.messages;
import static org.wholepicture.platform.messaging.Given.soon;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.PlatformServers;

/** Whatever the network does with messages, each has its effect once. */
@QuarkusTest
class DeliveryTest {

    @Inject Given given;
    @Inject TestCrashPoints crashPoints;
    @Inject MessagingConfig config;
    @Inject Tables tables;
    @Inject Inbox inbox;
    @Inject Quarantine quarantine;
    @Inject Handlers handlers;

    @Test
    void aMessageDeliveredTwiceAtOnceHasOneEffect() {
        String key = "twice";

        Deliveries.twiceAtOnce(EVENTS, messages(key, 1, 50));

        awaitAllOnce(key, 50);
    }

    @Test
    void twoConsumersWithTheSameMessagesHaveOneEffect() {
        String key = "two-consumers";
        ConsumerLoop other =
                new ConsumerLoop(
                        DeliveryTest::consumerOfAnotherGroup,
                        config,
                        tables,
                        inbox,
                        quarantine,
                        handlers,
                        _ -> {},
                        new SimpleMeterRegistry());
        Worker worker = new Worker("other consumer", Duration.ofMillis(10), other);
        other.follow(worker);
        try {
            worker.start();
            for (int part = 0; part < 20; part++) {
                Deliveries.inOrder(EVENTS, messages(key, 1 + part * 20L, 20 + part * 20L));
            }

            awaitAllOnce(key, 400);
        } finally {
            worker.stop();
        }
    }

    @Test
    void reversedDeliveryAppliesEverythingAndClosesTheGap() {
        String key = "reversed";

        Deliveries.reversed(EVENTS, messages(key, 2, 30));
        // Not in the same poll: the gap is stored before the first message closes it.
        soon().untilAsserted(() -> assertThat(given.openGaps(key)).containsExactly(1L));
        assertThat(given.numbers(key)).containsExactly(0L);
        Deliveries.inOrder(EVENTS, Given.message(key, 1));

        awaitAllOnce(key, 30);
    }

    @Test
    void shuffledAndDoubledDeliveryAppliesEverythingOnce() {
        String key = "shuffled";

        Deliveries.shuffledAndDoubled(EVENTS, messages(key, 1, 60), 20_260_302);

        awaitAllOnce(key, 60);
    }

    @Test
    void aCrashBetweenEffectAndOffsetsAppliesNothingTwice() {
        String key = "crashed-before-offsets";
        crashPoints.crashOnceAt(CrashPoints.Point.AFTER_EFFECT_BEFORE_OFFSETS);

        Deliveries.inOrder(EVENTS, messages(key, 1, 5));

        soon().until(crashPoints::crashed);
        // What follows comes after the copies.
        Deliveries.inOrder(EVENTS, messages(key, 6, 10));
        awaitAllOnce(key, 10);
    }

    @Test
    void theCompactedDirectoryHasNoGaps() {
        String key = "pr-compacted";

        Deliveries.inOrder("directory", Given.message(key, 7));

        soon().untilAsserted(() -> assertThat(given.effects(key)).containsExactly(7L));
        assertThat(given.openGaps(key)).isEmpty();
        assertThat(given.numbers(key)).isEmpty();
    }

    private void awaitAllOnce(String key, long last) {
        List<Long> all = LongStream.rangeClosed(1, last).boxed().toList();
        soon().untilAsserted(
                        () -> {
                            assertThat(given.effects(key)).containsExactlyInAnyOrderElementsOf(all);
                            assertThat(given.openGaps(key)).isEmpty();
                            assertThat(given.numbers(key)).containsExactly(last);
                        });
    }

    private static KafkaConsumer<byte[], byte[]> consumerOfAnotherGroup() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        PlatformServers.bootstrapServers(),
                        "group.id",
                        "another-group",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
