package org.wholepicture.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.wholepicture.cases.services.Connection;

/** What the services have still to do, as each says of itself. */
public final class Backlog {

    private Backlog() {}

    /**
     * Whether no service has more than this to file, to publish or to apply. Under load there is
     * always something on its way.
     *
     * @throws RuntimeException when one does not answer
     */
    public static boolean isAtMost(Stack stack, int tolerated) {
        return Connection.SERVICES.stream()
                .map(service -> remaining(stack, service))
                .allMatch(
                        left ->
                                left.isObject()
                                        && left.path("consumer").asInt() <= tolerated
                                        && left.path("outbox").asInt() <= tolerated
                                        && left.path("filing").asInt() <= tolerated);
    }

    /**
     * Waits until nothing is left anywhere and no number is missing, three times in a row: what one
     * service publishes is the other's work a moment later.
     *
     * @param pause between two looks
     * @return whether that came to be in time
     */
    public static boolean awaitNone(Stack stack, Duration atMost, Duration pause)
            throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        int quiet = 0;
        while (System.nanoTime() < end) {
            quiet = isNone(stack) ? quiet + 1 : 0;
            if (quiet == 3) {
                return true;
            }
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        }
        return false;
    }

    private static boolean isNone(Stack stack) {
        try {
            return Connection.SERVICES.stream()
                    .map(service -> remaining(stack, service))
                    .allMatch(left -> left.isObject() && isNone(left));
        } catch (RuntimeException away) {
            return false;
        }
    }

    private static boolean isNone(JsonNode left) {
        return Stream.of("consumer", "outbox", "gaps", "filing")
                .allMatch(what -> left.path(what).asInt() == 0);
    }

    /** What a service says it has still to do, by kind. */
    public static JsonNode remaining(Stack stack, String service) {
        return Web.get(stack.direct(service, "/local/idle"), stack.token("local-player"))
                .json()
                .path("remaining");
    }
}
