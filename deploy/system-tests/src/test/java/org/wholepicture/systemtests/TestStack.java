package org.wholepicture.systemtests;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one stack of the test run: started by the first test that needs it. Thread-safe. */
final class TestStack {

    private static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();
    private static final int GATEWAY = 28080;

    /**
     * Tests wait for a lease to run out, which is the longer the more patient a sender is, and for
     * the rounds in which losses are looked for.
     */
    private static final Map<String, String> SETTINGS =
            Map.of("WP_MAIL_DEADLINE", "10s", "WP_MESSAGING_ROUNDS_INTERVAL", "5s");

    private static @Nullable Stack running;

    private TestStack() {}

    /**
     * The running stack, with the Coventry case history played. While working on a test, WP_STATE
     * names a stack that runs already, which is then left running.
     */
    static synchronized Stack running() {
        if (running == null) {
            String given = System.getenv("WP_STATE");
            running =
                    given == null
                            ? Stack.start(HOME, Path.of("target", "state"), GATEWAY, SETTINGS)
                            : Stack.at(HOME, Path.of(given));
        }
        return running;
    }

    static synchronized void stop() {
        if (running != null && System.getenv("WP_STATE") == null) {
            running.stop();
        }
        running = null;
    }
}
