package org.wholepicture.local;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The four services as child processes, each with the settings that lead it to this stack. */
final class MicroServices {

    private static final List<String> JVM =
            List.of(
                    "-Xms48m",
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    // One machine: starting sooner is worth more than peak speed.
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private final Path home;
    private final StateFolder state;
    private final Ports ports;
    private final Secrets secrets;
    private final List<String> java;
    private final Map<String, String> passedOn;

    /**
     * @param home the repository
     * @param passedOn environment of the launcher; what begins with WP_ reaches the services,
     *     WP_SERVICE_JVM has further options for their JVMs, of which the last counts, and
     *     WP_SERVICES_FROM names another repository than this whose services are to run
     */
    MicroServices(
            Path home,
            StateFolder state,
            Ports ports,
            Secrets secrets,
            List<String> java,
            Map<String, String> passedOn) {
        this.home = home;
        this.state = state;
        this.ports = ports;
        this.secrets = secrets;
        this.java = java;
        this.passedOn = passedOn;
    }

    Server server(Service service, HttpClient http) {
        List<String> command = new ArrayList<>(java);
        command.addAll(JVM);
        command.addAll(words(passedOn.getOrDefault("WP_SERVICE_JVM", "")));
        Path copy = copy(service);
        // Another JDK than the one it was made with says so in the log and goes without.
        command.add("-XX:AOTCache=" + copy.resolve("app.aot"));
        command.addAll(List.of("-jar", copy.resolve("quarkus-run.jar").toString()));
        HttpRequest health =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + ports.managementOf(service)
                                                + "/q/health/ready"))
                        .timeout(Duration.ofSeconds(3))
                        .build();
        return new Server(
                service.module(),
                service.module(),
                command,
                environment(service),
                state.root(),
                () -> http.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200,
                Duration.ofMinutes(5),
                "TERM");
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(" ")).filter(word -> !word.isBlank()).toList();
    }

    /**
     * Copies a service as it is built now into the state folder: a later build replaces its jars,
     * from which a running service still loads classes.
     */
    Path copy(Service service) {
        Path built =
                home.resolve(passedOn.getOrDefault("WP_SERVICES_FROM", ""))
                        .resolve(service.module())
                        .resolve("target/quarkus-app");
        if (!Files.exists(built.resolve("quarkus-run.jar"))) {
            throw new CannotStart(service.module() + " is not built: ./wp up builds it.");
        }
        Path copy = state.services().resolve(service.module());
        try {
            Folders.makeWhole(copy, fresh -> Folders.copy(built, fresh));
        } catch (UncheckedIOException failed) {
            throw new CannotStart(
                    "%s cannot be copied into the state folder: %s."
                            .formatted(service.module(), failed.getMessage()),
                    failed);
        }
        return copy;
    }

    private Map<String, String> environment(Service service) {
        Map<String, String> environment = new LinkedHashMap<>();
        passedOn.forEach(
                (name, value) -> {
                    if (name.startsWith("WP_")) {
                        environment.put(name, value);
                    }
                });
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(ports.http(service)));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(ports.managementOf(service)));
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", Postgres.url(ports, service.id()));
        environment.put("QUARKUS_DATASOURCE_USERNAME", service.id());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", Postgres.password(secrets, service.id()));
        // Migrations on a connection of their own: the pool's short patience is meant for requests,
        // and a machine that starts everything at once is slower than that.
        String owner = service == Service.CHRONOLOGY ? "chronology_owner" : service.id();
        environment.put("QUARKUS_FLYWAY_JDBC_URL", Postgres.url(ports, service.id()));
        environment.put("QUARKUS_FLYWAY_USERNAME", owner);
        environment.put("QUARKUS_FLYWAY_PASSWORD", Postgres.password(secrets, owner));
        if (service == Service.REFERRAL || service == Service.CHRONOLOGY) {
            environment.put("WP_PRIVATE_KEYSET_FILE", secrets.keyset().toString());
        }
        environment.put("KAFKA_BOOTSTRAP_SERVERS", Kafka.bootstrap(ports));
        environment.put("WP_MESSAGING_CONSUMER_INSTANCE_ID", service.module());
        environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", ports.issuer());
        environment.put("QUARKUS_OIDC_PAGES_AUTH_SERVER_URL", ports.issuer());
        environment.put("QUARKUS_OIDC_PAGES_CLIENT_ID", service.pagesClient());
        environment.put(
                "QUARKUS_OIDC_PAGES_CREDENTIALS_SECRET",
                secrets.text(Realm.secretName(service.pagesClient())));
        environment.put(
                "QUARKUS_OIDC_PAGES_TOKEN_STATE_MANAGER_ENCRYPTION_SECRET",
                secrets.text("session-" + service.id()));
        for (Service other : Service.values()) {
            environment.put("QUARKUS_REST_CLIENT_" + other.name() + "_URL", url(other));
        }
        if (service == Service.CHRONOLOGY) {
            environment.put("QUARKUS_OIDC_CLIENT_AUTH_SERVER_URL", ports.issuer());
            environment.put("QUARKUS_OIDC_CLIENT_CLIENT_ID", Realm.REBUILD_CLIENT);
            environment.put(
                    "QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET",
                    secrets.text(Realm.secretName(Realm.REBUILD_CLIENT)));
        }
        if (service == Service.ALERT) {
            // The stack shows what the rules say; a partnership's deployment begins in shadow.
            environment.putIfAbsent("WP_ALERTS_START_IN_SHADOW", "false");
        }
        environment.put("WP_PAGES_BASE_URL", ports.origin());
        environment.put(
                "WP_CHRONOLOGY_PRIVACY_OFFICER_INBOX", "privacy-officer@social-care.example");
        environment.put("WP_MAIL_HOST", "127.0.0.1");
        // Something may have been put before the mail server.
        environment.putIfAbsent("WP_MAIL_PORT", String.valueOf(ports.of(Ports.SMTP)));
        environment.put("WP_LOCAL_TIME_TRAVEL", "true");
        environment.put("WP_AUDIT_ANCHOR_FOLDER", state.auditAnchors().toString());
        return environment;
    }

    private String url(Service service) {
        return "http://127.0.0.1:" + ports.http(service) + "/" + service.id();
    }
}
