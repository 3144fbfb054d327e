package org.wholepicture.chronology.timer;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.wholepicture.chronology.application.ReviewEmergencies;
import org.wholepicture.platform.messaging.Worker;
import org.wholepicture.platform.messaging.Workers;

/** Reminds the privacy officer of readings in an emergency that nobody has reviewed in time. */
@ApplicationScoped
class EmergencyReminding {

    private static final Duration EVERY = Duration.ofMinutes(10);

    private final ReviewEmergencies review;

    EmergencyReminding(ReviewEmergencies review) {
        this.review = review;
    }

    void start(@Observes StartupEvent event, Workers workers) {
        Worker _ = workers.start("emergency-reminders", EVERY, review::remind);
    }
}
