package org.wholepicture.alert.timer;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import org.wholepicture.alert.application.AlertConfig;
import org.wholepicture.alert.application.Sweeping;
import org.wholepicture.platform.messaging.IdleCheck;
import org.wholepicture.platform.messaging.Workers;

/** Sweeps as soon as a new day has come, on every replica: each takes persons nobody else holds. */
@ApplicationScoped
class NightlySweep implements IdleCheck {

    private static final Logger log = Logger.getLogger(NightlySweep.class);

    private final Sweeping sweeping;

    NightlySweep(Sweeping sweeping) {
        this.sweeping = sweeping;
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
        try {
            return sweeping.next();
        } catch (Sweeping.FoldFailedException e) {
            log.errorf(e, "sweep failed, set aside person=%s", e.person());
            sweeping.setAside(e.person());
            return true;
        }
    }
}
