package org.wholepicture.platform.testsupport;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages on a topic the ways that a network can: twice at once, reversed, shuffled, broken;
 * and reads what a service published. Uses the broker of {@link PlatformServers}.
 */
public final class Deliveries {

    /**
     * A message as it travels. Key or value may be missing, as in a broken record.
     *
     * @param key the Kafka key
     * @param value CloudEvents JSON, or what a test breaks it into
     */
    public record Message(@Nullable String key, @Nullable String value) {}

    private Deliveries() {}

    /**
     * A whole message.
     *
     * @param id unique to the message; the same in copies
     * @param type CloudEvents type
     * @param key record or practitioner id
     * @param sequence number within topic and key, from 1
     * @param time when what it says became known
     * @param data JSON object
     */
    public static Message message(
            UUID id, String type, String key, long sequence, String time, String data) {
        return new Message(
                key,
                """
                {"specversion":"1.0","id":"%s","source":"/test","type":"%s","subject":"%s",\
                "time":"%s","datacontenttype":"application/json","sequence":"%d","data":%s}"""
                        .formatted(id, type, key, time, sequence, data));
    }

    /** In the order given. */
    public static void inOrder(String topic, List<Message> messages) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (Message message : messages) {
                send(producer, topic, null, message);
            }
        }
    }

    /** In the order given. */
    public static void inOrder(String topic, Message... messages) {
        inOrder(topic, List.of(messages));
    }

    /**
     * Every message to its own partition and a copy of it to another one, so that two consumers of
     * a group meet it at the same moment.
     */
    public static void twiceAtOnce(String topic, List<Message> messages) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            int partitions = producer.partitionsFor(topic).size();
            for (Message message : messages) {
                int other = Math.floorMod(String.valueOf(message.key()).hashCode(), partitions);
                send(producer, topic, null, message);
                send(producer, topic, other, message);
            }
        }
    }

    /** Last first. */
    public static void reversed(String topic, List<Message> messages) {
        inOrder(topic, messages.reversed());
    }

    /** In an order that the seed decides, each message twice. */
    public static void shuffledAndDoubled(String topic, List<Message> messages, long seed) {
        List<Message> order = new ArrayList<>(messages);
        order.addAll(messages);
        Collections.shuffle(order, new Random(seed));
        inOrder(topic, order);
    }

    /** Any bytes under any key, as a faulty producer would. */
    public static void raw(String topic, byte @Nullable [] key, byte @Nullable [] value) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.send(new ProducerRecord<>(topic, null, key, value)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("not sent", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /**
     * Good messages of one key in their order, and poison spread between them on their partition.
     * Waits until the broker has taken all of it.
     */
    public static void among(String topic, List<Message> good, List<PoisonRecords.Poison> poison) {
        byte[] key = String.valueOf(good.getFirst().key()).getBytes(StandardCharsets.UTF_8);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            int partition =
                    BuiltInPartitioner.partitionForKey(key, producer.partitionsFor(topic).size());
            int share = poison.size() / good.size() + 1;
            for (int i = 0; i < poison.size(); i++) {
                if (i % share == 0) {
                    send(producer, topic, partition, good.get(i / share));
                }
                PoisonRecords.Poison each = poison.get(i);
                sent.add(
                        producer.send(
                                new ProducerRecord<>(topic, partition, each.key(), each.value())));
            }
            good.subList((poison.size() - 1) / share + 1, good.size())
                    .forEach(each -> send(producer, topic, partition, each));
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("not sent", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Everything that stands on a topic now; in order within each key, and only added to. */
    public static List<Message> standingOn(String topic) {
        return Reading.of(topic).all();
    }

    /** What has been read of a topic: asking again reads only what came since. Thread-safe. */
    private static final class Reading {

        private static final Map<String, Reading> OPEN = new ConcurrentHashMap<>();

        private final KafkaConsumer<byte[], byte[]> consumer;
        private final List<TopicPartition> partitions;
        private final List<Message> found = new ArrayList<>();

        private Reading(String topic) {
            consumer =
                    new KafkaConsumer<>(
                            Map.of(
                                    "bootstrap.servers",
                                    PlatformServers.bootstrapServers(),
                                    // A broker answers a connection in turn: asking for the end
                                    // waits behind a fetch that waits for records.
                                    "fetch.max.wait.ms",
                                    10,
                                    "key.deserializer",
                                    ByteArrayDeserializer.class,
                                    "value.deserializer",
                                    ByteArrayDeserializer.class));
            partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }

        static Reading of(String topic) {
            return OPEN.computeIfAbsent(topic, Reading::new);
        }

        synchronized List<Message> all() {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> read : consumer.poll(Duration.ofMillis(100))) {
                    found.add(new Message(text(read.key()), text(read.value())));
                }
            }
            return List.copyOf(found);
        }
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer,
            String topic,
            @Nullable Integer partition,
            Message message) {
        // Not awaited one by one: closing the producer flushes, and a failure shows in the test.
        var unused =
                producer.send(
                        new ProducerRecord<>(
                                topic, partition, bytes(message.key()), bytes(message.value())));
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        PlatformServers.bootstrapServers(),
                        "acks",
                        "all",
                        "linger.ms",
                        0,
                        "key.serializer",
                        ByteArraySerializer.class,
                        "value.serializer",
                        ByteArraySerializer.class));
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
