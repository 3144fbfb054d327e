package org.wholepicture.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Wakes the relay of this process when something was left in the outbox. */
@ApplicationScoped
class RelayBell {

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    void onRing(Runnable listener) {
        listeners.add(listener);
    }

    void ring() {
        listeners.forEach(Runnable::run);
    }
}
