package org.wholepicture.platform.mail;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.wholepicture.platform.messaging.IdleCheck;
import org.wholepicture.platform.messaging.Workers;

/** Tells how much mail waits and for how long. */
@ApplicationScoped
class MailWatch implements IdleCheck {

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final MailRows rows;
    private final InstantSource clock;
    private volatile double oldestSeconds;
    private volatile double failed;

    MailWatch(MailRows rows, InstantSource clock) {
        this.rows = rows;
        this.clock = clock;
    }

    void start(
            @Observes StartupEvent event,
            Workers workers,
            MeterRegistry metrics,
            MailConfig config) {
        Gauge.builder("wp.mail.oldest.unsent", this, watch -> watch.oldestSeconds)
                .baseUnit("seconds")
                .description("Age, since it was due, of the oldest message not sent")
                .register(metrics);
        Gauge.builder("wp.mail.failed", this, watch -> watch.failed)
                .description("Messages given up, for a person to look at")
                .register(metrics);
        if (config.enabled()) {
            workers.start("mail-watch", EVERY, this::look);
        }
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public long remaining() {
        return rows.due(clock.instant());
    }

    /** Read by a worker, not by whoever scrapes: a scrape must not wait for the database. */
    boolean look() {
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            oldestSeconds =
                                    rows.oldestUnsent(now)
                                            .map(
                                                    due ->
                                                            (double)
                                                                    Duration.between(due, now)
                                                                            .toSeconds())
                                            .orElse(0.0);
                            failed = rows.failed();
                        });
        return false;
    }
}
