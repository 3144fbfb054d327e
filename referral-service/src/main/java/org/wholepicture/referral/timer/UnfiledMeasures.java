package org.wholepicture.referral.timer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.wholepicture.platform.messaging.Workers;
import org.wholepicture.referral.application.FileEvents;
import org.wholepicture.referral.domain.EventStore;

/** Measures what is not filed every few seconds, so that asking for the metrics costs nothing. */
@ApplicationScoped
class UnfiledMeasures {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final FileEvents files;
    private final Workers workers;
    private final InstantSource clock;
    private final AtomicLong waiting;
    private final AtomicLong inReview;
    private final AtomicLong oldestSeconds;

    UnfiledMeasures(FileEvents files, Workers workers, InstantSource clock, MeterRegistry meters) {
        this.files = files;
        this.workers = workers;
        this.clock = clock;
        this.waiting = gauge(meters, "wp.events.waiting", "Accepted events that wait to be filed");
        this.inReview =
                gauge(meters, "wp.events.in.review", "Accepted events that wait for a person");
        this.oldestSeconds =
                gauge(
                        meters,
                        "wp.events.oldest.waiting.seconds",
                        "Age of the oldest accepted event that waits to be filed");
    }

    private static AtomicLong gauge(MeterRegistry meters, String name, String description) {
        AtomicLong value = new AtomicLong();
        Gauge.builder(name, value, AtomicLong::doubleValue)
                .description(description)
                .register(meters);
        return value;
    }

    void start(@Observes StartupEvent event) {
        var _ = workers.start("unfiled-measures", INTERVAL, this::measure);
    }

    private boolean measure() {
        EventStore.Unfiled unfiled = files.unfiled();
        waiting.set(unfiled.waiting());
        inReview.set(unfiled.inReview());
        Instant oldest = unfiled.oldestWaiting();
        oldestSeconds.set(
                oldest == null ? 0 : Duration.between(oldest, clock.instant()).toSeconds());
        return false;
    }
}
