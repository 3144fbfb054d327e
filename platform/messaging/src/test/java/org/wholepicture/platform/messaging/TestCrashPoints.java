package org.wholepicture.platform.messaging;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;

/** Ends a turn at a named point, once, as the end of the process would. */
@Singleton
class TestCrashPoints implements CrashPoints {

    private final AtomicReference<Point> next = new AtomicReference<>();

    void crashOnceAt(Point point) {
        next.set(point);
    }

    boolean crashed() {
        return next.get() == null;
    }

    @Override
    public void reached(Point point) {
        if (next.compareAndSet(point, null)) {
            throw new Error("crash at " + point);
        }
    }
}
