package org.wholepicture.platform.testsupport;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that moves only when the test says so. Thread-safe. */
public final class MutableClock implements InstantSource {

    private final AtomicReference<Instant> now;

    private MutableClock(Instant now) {
        this.now = new AtomicReference<>(now);
    }

    /** Starts at an instant such as {@code 2026-03-02T09:00:00Z}. */
    public static MutableClock at(String instant) {
        return new MutableClock(Instant.parse(instant));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Moves on; a negative duration moves back. */
    public void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    /** Jumps to an instant such as {@code 2026-03-02T09:00:00Z}. */
    public void setTo(String instant) {
        now.set(Instant.parse(instant));
    }
}
