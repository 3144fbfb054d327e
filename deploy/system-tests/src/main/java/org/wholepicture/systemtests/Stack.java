package org.wholepicture.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wholepicture.cases.CasePlayer;
import org.wholepicture.cases.services.Connection;
import org.wholepicture.cases.services.Demo;

/**
 * A local stack, started and stopped by the entry script as a person would, on ports and a state
 * folder of its own. Thread-safe.
 */
public final class Stack {

    private static final Duration TOKENS_ARE_FRESH = Duration.ofMinutes(4);

    private final Path home;
    private final Path state;
    private final Map<String, String> settings;
    private final int firstNumber;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    private record Token(String text, long since) {

        boolean isFresh() {
            return System.nanoTime() - since < TOKENS_ARE_FRESH.toNanos();
        }
    }

    private @Nullable Connection connection;

    private Stack(Path home, Path state, Map<String, String> settings, int firstNumber) {
        this.home = home;
        this.state = state;
        this.settings = settings;
        this.firstNumber = firstNumber;
    }

    /**
     * Starts a stack anew; what its state folder held is deleted.
     *
     * @param home the repository
     * @param gateway the gateway's port; all other ports are counted from 20 above it
     * @param more settings for the services, environment variables whose names begin with WP_
     * @param words for {@code ./wp up}
     */
    public static Stack start(
            Path home, Path state, int gateway, Map<String, String> more, String... words) {
        Path folder = state.toAbsolutePath();
        of(home, folder, gateway, more).wp("down");
        delete(folder);
        return resume(home, folder, gateway, more, words);
    }

    /** Starts a stack on what its state folder holds. The rest as in {@link #start}. */
    public static Stack resume(
            Path home, Path state, int gateway, Map<String, String> more, String... words) {
        Stack stack = of(home, state.toAbsolutePath(), gateway, more);
        List<String> up = new ArrayList<>(List.of("up"));
        up.addAll(List.of(words));
        stack.wp(up.toArray(String[]::new));
        return stack;
    }

    private static Stack of(Path home, Path state, int gateway, Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(more);
        settings.put("WP_PORT", Integer.toString(gateway));
        settings.put("WP_BASE_PORT", Integer.toString(gateway + 20));
        return new Stack(home, state, settings, 0);
    }

    /**
     * Starts a stack for a program of the entry script, which names the repository (WP_HOME) and
     * the folder for it (WP_STATE): no case history is played, and it stops with the program.
     *
     * @param gateway as in {@link #start}
     * @param more as in {@link #start}
     */
    public static Stack startForProgram(int gateway, Map<String, String> more) {
        Stack stack =
                start(
                        Path.of(System.getenv("WP_HOME")),
                        Path.of(System.getenv("WP_STATE")),
                        gateway,
                        more,
                        "--no-play");
        Runtime.getRuntime().addShutdownHook(new Thread(stack::stop, "stop"));
        return stack;
    }

    /** A stack that runs already and is left running. */
    public static Stack at(Path home, Path state) {
        Path there = state.toAbsolutePath();
        return new Stack(home, there, Map.of(), 100 * nextRun(there));
    }

