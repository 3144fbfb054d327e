package org.wholepicture.platform.messaging;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far the service has come on its topics. Asked of the broker: the loop may not have polled
 * what was just published. Counts what any replica has applied or put into quarantine.
 */
@ApplicationScoped
public class ConsumerProgress {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

    private final KafkaClients clients;
    private final Handlers handlers;
    private final MessagingConfig config;
    private @Nullable Admin admin;

    ConsumerProgress(KafkaClients clients, Handlers handlers, MessagingConfig config) {
        this.clients = clients;
        this.handlers = handlers;
        this.config = config;
    }

    /** Where the topics ended at a moment. */
    public static final class Mark {

        private final Map<TopicPartition, Long> ends;

        private Mark(Map<TopicPartition, Long> ends) {
            this.ends = Map.copyOf(ends);
        }
    }

    /**
     * Where the topics end now.
     *
     * @throws IllegalStateException when Kafka does not say
     */
    public synchronized Mark ends() {
        return new Mark(config.enabled() ? ask(this::ends) : Map.of());
    }

    /**
     * Whether every message before the mark has been applied.
     *
     * @throws IllegalStateException when Kafka does not say
     */
    public synchronized boolean hasReached(Mark mark) {
        return mark.ends.isEmpty() || ask(open -> behind(open, mark.ends)) == 0;
    }

    /** How many messages this service has not applied. */
    synchronized long behind() {
        return config.enabled() ? ask(open -> behind(open, ends(open))) : 0;
    }

    synchronized void close(@Observes ShutdownEvent event) {
        if (admin != null) {
            admin.close(LONGEST_ANSWER);
        }
    }

    /** A question to the broker. */
    private interface Question<T> {
        T put(Admin open) throws ExecutionException, TimeoutException, InterruptedException;
    }

    private <T> T ask(Question<T> question) {
        Admin open = admin;
        if (open == null) {
            open = clients.admin();
            admin = open;
        }
        try {
            return question.put(open);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not say how far the service is", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Map<TopicPartition, Long> ends(Admin open)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        answered(open.describeTopics(handlers.topics()).allTopicNames())
                .forEach(
                        (topic, description) ->
                                description
                                        .partitions()
                                        .forEach(
                                                info ->
                                                        latest.put(
                                                                new TopicPartition(
                                                                        topic, info.partition()),
                                                                OffsetSpec.latest())));
        return offsets(open, latest);
    }

    private long behind(Admin open, Map<TopicPartition, Long> ends)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed =
                answered(
                        open.listConsumerGroupOffsets(config.groupId())
                                .partitionsToOffsetAndMetadata());
        Map<TopicPartition, OffsetSpec> untouched = new HashMap<>();
        long behind = 0;
        for (var end : ends.entrySet()) {
            OffsetAndMetadata done = committed.get(end.getKey());
            if (done != null) {
                behind += Math.max(0, end.getValue() - done.offset());
            } else if (end.getValue() > 0) {
                untouched.put(end.getKey(), OffsetSpec.earliest());
            }
        }
        if (untouched.isEmpty()) {
            return behind;
        }
        // A partition never committed counts from its start.
        for (var start : offsets(open, untouched).entrySet()) {
            behind += Math.max(0, ends.getOrDefault(start.getKey(), 0L) - start.getValue());
        }
        return behind;
    }

    private static Map<TopicPartition, Long> offsets(
            Admin open, Map<TopicPartition, OffsetSpec> wanted)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Map<TopicPartition, ListOffsetsResultInfo> found = answered(open.listOffsets(wanted).all());
        found.forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    private static <T> T answered(KafkaFuture<T> answer)
            throws ExecutionException, TimeoutException, InterruptedException {
        return answer.get(LONGEST_ANSWER.toSeconds(), TimeUnit.SECONDS);
    }
}
