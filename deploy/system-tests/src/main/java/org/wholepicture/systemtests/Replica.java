package org.wholepicture.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A second process of one of a stack's services, started as the first was and on ports of its own:
 * it consumes, relays and fires as a replica does, and nothing leads people to it.
 */
public final class Replica implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Process process;
    private final URI address;

    private Replica(Process process, URI address) {
        this.process = process;
        this.address = address;
        // Also when the program is ended from outside.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "replica"));
    }

    /** Starts one beside the first, and waits until it is ready. */
    public static Replica of(Stack stack, String service) throws InterruptedException {
        return start(stack, service, words("/proc/%d/cmdline".formatted(stack.pid(service))));
    }

    /**
     * The same, of another version.
     *
     * @param built the folder of the other version's jars, which nobody builds meanwhile
     */
    public static Replica of(Stack stack, String service, Path built) throws InterruptedException {
        String now = stack.state().resolve("services").resolve(service).toString();
        return start(
                stack,
                service,
                words("/proc/%d/cmdline".formatted(stack.pid(service))).stream()
                        .map(word -> word.replace(now, built.toString()))
                        .toList());
    }

    private static Replica start(Stack stack, String service, List<String> command)
            throws InterruptedException {
        long first = stack.pid(service);
        int http = freePort();
        int management = freePort();
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(stack.state().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(
                                stack.state().resolve("logs/" + service + "-2.log").toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        for (String setting : words("/proc/%d/environ".formatted(first))) {
            int equals = setting.indexOf('=');
            if (equals > 0) {
                environment.put(setting.substring(0, equals), setting.substring(equals + 1));
            }
        }
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(http));
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
        // Two of one name would take the messages from each other.
        environment.put("WP_MESSAGING_CONSUMER_INSTANCE_ID", service + "-2");
        try {
            Replica replica =
                    new Replica(
                            builder.start(),
                            URI.create(
                                    "http://127.0.0.1:%d/%s"
                                            .formatted(http, service.replace("-service", ""))));
            replica.awaitReady(
                    URI.create("http://127.0.0.1:%d/q/health/ready".formatted(management)));
            return replica;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Where it answers.
     *
     * @param path below the root of the service
     */
    public URI at(String path) {
        return URI.create(address + path);
    }

    private void awaitReady(URI health) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady(health)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new IllegalStateException("a second replica does not start: see its log");
            }
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
    }

    private static boolean isReady(URI health) {
        try {
            return Web.get(health, "").status() == 200;
        } catch (UncheckedIOException away) {
            return false;
        }
    }

    /** Strings with a zero byte after each. */
    private static List<String> words(String file) {
        try {
            return List.of(Files.readString(Path.of(file), StandardCharsets.UTF_8).split("\0", 0));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Ends it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
