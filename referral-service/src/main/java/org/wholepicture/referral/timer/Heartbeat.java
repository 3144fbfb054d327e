package org.wholepicture.referral.timer;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.wholepicture.platform.messaging.Workers;
import org.wholepicture.referral.application.DecideSharing;
import org.wholepicture.referral.application.ReferralConfig;

/**
 * Tells the other services every ten seconds that what they have is all there is: without it they
 * cannot tell quiet from loss, and take their copies for old after a minute.
 */
@ApplicationScoped
class Heartbeat {

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final DecideSharing sharing;

    Heartbeat(DecideSharing sharing) {
        this.sharing = sharing;
    }

    void start(@Observes StartupEvent event, Workers workers, ReferralConfig config) {
        if (config.heartbeat().enabled()) {
            workers.start(
                    "heartbeat",
                    EVERY,
                    () -> {
                        sharing.beat();
                        return false;
                    });
        }
    }
}
