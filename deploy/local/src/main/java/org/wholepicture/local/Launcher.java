package org.wholepicture.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.wholepicture.cases.services.Connection;

/**
 * Main class: starts the whole stack, plays the first case history once, and stays until stopped.
 */
final class Launcher {

    private final Map<String, String> settings;
    private final Path home;
    private final StateFolder state;
    private final Ports ports;
    private final Progress progress;
    private final Secrets secrets;
    private final Supervisor supervisor;
    private final Mailbox mailbox;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();
    private @Nullable Reaper reaper;
    private @Nullable Gateway gateway;
    private @Nullable MailSink mailSink;

    private Launcher(
            Map<String, String> settings,
            Path home,
            StateFolder state,
            Ports ports,
            Progress progress) {
        this.settings = settings;
        this.home = home;
        this.state = state;
        this.ports = ports;
        this.progress = progress;
        this.secrets = new Secrets(state.secrets());
        this.supervisor = new Supervisor(state, progress);
        this.mailbox = new Mailbox(state.mail());
    }

    /**
     * Runs until a signal. Settings come from the environment: WP_HOME (the repository), WP_STATE,
     * WP_PORT, WP_BASE_PORT, WP_PLAY ("no" plays no case history).
     */
    public static void main(String[] args) {
        Progress progress = new Progress(System.out);
        Logs.configure("launcher-logging.properties");
        Map<String, String> settings = System.getenv();
        try {
            run(settings, progress);
        } catch (CannotStart refused) {
            progress.print(String.valueOf(refused.getMessage()));
            System.exit(1);
        } catch (RuntimeException bug) {
            progress.print("The launcher failed; this is a fault of it: " + bug);
            bug.printStackTrace();
            System.exit(1);
        }
    }

