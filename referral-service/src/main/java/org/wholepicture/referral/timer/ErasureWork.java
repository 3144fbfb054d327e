package org.wholepicture.referral.timer;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.wholepicture.platform.messaging.Worker;
import org.wholepicture.platform.messaging.Workers;
import org.wholepicture.referral.application.CarryOutErasure;
import org.wholepicture.referral.application.KeepNoLonger;

/** Carries approved orders out, and looks each night for what is kept too long. */
@ApplicationScoped
class ErasureWork {

    /** Whoever approves an order sees a moment later that it is carried out. */
    private static final Duration ORDERS = Duration.ofSeconds(1);

    /** The night's round begins within so long after midnight. */
    private static final Duration NIGHTS = Duration.ofMinutes(10);

    private final CarryOutErasure erasure;
    private final KeepNoLonger retention;

    ErasureWork(CarryOutErasure erasure, KeepNoLonger retention) {
        this.erasure = erasure;
        this.retention = retention;
    }

    void start(@Observes StartupEvent event, Workers workers) {
        Worker _ = workers.start("erasure", ORDERS, erasure::next);
        Worker _ = workers.start("retention", NIGHTS, retention::lookOn);
    }
}
