package org.wholepicture.chronology.timer;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.wholepicture.chronology.ExportConfig;
import org.wholepicture.chronology.application.MakeExports;
import org.wholepicture.platform.messaging.Workers;

/**
 * Has the files made that were asked for, one at a time, and removed when their time is over. A
 * file is made on a thread of its own: a long one may take longer than a turn of a worker, and a
 * service that makes one is not stuck.
 */
@ApplicationScoped
class ExportMaking {

    private static final Logger LOG = Logger.getLogger(ExportMaking.class);

    private final MakeExports make;
    private final AtomicBoolean making = new AtomicBoolean();

    ExportMaking(MakeExports make) {
        this.make = make;
    }

    void start(@Observes StartupEvent event, Workers workers, ExportConfig config) {
        workers.start(
                "exports",
                config.interval(),
                () -> {
                    make.expire();
                    if (making.compareAndSet(false, true)) {
                        Thread.ofPlatform().name("wp-export").daemon().start(this::makeAll);
                    }
                    return false;
                });
    }

    /** What fails is begun again in a later turn, behind what has failed less often. */
    private void makeAll() {
        try {
            boolean more = true;
            while (more) {
                more = make.next();
            }
        } catch (RuntimeException e) {
            // Without its message, which may quote what was read.
            LOG.warnf("an export was not made reason=%s", e.getClass().getSimpleName());
        } finally {
            making.set(false);
        }
    }
}
