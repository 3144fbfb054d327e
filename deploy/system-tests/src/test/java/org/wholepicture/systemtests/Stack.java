package org.wholepicture.systemtests;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wholepicture.cases.services.Demo;

/**
 * The local stack of the test run: started by {@code ./wp up} on ports and a state folder of its
 * own by the first test that needs it, stopped by {@code ./wp down} after the last. Thread-safe.
 */
final class Stack {

    private static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();
    private static final String GATEWAY = "28080";
    private static final String BASE = "28100";

    private static @Nullable Stack running;

    private final Path state;
    private final boolean ours;
    private final int firstNumber;
    private final Properties addresses = new Properties();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    private Stack(Path state, boolean ours) {
        this.state = state;
        this.ours = ours;
        this.firstNumber = ours ? 0 : 100 * earlierRuns(state);
    }

    /**
     * The running stack, with the Coventry case history played. While working on a test, WP_STATE
     * names a stack that runs already, which is then left running.
     */
    static synchronized Stack running() {
        if (running == null) {
            String given = System.getenv("WP_STATE");
            Path state = Path.of(given == null ? "target/state" : given).toAbsolutePath();
            Stack stack = new Stack(state, given == null);
            running = stack;
            if (stack.ours) {
                stack.wp("down");
                delete(state);
                stack.wp("up");
            }
            try (Reader lines =
                    Files.newBufferedReader(state.resolve("run/connection.properties"))) {
                stack.addresses.load(lines);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return running;
    }

    static synchronized void stop() {
        if (running != null && running.ours) {
            running.wp("down");
            running = null;
        }
    }

    /**
     * NHS number of a test's child or adult: another for each {@code n} below 100, and another in
     * each run on a stack that is kept.
     */
    String nhsNumber(int n) {
        return Events.nhsNumber(firstNumber + n);
    }

    private static int earlierRuns(Path state) {
        Path file = state.resolve("system-test-runs");
        try {
            int runs = Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
            Files.writeString(file, Integer.toString(runs + 1));
            return runs + 1;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Address behind the gateway. */
    URI at(String path) {
        return URI.create(addresses.getProperty("origin") + path);
    }

    /** Address of a service itself, past the gateway. */
    URI direct(String service, String path) {
        return URI.create(addresses.getProperty(service) + path);
    }

    /** An access token of an agency's system or of a person. */
    String token(String name) {
        return tokens.computeIfAbsent(name, known -> wp("token", known).strip());
    }

    /** Tokens of people live ten minutes; each test begins with fresh ones. */
    void forgetTokens() {
        tokens.clear();
    }

    /** The child of the case history that was played at the start. */
    Child child() {
        try {
            String played = Files.readString(state.resolve("demonstration.json"));
            return new Child(this, "", Demo.read(played).person());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Process id of a server, from the launcher's own list. */
    long pid(String server) {
        try (Stream<String> lines = Files.lines(state.resolve("run/pids"))) {
            return lines.filter(line -> line.startsWith(server + " "))
                    .reduce((_, last) -> last)
                    .map(line -> Long.parseLong(line.split(" ")[1]))
                    .orElseThrow(() -> new AssertionError(server + " is not running"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Runs the entry script on this stack and gives back what it printed.
     *
     * @throws AssertionError when it fails
     */
    String wp(String... words) {
        List<String> command = new ArrayList<>(List.of(HOME.resolve("wp").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.put("WP_STATE", state.toString());
        environment.put("WP_NO_BUILD", "1");
        if (ours) {
            environment.put("WP_PORT", GATEWAY);
            environment.put("WP_BASE_PORT", BASE);
        }
        try {
            Path output = Files.createTempFile("wp", ".out");
            Process process =
                    builder.redirectErrorStream(true)
                            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                            .redirectOutput(output.toFile())
                            .start();
            int exit = process.waitFor();
            String printed = Files.readString(output);
            Files.delete(output);
            if (exit != 0) {
                throw new AssertionError(
                        "./wp " + String.join(" ", words) + " failed:\n" + printed);
            }
            return printed;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stopped);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
