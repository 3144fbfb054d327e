package org.wholepicture.escalation;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;
import org.wholepicture.platform.messaging.CrashPoints;

/** Does something, once, when work comes to where timers are claimed; on the thread that claims. */
@Singleton
@Alternative
@Priority(1)
class TestCrashPoints implements CrashPoints {

    private static final Runnable NOTHING = () -> {};

    private final AtomicReference<Runnable> withinTimers = new AtomicReference<>(NOTHING);

    void onceWithinTimers(Runnable what) {
        withinTimers.set(what);
    }

    @Override
    public void reached(Point point) {
        if (point == Point.WITHIN_TIMERS) {
            withinTimers.getAndSet(NOTHING).run();
        }
    }
}
