package org.wholepicture.platform.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Polls, applies what came in one transaction, then commits offsets. When that fails, one record a
 * transaction, so that a bad one is found and put into quarantine and the others move. When what is
 * around the records fails, nothing is judged: the same records come again after a pause, all of
 * them, or only those of one partition when the failure is met at one record alone.
 *
 * <p>A replica that was frozen and lost its partitions may apply records that another one has too:
 * the inbox keeps the effects single, and their order does not matter.
 */
final class ConsumerLoop implements Worker.Turn {

    private static final Logger LOG = Logger.getLogger(ConsumerLoop.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration OFFSETS_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

    /** As long as a number may be missing before people are told. */
    private static final Duration ALARM = Duration.ofMinutes(2);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final MessagingConfig.Consumer config;
    private final Tables tables;
    private final Inbox inbox;
    private final Quarantine quarantine;
    private final Handlers handlers;
    private final CrashPoints crashPoints;
    private final Counter applied;
    private final Counter copies;
    private final Counter quarantined;
    private final Counter failures;
    private final AtomicLong lag = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();
    private final Arrears arrears = new Arrears(InstantSource.system());
    private final HeldPartitions held = new HeldPartitions();

    private BooleanSupplier stopping = () -> false;
    private Runnable moved = () -> {};
    private @Nullable Consumer<byte[], byte[]> consumer;
    private int failuresInARow;
    private long pausedUntil = System.nanoTime();

    ConsumerLoop(
            Supplier<Consumer<byte[], byte[]>> consumers,
            MessagingConfig config,
            Tables tables,
            Inbox inbox,
            Quarantine quarantine,
            Handlers handlers,
            CrashPoints crashPoints,
            MeterRegistry meters) {
        this.consumers = consumers;
        this.config = config.consumer();
        this.tables = tables;
        this.inbox = inbox;
        this.quarantine = quarantine;
        this.handlers = handlers;
        this.crashPoints = crashPoints;
        this.applied = counter(meters, "wp.consumer.applied", "Messages applied");
        this.copies = counter(meters, "wp.consumer.copies", "Copies of messages passed over");
        this.quarantined =
                counter(meters, "wp.consumer.quarantined", "Records put into quarantine");
        this.failures = counter(meters, "wp.consumer.failures", "Turns that had to be repeated");
        Gauge.builder("wp.consumer.lag", lag, AtomicLong::doubleValue)
                .description("Records on the topics that were not applied")
                .register(meters);
        Gauge.builder("wp.consumer.lag.age", arrears, Arrears::seconds)
                .baseUnit("seconds")
                .description("Age of the oldest record that was not applied, as far as is known")
                .register(meters);
        Gauge.builder("wp.consumer.held", waiting, AtomicLong::doubleValue)
                .description("Partitions that wait before a record")
                .register(meters);
    }

    private static Counter counter(MeterRegistry meters, String name, String description) {
        return Counter.builder(name).description(description).register(meters);
    }

    /** Lets a long turn say that it moves, and end early when the service stops. */
    void follow(Worker worker) {
        stopping = worker::isStopping;
        moved = worker::turned;
    }

    @Override
    public boolean run() {
        try {
            turn(open());
        } catch (RuntimeException | Error e) {
            // Whatever it was: the next turn begins from the committed offsets.
            end();
            throw e;
        }
        // The poll itself waits for records.
        return true;
    }

    /** Leaves the group, so that the others need not wait for this one. */
    @Override
    public void end() {
        Consumer<byte[], byte[]> open = consumer;
        consumer = null;
        if (open != null) {
            try {
                open.close(
                        CloseOptions.timeout(OFFSETS_TIMEOUT)
                                .withGroupMembershipOperation(
                                        CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
            } catch (KafkaException e) {
                LOG.debug("consumer did not close in order", e);
            }
        }
    }

    private Consumer<byte[], byte[]> open() {
        Consumer<byte[], byte[]> open = consumer;
        if (open == null) {
            open = consumers.get();
            consumer = open;
            open.subscribe(handlers.topics());
        }
        return open;
    }

    private void turn(Consumer<byte[], byte[]> open) {
        long now = System.nanoTime();
        held.keep(open.assignment());
        boolean pausing = pausedUntil - now > 0;
        if (pausing) {
            // It goes on polling meanwhile: a member that is silent would stop the whole group.
            open.pause(open.assignment());
        } else {
            open.resume(open.paused());
            open.pause(held.pausing(now));
        }
        ConsumerRecords<byte[], byte[]> polled = open.poll(config.pollTimeout());
        measureLag(open);
        if (polled.isEmpty()) {
            return;
        }
        arrears.polled(polled);
        Map<TopicPartition, Long> next = new HashMap<>();
        polled.partitions()
                .forEach(each -> next.put(each, polled.records(each).getFirst().offset()));
        // During a pause these are of partitions that came to us since it began.
        if (!pausing) {
            List<Delivery> deliveries = new ArrayList<>();
            polled.forEach(each -> deliveries.add(Delivery.of(Delivery.Place.of(each))));
            apply(deliveries, next);
        }
        arrears.applied(polled, next, open);
        rewind(open, polled, next);
        commitOffsets(open, polled, next);
        waiting.set(held.count());
    }

    /**
     * Applies what it can, and no more once something has to be waited for.
     *
     * @param next of each partition the first record not dealt with; moved on
     */
    private void apply(List<Delivery> deliveries, Map<TopicPartition, Long> next) {
        boolean together =
                failuresInARow == 0 && deliveries.size() > 1 && !held.holdsAny(next.keySet());
        if (together) {
            try {
                applyTogether(deliveries);
                deliveries.forEach(each -> passed(each, next));
                return;
            } catch (RuntimeException | Error e) {
                if (Failures.isPassing(e)) {
                    // One of them may be the reason: the next time each stands alone.
                    pause(e, deliveries.size() + " records");
                    return;
                }
                LOG.infof(
                        "poll failed, one by one now records=%d reason=%s",
                        deliveries.size(), Failures.reason(e));
            }
        }
        for (Delivery delivery : deliveries) {
            try {
                applyAlone(delivery);
            } catch (RuntimeException | Error e) {
                if (!Failures.isPassing(e) && !stopping.getAsBoolean()) {
                    throw e;
                }
                waitFor(delivery, e);
                return;
            }
            passed(delivery, next);
            moved.run();
        }
        failuresInARow = 0;
    }

    private void passed(Delivery delivery, Map<TopicPartition, Long> next) {
        TopicPartition partition = partition(delivery);
        long offset = delivery.place().offset();
        held.passed(partition, offset);
        next.put(partition, offset + 1);
    }

    private void applyAlone(Delivery delivery) {
        try {
            applyTogether(List.of(delivery));
        } catch (RuntimeException | Error e) {
            // A service that stops takes beans and pools away: that says nothing of the record.
            if ((Failures.isPassing(e) && !isWaitedForInVain(delivery, e))
                    || stopping.getAsBoolean()) {
                throw e;
            }
            setAside(delivery, Failures.reason(e));
        }
    }

    /** The others of the partition cannot wait for ever for a key that may never have been ours. */
    private boolean isWaitedForInVain(Delivery delivery, Throwable failure) {
        return Failures.lacksKey(failure)
                && held.waiting(partition(delivery), delivery.place().offset(), System.nanoTime())
                                .compareTo(config.keyPatience())
                        >= 0;
    }

    /**
     * What is around a record failed. While the database answers that need not concern others: only
     * the record's partition waits.
     */
    private void waitFor(Delivery delivery, Throwable failure) {
        Delivery.Place place = delivery.place();
        if (stopping.getAsBoolean() || !databaseAnswers()) {
            pause(failure, place.topic() + "-" + place.partition() + "@" + place.offset());
            return;
        }
        failures.increment();
        failuresInARow = 0;
        HeldPartitions.Hold hold =
                held.failed(partition(delivery), place.offset(), System.nanoTime());
        LOG.logf(
                hold.waiting().compareTo(ALARM) < 0 ? Logger.Level.WARN : Logger.Level.ERROR,
                "partition waits topic=%s partition=%d offset=%d waitingS=%d nextInMs=%d reason=%s",
                place.topic(),
                place.partition(),
                place.offset(),
                hold.waiting().toSeconds(),
                hold.pause().toMillis(),
                Failures.reason(failure));
        moved.run();
    }

    private boolean databaseAnswers() {
        try {
            return tables.own(
                    ANSWER_TIMEOUT,
                    connection -> connection.isValid(Math.toIntExact(ANSWER_TIMEOUT.toSeconds())));
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static TopicPartition partition(Delivery delivery) {
        return new TopicPartition(delivery.place().topic(), delivery.place().partition());
    }

    private void applyTogether(List<Delivery> deliveries) {
        List<Delivery.Understood> readable =
                deliveries.stream()
                        .filter(Delivery.Understood.class::isInstance)
                        .map(Delivery.Understood.class::cast)
                        .toList();
        List<Delivery.Unreadable> unreadable =
                deliveries.stream()
                        .filter(Delivery.Unreadable.class::isInstance)
                        .map(Delivery.Unreadable.class::cast)
                        .toList();
        int fresh =
                tables.own(
                        config.transactionTimeout(),
                        connection -> {
                            List<Delivery.Understood> taken = inbox.takeNew(connection, readable);
                            inbox.number(connection, taken);
                            for (Delivery.Unreadable each : unreadable) {
                                quarantine.put(connection, each, each.reason());
                            }
                            // Last: a handler may take a role that may not write the above.
                            handlers.apply(taken);
                            return taken.size();
                        });
        applied.increment(fresh);
        copies.increment(readable.size() - fresh);
        unreadable.forEach(each -> report(each, each.reason()));
    }

    /** The inbox row stands beside it: a copy of it is not tried again, only a replay is. */
    private void setAside(Delivery delivery, String reason) {
        boolean kept;
        try {
            kept =
                    tables.own(
                            config.transactionTimeout(),
                            connection -> {
                                if (delivery instanceof Delivery.Understood readable) {
                                    if (inbox.takeNew(connection, List.of(readable)).isEmpty()) {
                                        return false;
                                    }
                                    numberIfPlausible(connection, readable);
                                }
                                quarantine.put(connection, delivery, reason);
                                return true;
                            });
        } catch (RuntimeException e) {
            // Never dropped: the partition waits and somebody is told.
            LOG.errorf(
                    Failures.withoutMessages(e),
                    "record cannot even be quarantined topic=%s partition=%d offset=%d",
                    delivery.place().topic(),
                    delivery.place().partition(),
                    delivery.place().offset());
            throw new PassingFailureException("quarantine failed", e);
        }
        if (kept) {
            report(delivery, reason);
        }
    }

    private void numberIfPlausible(java.sql.Connection connection, Delivery.Understood readable)
            throws java.sql.SQLException {
        try {
            inbox.number(connection, List.of(readable));
        } catch (InboxNumbers.ImplausibleNumberException e) {
            LOG.debug("number not noted", e);
        }
    }

    private void report(Delivery delivery, String reason) {
        quarantined.increment();
        LOG.errorf(
                "record quarantined topic=%s partition=%d offset=%d reason=%s",
                delivery.place().topic(),
                delivery.place().partition(),
                delivery.place().offset(),
                reason);
    }

    private void pause(Throwable failure, String what) {
        failures.increment();
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failuresInARow, 6));
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        failuresInARow++;
        pausedUntil = System.nanoTime() + pause.toNanos();
        LOG.warnf(
                "all wait, their surroundings failed at=%s nextInMs=%d reason=%s",
                what, pause.toMillis(), Failures.reason(failure));
    }

    /** Has everything delivered again that was not dealt with. */
    private static void rewind(
            Consumer<byte[], byte[]> open,
            ConsumerRecords<byte[], byte[]> polled,
            Map<TopicPartition, Long> next) {
        Set<TopicPartition> ours = open.assignment();
        next.forEach(
                (partition, offset) -> {
                    if (ours.contains(partition)
                            && offset <= polled.records(partition).getLast().offset()) {
                        open.seek(partition, offset);
                    }
                });
    }

    private void commitOffsets(
            Consumer<byte[], byte[]> open,
            ConsumerRecords<byte[], byte[]> polled,
            Map<TopicPartition, Long> next) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        next.forEach(
                (partition, offset) -> {
                    if (offset > polled.records(partition).getFirst().offset()) {
                        offsets.put(partition, new OffsetAndMetadata(offset));
                    }
                });
        if (offsets.isEmpty()) {
            return;
        }
        crashPoints.reached(CrashPoints.Point.AFTER_EFFECT_BEFORE_OFFSETS);
        try {
            open.commitSync(offsets, OFFSETS_TIMEOUT);
        } catch (KafkaException e) {
            // Kafka away, or the partitions with somebody else: delivered again and skipped.
            LOG.infof("offsets not committed reason=%s", e.getClass().getName());
        }
    }

    private void measureLag(Consumer<byte[], byte[]> open) {
        long behind = 0;
        for (TopicPartition partition : open.assignment()) {
            behind += open.currentLag(partition).orElse(0);
        }
        lag.set(behind);
        arrears.keep(open.assignment());
    }
}
