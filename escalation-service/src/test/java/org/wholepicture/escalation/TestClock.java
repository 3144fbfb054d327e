package org.wholepicture.escalation;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.wholepicture.platform.testsupport.MutableClock;

/** Time that the tests move; an ordinary Monday to begin with. */
public final class TestClock {

    public static final MutableClock CLOCK = MutableClock.at("2026-11-02T10:00:00Z");

    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    InstantSource clock() {
        return CLOCK;
    }
}
