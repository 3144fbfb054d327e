package org.wholepicture.platform.testsupport;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * How tests wait for what another thread does: asked at once and often, so that a wait lasts as
 * long as the work. Thread-safe.
 */
public final class Waits {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(10);

    private Waits() {}

    /** A wait that fails after a minute. */
    public static ConditionFactory await() {
        return Awaitility.await().atMost(LONGEST).pollDelay(Duration.ZERO).pollInterval(BETWEEN);
    }
}
