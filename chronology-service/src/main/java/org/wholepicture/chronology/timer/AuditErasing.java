package org.wholepicture.chronology.timer;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.wholepicture.chronology.application.EraseAuditWords;
import org.wholepicture.platform.messaging.Worker;
import org.wholepicture.platform.messaging.Workers;

/** Erases words from the audit once they are sealed, which they are within seconds. */
@ApplicationScoped
class AuditErasing {

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final EraseAuditWords words;

    AuditErasing(EraseAuditWords words) {
        this.words = words;
    }

    void start(@Observes StartupEvent event, Workers workers) {
        Worker _ = workers.start("erase-audit-words", EVERY, words::next);
    }
}
