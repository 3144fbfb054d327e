package org.wholepicture.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A child process of the launcher.
 *
 * @param name its name in the pid file, the logs and on the command line
 * @param title what people call it
 * @param command program and arguments
 * @param environment what is set beside the few variables every child gets
 * @param folder where it runs
 * @param ready asked again and again until true; may throw while the server is not there
 * @param patience how long it may take to get ready
 * @param stopSignal the signal for its clean stop
 */
record Server(
        String name,
        String title,
        List<String> command,
        Map<String, String> environment,
        Path folder,
        Readiness ready,
        Duration patience,
        String stopSignal) {

    /** Whether a server can do its work. */
    interface Readiness {
        boolean ready() throws Exception;
    }

    Server {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** Leaves the environment out: it holds secrets. */
    @Override
    public String toString() {
        return "Server[" + name + "]";
    }
}
