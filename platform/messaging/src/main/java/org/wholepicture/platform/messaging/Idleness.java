package org.wholepicture.platform.messaging;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What messaging itself has left to do. */
@ApplicationScoped
class Idleness {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

    private final Measures measures;
    private final KafkaClients clients;
    private final Handlers handlers;
    private final MessagingConfig config;
    private @Nullable Admin admin;

    private record Check(String name, java.util.function.LongSupplier left) implements IdleCheck {
        @Override
        public long remaining() {
            return left.getAsLong();
        }
    }

    Idleness(Measures measures, KafkaClients clients, Handlers handlers, MessagingConfig config) {
        this.measures = measures;
        this.clients = clients;
        this.handlers = handlers;
        this.config = config;
    }

    /** Messages that Kafka has not taken yet. */
    @Produces
    @ApplicationScoped
    IdleCheck outbox() {
        return new Check("outbox", () -> measures.count().unpublished());
    }

    /** Messages on the topics whose effects this service has not committed. */
    @Produces
    @ApplicationScoped
    IdleCheck consumer() {
        return new Check("consumer", () -> config.enabled() ? behind() : 0);
    }

    /** Messages that were overtaken. */
    @Produces
    @ApplicationScoped
    IdleCheck gaps() {
        return new Check("gaps", () -> measures.count().gaps());
    }

    synchronized void close(@Observes ShutdownEvent event) {
        if (admin != null) {
            admin.close(LONGEST_ANSWER);
        }
    }

    /** Asked of the broker: the loop may not have polled what was just published. */
    private synchronized long behind() {
        if (admin == null) {
            admin = clients.admin();
        }
        try {
            return behind(admin);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not say how far the service is", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private long behind(Admin open)
            throws ExecutionException, TimeoutException, InterruptedException {
        long seconds = LONGEST_ANSWER.toSeconds();
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
        open.describeTopics(handlers.topics())
                .allTopicNames()
                .get(seconds, TimeUnit.SECONDS)
                .forEach(
                        (topic, description) ->
                                description
                                        .partitions()
                                        .forEach(
                                                info -> {
                                                    TopicPartition partition =
                                                            new TopicPartition(
                                                                    topic, info.partition());
                                                    latest.put(partition, OffsetSpec.latest());
                                                    earliest.put(partition, OffsetSpec.earliest());
                                                }));
        Map<TopicPartition, OffsetAndMetadata> committed =
                open.listConsumerGroupOffsets(config.groupId())
                        .partitionsToOffsetAndMetadata()
                        .get(seconds, TimeUnit.SECONDS);
        var ends = open.listOffsets(latest).all().get(seconds, TimeUnit.SECONDS);
        var starts = open.listOffsets(earliest).all().get(seconds, TimeUnit.SECONDS);
        long behind = 0;
        for (var end : ends.entrySet()) {
            OffsetAndMetadata done = committed.get(end.getKey());
            var start = starts.get(end.getKey());
            // A partition never committed counts from its start.
            long from = done != null ? done.offset() : start != null ? start.offset() : 0;
            behind += Math.max(0, end.getValue().offset() - from);
        }
        return behind;
    }
}
