package org.wholepicture.alert.timer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.AlertConfig;
import org.wholepicture.alert.application.Sweeping;
import org.wholepicture.platform.messaging.ConsumerProgress;
import org.wholepicture.platform.messaging.CrashPoints;
import org.wholepicture.platform.messaging.IdleCheck;
import org.wholepicture.platform.messaging.Workers;
import org.wholepicture.platform.web.Redacted;

/**
 * Sweeps as soon as a new day has come and everything published before is heard: a silence is none
 * while the event that breaks it waits on its topic. On every replica: each takes persons nobody
 * else holds.
 */
@ApplicationScoped
class NightlySweep implements IdleCheck {

    private static final Logger log = Logger.getLogger(NightlySweep.class);

    private final Sweeping sweeping;
    private final ConsumerProgress progress;
    private final AtomicInteger waiting;
    private final CrashPoints crashPoints;

    // Of the sweep's own thread alone.
    private @Nullable LocalDate heardThrough;
    private @Nullable Midnight midnight;

    /** A midnight that has passed, and where the topics ended after it. */
    private record Midnight(LocalDate day, ConsumerProgress.Mark ends) {}

    NightlySweep(
            Sweeping sweeping,
            ConsumerProgress progress,
            MeterRegistry metrics,
            CrashPoints crashPoints) {
        this.crashPoints = crashPoints;
        this.sweeping = sweeping;
        this.progress = progress;
        this.waiting = new AtomicInteger();
        Gauge.builder("wp.alerts.sweep.waiting", waiting, AtomicInteger::doubleValue)
                .description("1 while the nightly sweep waits for messages of before midnight")
                .register(metrics);
    }

    void start(@Observes StartupEvent event, Workers workers, AlertConfig config) {
        workers.start("sweep", config.sweepPoll(), this::turn);
    }

    @Override
    public String name() {
        return "sweep";
    }

    @Override
    public long remaining() {
        return sweeping.remaining();
    }

    private boolean turn() {
        // One day for both: midnight may come between them.
        LocalDate day = sweeping.dueThrough();
        if (!isHeardThrough(day)) {
            return false;
        }
        try {
            boolean swept = sweeping.next(day);
            if (swept) {
                crashPoints.reached(CrashPoints.Point.WITHIN_SWEEP);
            }
            return swept;
        } catch (Sweeping.FoldFailedException e) {
            log.errorf(Redacted.of(e), "sweep failed, set aside person=%s", e.person());
            sweeping.setAside(e.person());
            return true;
        }
    }

    private boolean isHeardThrough(LocalDate day) {
        if (day.equals(heardThrough)) {
            return true;
        }
        boolean first = waiting.getAndSet(1) == 0;
        Midnight passed = midnight;
        if (passed == null || !passed.day().equals(day)) {
            passed = new Midnight(day, progress.ends());
            midnight = passed;
        }
        if (!progress.hasReached(passed.ends())) {
            if (first) {
                log.infof("sweep waits for messages published before day=%s", day);
            }
            return false;
        }
        heardThrough = day;
        waiting.set(0);
        return true;
    }
}
