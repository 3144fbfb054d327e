package org.wholepicture.escalation.timer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.wholepicture.escalation.application.EscalationConfig;
import org.wholepicture.escalation.application.FireTimers;
import org.wholepicture.escalation.application.PlanTimers;
import org.wholepicture.platform.messaging.IdleCheck;
import org.wholepicture.platform.messaging.Workers;

/** Plans what new settings have moved, then fires what is due. On every replica. */
@ApplicationScoped
class StageClock implements IdleCheck {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private final PlanTimers plan;
    private final FireTimers fire;
    private volatile double lateSeconds;

    StageClock(PlanTimers plan, FireTimers fire) {
        this.plan = plan;
        this.fire = fire;
    }

    void start(
            @Observes StartupEvent event,
            Workers workers,
            MeterRegistry metrics,
            EscalationConfig config) {
        Gauge.builder("wp.escalation.timers.late", this, clock -> clock.lateSeconds)
                .baseUnit("seconds")
                .description("How long the first timer that waits has been due")
                .register(metrics);
        workers.start("timers", config.timerPoll(), this::turn);
        workers.start("timers-watch", LOOK_EVERY, this::look);
    }

    @Override
    public String name() {
        return "timers";
    }

    @Override
    public long remaining() {
        return fire.remaining();
    }

    private boolean turn() {
        int planned = plan.next();
        int fired = fire.next();
        return planned + fired > 0;
    }

    /** Read by a worker of its own: it is to tell when the other one does not turn. */
    private boolean look() {
        lateSeconds = fire.late().toMillis() / 1000.0;
        return false;
    }
}
