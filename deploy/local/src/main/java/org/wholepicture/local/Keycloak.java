package org.wholepicture.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Keycloak as a child process, started without its shell script, so that its pid is the server's.
 * Its own database lies in the state folder; all of worth in it comes from the realm file, so it is
 * made anew when that changes or when it is found broken.
 */
final class Keycloak {

    static final String NAME = "keycloak";

    private final StateFolder state;
    private final Ports ports;
    private final Secrets secrets;
    private final List<String> java;
    private final KeycloakDistribution distribution;

    Keycloak(
            StateFolder state,
            Ports ports,
            Secrets secrets,
            List<String> java,
            KeycloakDistribution distribution) {
        this.state = state;
        this.ports = ports;
        this.secrets = secrets;
        this.java = java;
        this.distribution = distribution;
    }

    /** Copies and imports what was not yet, or is out of date. */
    Server server(HttpClient http) {
        Path home = home();
        writeRealm(home);
        List<String> command = new ArrayList<>(KeycloakDistribution.command(java, home));
        command.addAll(
                List.of(
                        "start",
                        "--optimized",
                        "--import-realm",
                        // One node: no cluster, and no port of its own on every interface.
                        "--cache=local",
                        "--hostname=" + ports.origin() + "/auth",
                        "--http-enabled=true",
                        "--http-host=127.0.0.1",
                        "--http-port=" + ports.of(Ports.KEYCLOAK),
                        "--proxy-headers=xforwarded"));
        HttpRequest discovery =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + ports.of(Ports.KEYCLOAK)
                                                + "/auth/realms/"
                                                + Realm.NAME
                                                + "/.well-known/openid-configuration"))
                        .timeout(Duration.ofSeconds(3))
                        .build();
        return new Server(
                NAME,
                "Keycloak",
                command,
                Map.of(
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        "keycloak-admin",
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        secrets.text("keycloak-admin")),
                home,
                () ->
                        http.send(discovery, HttpResponse.BodyHandlers.discarding()).statusCode()
                                == 200,
                Duration.ofMinutes(10),
                "TERM");
    }

    /** True if there is a database of an earlier start. */
    boolean hasDatabase() {
        return Files.exists(state.keycloak().resolve("home/data/h2"));
    }

    /** Forgets Keycloak's own database; {@link #server} has the realm imported again. */
    void forget() {
        try {
            Files.deleteIfExists(imported());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Folders.delete(state.keycloak().resolve("home/data/h2"));
    }

    /** Holds the digest of the realm that stands in the import folder and in the database. */
    private Path imported() {
        return state.keycloak().resolve("imported");
    }

    private Path home() {
        Path home = state.keycloak().resolve("home");
        try {
            distribution.copyTo(home);
            return home;
        } catch (UncheckedIOException failed) {
            throw new CannotStart(
                    "Keycloak cannot be copied into the state folder: " + failed.getMessage(),
                    failed);
        }
    }

    /** Writes the realm where Keycloak imports it from, unless it stands there. */
    void writeRealm(Path home) {
        String realm = new Realm(ports, secrets).json().toString();
        Path file = home.resolve("data/import/" + Realm.NAME + "-realm.json");
        String digest = Digest.of(realm.getBytes(StandardCharsets.UTF_8));
        try {
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)
                    || !Files.exists(imported())
                    || !Files.readString(imported()).equals(digest)) {
                forget();
                Files.writeString(file, realm);
                Files.writeString(imported(), digest);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