    private static int nextRun(Path state) {
        Path file = state.resolve("system-test-runs");
        try {
            int run = Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) + 1 : 1;
            Files.writeString(file, Integer.toString(run));
            return run;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Stops it; the data is kept. */
    public void stop() {
        wp("down");
    }

    /**
     * NHS number of a test's child or adult: another for each {@code n} below 100, and another in
     * each run on a stack that is kept.
     */
    public String nhsNumber(int n) {
        return Events.nhsNumber(firstNumber + n);
    }

    /** The child of the case history that was played at the start. */
    public Child child() {
        try {
            String played = Files.readString(state.resolve("demonstration.json"));
            return new Child(this, "", Demo.read(played).person());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Where everything is, for the case player. */
    public synchronized Connection connection() {
        if (connection == null) {
            try {
                connection = Connection.read(state);
            } catch (CasePlayer.CannotPlayException notRunning) {
                throw new IllegalStateException(notRunning);
            }
        }
        return connection;
    }

    /** The folder that holds data, logs and pids. */
    public Path state() {
        return state;
    }

    /** Address behind the gateway. */
    public URI at(String path) {
        return URI.create(connection().origin() + path);
    }

    /**
     * Address of a service itself, past the gateway.
     *
     * @param service as in {@code referral}
     */
    public URI direct(String service, String path) {
        return URI.create(connection().services().get(service) + path);
    }

    /** Whether a service that this stack was started with says that it is ready. */
    public boolean isReady(String service) {
        URI address = direct(service, "");
        try {
            // Its management port, to which the gateway does not lead.
            URI health =
                    URI.create(
                            "http://127.0.0.1:%d/q/health/ready".formatted(address.getPort() + 10));
            return Web.get(health, "").status() == 200;
        } catch (UncheckedIOException away) {
            return false;
        }
    }

    /**
     * An access token of an agency's system or of a person, at most four minutes old; older only
     * while the identity provider does not answer.
     */
    public String token(String name) {
        Token held = tokens.get(name);
        return held != null && held.isFresh() ? held.text() : freshToken(name);
    }

    /** One at a time: the identity provider refuses one person's sign-ins that come together. */
    private synchronized String freshToken(String name) {
        Token held = tokens.get(name);
        if (held != null && held.isFresh()) {
            return held.text();
        }
        try {
            Token fresh = new Token(wp("token", name).strip(), System.nanoTime());
            tokens.put(name, fresh);
            return fresh.text();
        } catch (IllegalStateException away) {
            if (held == null) {
                throw away;
            }
            return held.text();
        }
    }

    /** JDBC address of a service's database, with the superuser's password in it. */
    public String database(String service) {
        try {
            String port =
                    Files.readAllLines(state.resolve("postgres/data/postmaster.pid"))
                            .get(3)
                            .strip();
            String password = Files.readString(state.resolve("secrets/database-postgres")).strip();
            return "jdbc:postgresql://127.0.0.1:%s/%s?user=postgres&password=%s"
                    .formatted(port, service, password);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Does something by hand to a service's database, as its superuser.
     *
     * @return how many rows it concerned
     */
    public int execute(String service, String sql, Object... parameters) {
        try (java.sql.Connection database = DriverManager.getConnection(database(service));
                PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Every mail that was accepted, the oldest first. */
    public List<JsonNode> mails() {
        List<JsonNode> mails = new ArrayList<>();
        Web.get(at("/inbox/api/messages?after=0"), token(Child.LEAD))
                .json()
                .path("messages")
                .forEach(mails::add);
        return mails;
    }

    /**
     * Has a service end the next time its work comes to a point. A service at work may come there
     * before it answers: a connection that breaks is no failure, and whether the service ended is
     * the caller's to see.
     *
     * @param point as {@code CrashPoints.Point} names it
     */
    public void haltAt(String service, String point) {
        try {
            command(service, "/local/crash", "{\"at\":\"" + point + "\"}");
        } catch (UncheckedIOException ended) {
            // Its process id tells.
        }
    }

    /** Moves a service's clock ahead of the real time. */
    public void moveClock(String service, Duration ahead) {
        command(service, "/local/clock", "{\"offset\":\"" + ahead + "\"}");
    }

    private void command(String service, String path, String body) {
        Web.Answer answer =
                Web.send(
                        "PUT",
                        direct(service, path),
                        token("local-player"),
                        "application/json",
                        body);
        if (answer.status() != 200) {
            throw new IllegalStateException(service + path + " answers " + answer.status());
        }
    }

    /** Process id of a server, from the launcher's own list. */
    public long pid(String server) {
        try (Stream<String> lines = Files.lines(state.resolve("run/pids"))) {
            return lines.filter(line -> line.startsWith(server + " "))
                    .reduce((_, last) -> last)
                    .map(line -> Long.parseLong(line.split(" ", -1)[1]))
                    .orElseThrow(() -> new IllegalStateException(server + " is not running"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Runs the entry script on this stack and gives back what it printed.
     *
     * @throws IllegalStateException when it fails
     */
    public String wp(String... words) {
        List<String> command = new ArrayList<>(List.of(home.resolve("wp").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.put("WP_STATE", state.toString());
        environment.put("WP_NO_BUILD", "1");
        environment.putAll(settings);
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
                throw new IllegalStateException(
                        "./wp " + String.join(" ", words) + " failed:\n" + printed);
            }
            return printed;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
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
