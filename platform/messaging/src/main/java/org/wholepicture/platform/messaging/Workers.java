package org.wholepicture.platform.messaging;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The service's workers. Each is covered by the liveness probe and stopped before the service ends.
 * Start them from an observer of {@code StartupEvent}.
 */
@ApplicationScoped
public class Workers {

    private final List<Worker> running = new CopyOnWriteArrayList<>();

    /**
     * Starts a worker.
     *
     * @param name for its thread, logs and the liveness probe: "filing"
     * @param interval longest wait between turns when nobody wakes it
     * @param turn the work; must end within 60 s or say so by failing
     */
    public Worker start(String name, Duration interval, Worker.Turn turn) {
        Worker worker = create(name, interval, turn);
        worker.start();
        return worker;
    }

    /** Makes every worker's next turn come now: the time was moved, and what is due with it. */
    public void wake() {
        running.forEach(Worker::wake);
    }

    /** A worker whose thread the caller starts. */
    Worker create(String name, Duration interval, Worker.Turn turn) {
        Worker worker = new Worker(name, interval, turn);
        running.add(worker);
        return worker;
    }

    List<Worker> running() {
        return List.copyOf(running);
    }

    void stopAll(@Observes ShutdownEvent event) {
        // All at once, so that the waits do not add up.
        running.forEach(Worker::askToStop);
        running.forEach(Worker::stop);
    }
}
