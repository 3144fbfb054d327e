package org.wholepicture.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What is left to do is counted where nothing was done yet, and only what is still there. */
@QuarkusTest
class ConsumerProgressTest {

    private static final String TOPIC = "never-read";

    @Inject KafkaClients clients;
    @Inject MessagingConfig config;

    @Test
    void whatWasNeverReadIsBehindFromWhereItsTopicBegins() throws Exception {
        ConsumerProgress progress =
                new ConsumerProgress(
                        clients,
                        new Handlers(List.of(new NeverCalled()), new Traces(OpenTelemetry.noop())),
                        config);
        try (Admin admin = clients.admin();
                Producer<byte[], byte[]> producer = clients.producer()) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1))).all().get();
            assertThat(progress.behind()).isZero();
            for (int partition : new int[] {0, 0, 0, 1}) {
                producer.send(new ProducerRecord<>(TOPIC, partition, null, new byte[1])).get();
            }
            assertThat(progress.behind()).isEqualTo(4);

            // As the broker does with what is older than it keeps.
            admin.deleteRecords(
                            Map.of(new TopicPartition(TOPIC, 0), RecordsToDelete.beforeOffset(2)))
                    .all()
                    .get();

            assertThat(progress.behind()).isEqualTo(2);
            assertThat(progress.hasReached(progress.ends())).isFalse();
        }
    }

    private static final class NeverCalled implements MessageHandler {

        @Override
        public Set<String> topics() {
            return Set.of(TOPIC);
        }

        @Override
        public void handle(String topic, Envelope message) {
            throw new AssertionError("nobody reads the topic");
        }
    }
}
