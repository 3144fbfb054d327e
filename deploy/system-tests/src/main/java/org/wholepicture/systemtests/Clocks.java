package org.wholepicture.systemtests;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The clocks of the services, which go forward together and never back. For one thread. */
public final class Clocks {

    private static final int TRIES = 120;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final Stack stack;
    private Duration ahead = Duration.ZERO;

    /** Of a stack whose clocks nobody else has moved. */
    public Clocks(Stack stack) {
        this.stack = stack;
    }

    /** For each service in turn; one that does not answer is asked again for a minute. */
    public void forward(Duration by) throws InterruptedException {
        ahead = ahead.plus(by);
        // Last the one that may not come to answering.
        for (String service : List.of("referral", "chronology", "escalation", "alert")) {
            move(service);
        }
    }

    /** What the services' clocks say. */
    public Instant now() {
        return Instant.now().plus(ahead);
    }

    private void move(String service) throws InterruptedException {
        for (int tries = 0; ; tries++) {
            try {
                stack.moveClock(service, ahead);
                return;
            } catch (RuntimeException away) {
                if (tries == TRIES) {
                    throw away;
                }
                TimeUnit.NANOSECONDS.sleep(BETWEEN_TRIES.toNanos());
            }
        }
    }
}
