package org.wholepicture.platform.messaging;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka clients over the {@code kafka.*} settings of the service. */
@ApplicationScoped
class KafkaClients {

    private final Map<String, Object> settings;
    private final MessagingConfig config;

    KafkaClients(
            @Identifier("default-kafka-broker") Map<String, Object> settings,
            MessagingConfig config) {
        this.settings = settings;
        this.config = config;
    }

    /** In order per key, without doubles of its own making. */
    Producer<byte[], byte[]> producer() {
        Map<String, Object> all = common();
        int deliveryTimeout = Math.toIntExact(config.relay().deliveryTimeout().toMillis());
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryTimeout);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, deliveryTimeout / 2);
        all.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // How long the relay waits, once a turn, for each topic and for room while Kafka is away.
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Bytes, so that no record can fail inside the client. */
    Consumer<byte[], byte[]> consumer() {
        Map<String, Object> all = common();
        int session = Math.toIntExact(config.consumer().sessionTimeout().toMillis());
        all.put(ConsumerConfig.GROUP_ID_CONFIG, config.groupId());
        config.consumer()
                .instanceId()
                .ifPresent(id -> all.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, id));
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // The inbox knows what was applied; a lost offset must not lose a message.
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.consumer().maxPollRecords());
        all.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
        all.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, session / 3);
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    Admin admin() {
        return Admin.create(common());
    }

    private Map<String, Object> common() {
        Map<String, Object> all = new HashMap<>(settings);
        // Found again soon after an outage, without hammering during it.
        all.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        return all;
    }
}
