package org.wholepicture.platform.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Starts the workers of messaging with the service. */
@ApplicationScoped
class Messaging {

    private static final Duration CLOCK_INTERVAL = Duration.ofSeconds(1);
    private static final Duration GAP_INTERVAL = Duration.ofSeconds(1);
    private static final Duration MEASURE_INTERVAL = Duration.ofSeconds(5);

    private final MessagingConfig config;
    private final Workers workers;
    private final DatabaseClock databaseClock;
    private final GapWatch gapWatch;
    private final Measures measures;
    private final RelayBell bell;
    private final Relay relay;
    private final ConsumerLoop loop;

    Messaging(
            MessagingConfig config,
            Workers workers,
            DatabaseClock databaseClock,
            GapWatch gapWatch,
            Measures measures,
            RelayBell bell,
            Relay relay,
            ConsumerLoop loop) {
        this.config = config;
        this.workers = workers;
        this.databaseClock = databaseClock;
        this.gapWatch = gapWatch;
        this.measures = measures;
        this.bell = bell;
        this.relay = relay;
        this.loop = loop;
    }

    void start(@Observes StartupEvent event) {
        workers.start(
                "clock",
                CLOCK_INTERVAL,
                () -> {
                    DatabaseClock.Reading _ = databaseClock.read();
                    return false;
                });
        if (!config.enabled()) {
            return;
        }
        Worker relaying = workers.start("relay", config.relay().interval(), relay);
        bell.onRing(relaying::wake);
        workers.start("gaps", GAP_INTERVAL, gapWatch);
        workers.start("measures", MEASURE_INTERVAL, measures);
        Worker consuming = workers.create("consumer", config.consumer().pollTimeout(), loop);
        loop.follow(consuming);
        consuming.start();
    }

    /** Beans with threads of their own inside: made once, proxied never. */
    @Dependent
    static class Parts {

        @Produces
        @Singleton
        Relay relay(
                DirectConnections connections,
                KafkaClients clients,
                MessagingConfig config,
                InstantSource clock,
                CrashPoints crashPoints,
                Traces traces,
                MeterRegistry meters) {
            return new Relay(
                    connections,
                    clients::producer,
                    config.relay().batch(),
                    clock,
                    crashPoints,
                    traces,
                    meters);
        }

        @Produces
        @Singleton
        ConsumerLoop loop(
                KafkaClients clients,
                MessagingConfig config,
                Tables tables,
                Inbox inbox,
                Quarantine quarantine,
                Handlers handlers,
                CrashPoints crashPoints,
                MeterRegistry meters) {
            return new ConsumerLoop(
                    clients::consumer,
                    config,
                    tables,
                    inbox,
                    quarantine,
                    handlers,
                    crashPoints,
                    meters);
        }
    }
}