    private static void run(Map<String, String> settings, Progress progress) {
        Path home = Path.of(required(settings, "WP_HOME")).toAbsolutePath().normalize();
        Ports ports = Ports.plan(settings.get("WP_PORT"), settings.get("WP_BASE_PORT"));
        StateFolder state = StateFolder.open(Path.of(required(settings, "WP_STATE")));
        FileLock lock = lock(state);
        try {
            Files.deleteIfExists(state.run().resolve("up"));
        } catch (IOException failed) {
            throw new CannotStart("The state folder cannot be written.", failed);
        }
        if (Reaper.clearLeftovers(state)) {
            progress.say("stopped what an earlier run had left behind");
        }
        Preflight.check(ports, state);
        PidFile pids = new PidFile(state.pids());
        pids.begin();
        pids.addMyself("launcher");
        Launcher launcher = new Launcher(settings, home, state, ports, progress);
        CountDownLatch never = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> launcher.stop(lock), "stop"));
        launcher.start();
        try {
            never.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static FileLock lock(StateFolder state) {
        try {
            FileChannel channel =
                    FileChannel.open(
                            state.run().resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new CannotStart(
                        "This stack is running already (state folder %s): ./wp status, or ./wp down."
                                .formatted(state.root()));
            }
            return lock;
        } catch (IOException failed) {
            throw new CannotStart("The state folder cannot be locked.", failed);
        }
    }

    private void start() {
        reaper = Reaper.start(state);
        mailSink = new MailSink(mailbox, ports.of(Ports.SMTP), InstantSource.system());
        mailSink.start();
        gateway = Gateway.start(ports, new OwnPages(ports, mailbox));
        progress.say("gateway, mailbox       ready at " + ports.origin());
        Asks asks = new Asks(state, supervisor);
        asks.start();
        List<String> java =
                List.of(Path.of(System.getProperty("java.home"), "bin/java").toString());
        Executor each = task -> Thread.ofVirtual().start(task);
        CompletableFuture<Void> postgres = CompletableFuture.runAsync(this::startPostgres, each);
        CompletableFuture<Void> kafka =
                CompletableFuture.runAsync(
                        () -> supervisor.start(Kafka.server(state, ports, java)), each);
        CompletableFuture<Void> keycloak =
                CompletableFuture.runAsync(() -> startKeycloak(java), each);
        MicroServices microServices =
                new MicroServices(home, state, ports, secrets, java, settings);
        // Keycloak takes longest, and by itself; services beside it take turns with what is left.
        Executor inTurn =
                Executors.newFixedThreadPool(
                        Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
                        Thread.ofVirtual().factory());
        List<CompletableFuture<Void>> all = new ArrayList<>(List.of(postgres, kafka, keycloak));
        for (Service service : Service.values()) {
            all.add(
                    CompletableFuture.allOf(postgres, kafka)
                            .thenRunAsync(
                                    () -> supervisor.start(microServices.server(service, http)),
                                    inTurn));
        }
        awaitAll(all);
        progress.say("everything is up");
        Connection connection = connection();
        new Demonstration(connection, home, progress).run(!"no".equals(settings.get("WP_PLAY")));
        try {
            Files.writeString(state.run().resolve("up"), progress.seconds() + "\n");
        } catch (IOException failed) {
            throw new CannotStart("The state folder cannot be written.", failed);
        }
    }

    /** Tells tools where everything is. */
    private Connection connection() {
        Map<String, URI> services = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            services.put(
                    service.id(),
                    URI.create("http://127.0.0.1:" + ports.http(service) + "/" + service.id()));
        }
        Connection connection = new Connection(URI.create(ports.origin()), services, state.root());
        try {
            connection.write();
        } catch (IOException failed) {
            throw new CannotStart("The state folder cannot be written.", failed);
        }
        return connection;
    }

    /** Waits for all, or for the first that fails: there is no use in waiting for the rest then. */
    private static void awaitAll(List<CompletableFuture<Void>> all) {
        CompletableFuture<Void> failed = new CompletableFuture<>();
        all.forEach(one -> one.exceptionally(cause -> fail(failed, cause)));
        try {
            CompletableFuture.anyOf(
                            failed, CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)))
                    .join();
        } catch (CompletionException problem) {
            Throwable cause = problem.getCause() == null ? problem : problem.getCause();
            throw cause instanceof CannotStart refused
                    ? refused
                    : new IllegalStateException("a server cannot be started", cause);
        }
    }

    @SuppressWarnings("NullAway") // Void has no other value.
    private static Void fail(CompletableFuture<Void> failed, Throwable cause) {
        failed.completeExceptionally(
                cause instanceof CompletionException wrapped && wrapped.getCause() != null
                        ? wrapped.getCause()
                        : cause);
        return null;
    }

    private void startPostgres() {
        supervisor.start(Postgres.server(state, ports, secrets));
        Postgres.createDatabases(ports, secrets, Postgres.chronologyBootstrap(home));
    }

    private void startKeycloak(List<String> java) {
        Keycloak keycloak =
                new Keycloak(state, ports, secrets, java, KeycloakDistribution.builtIn(home));
        Server server = keycloak.server(http);
        boolean kept = keycloak.hasDatabase();
        try {
            supervisor.start(server);
        } catch (CannotStart broken) {
            if (!kept || supervisor.isClosing()) {
                throw broken;
            }
            // Its file database may have been cut in the middle of a write. All of worth in it
            // is in the realm file, and tokens stay valid, so it is made anew once.
            progress.say("Keycloak does not start on its kept database; importing the realm again");
            supervisor.stop(Keycloak.NAME);
            keycloak.forget();
            supervisor.start(keycloak.server(http));
        }
    }

    /** In the order that loses nothing. Called once, by the shutdown hook. */
    private void stop(FileLock lock) {
        progress.say("stopping");
        supervisor.stopAll();
        if (gateway != null) {
            gateway.close();
        }
        if (mailSink != null) {
            mailSink.stop();
        }
        if (reaper != null) {
            reaper.close();
        }
        try {
            Files.deleteIfExists(state.run().resolve("up"));
            lock.release();
        } catch (IOException ignored) {
            // The lock ends with the process.
        }
        progress.say("stopped; the data is kept in " + state.root());
    }

    private static String required(Map<String, String> settings, String name) {
        String value = settings.get(name);
        if (value == null || value.isBlank()) {
            throw new CannotStart("%s is not set; use ./wp, which sets it.".formatted(name));
        }
        return value;
    }
}
