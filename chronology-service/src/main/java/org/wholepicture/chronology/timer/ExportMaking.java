package org.wholepicture.chronology.timer;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.wholepicture.chronology.ExportConfig;
import org.wholepicture.chronology.application.MakeExports;
import org.wholepicture.platform.messaging.Workers;

/** Has the files made that were asked for, and removed when their time is over. */
@ApplicationScoped
class ExportMaking {

    void start(
            @Observes StartupEvent event, Workers workers, MakeExports make, ExportConfig config) {
        workers.start(
                "exports",
                config.interval(),
                () -> {
                    make.expire();
                    return make.next();
                });
    }
}
