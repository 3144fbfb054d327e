package org.wholepicture.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Keycloak as a child process: unpacked and augmented once, then started without its shell script,
 * so that its pid is the server's. Its own database lies in the state folder; all of worth in it
 * comes from the realm file, so it is made anew when that changes or when it is found broken.
 */
final class Keycloak {

    static final String NAME = "keycloak";

    private static final List<String> JVM =
            List.of(
                    "-Xms64m",
                    "-Xmx384m",
                    "-XX:+UseSerialGC",
                    // Few sign-ins: starting sooner is worth more than peak speed.
                    "-XX:TieredStopAtLevel=1",
                    "-XX:MaxMetaspaceSize=256m",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Dfile.encoding=UTF-8",
                    // As Keycloak's own script sets them.
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                    "--add-opens=java.base/java.security=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Duser.language=en",
                    "-Duser.country=GB",
                    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                    "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                    "-Dpicocli.disable.closures=true",
                    "-Dquarkus-log-max-startup-records=10000");

    /** Choices that are built in; changing them needs a new build. */
    private static final List<String> BUILD =
            List.of("build", "--db=dev-file", "--http-relative-path=/auth");

    private final StateFolder state;
    private final Ports ports;
    private final Secrets secrets;
    private final List<String> java;
    private final Path archive;

    /**
     * @param archive the distribution's zip
     */
    Keycloak(StateFolder state, Ports ports, Secrets secrets, List<String> java, Path archive) {
        this.state = state;
        this.ports = ports;
        this.secrets = secrets;
        this.java = java;
        this.archive = archive;
    }

    /** Unpacks, builds and imports what was not yet, or is out of date. */
    Server server(HttpClient http, Progress progress) {
        Path home = home(progress);
        writeRealm(home);
        List<String> command = new ArrayList<>(java(home));
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
        Postgres.deleteRecursively(state.keycloak().resolve("home/data/h2"));
    }

    /** Holds the digest of the realm that stands in the import folder and in the database. */
    private Path imported() {
        return state.keycloak().resolve("imported");
    }

    private List<String> java(Path home) {
        List<String> command = new ArrayList<>(java);
        command.addAll(JVM);
        command.add("-Dkc.home.dir=" + home);
        command.add("-Djboss.server.config.dir=" + home.resolve("conf"));
        command.addAll(
                List.of(
                        "-cp",
                        home.resolve("lib/quarkus-run.jar").toString(),
                        "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        return command;
    }

    private Path home(Progress progress) {
        Path home = state.keycloak().resolve("home");
        Path built = state.keycloak().resolve("built-from");
        String wanted = archive.getFileName() + " " + String.join(" ", BUILD);
        try {
            if (Files.exists(built) && Files.readString(built).equals(wanted)) {
                return home;
            }
            Files.deleteIfExists(built);
            Files.deleteIfExists(imported());
            Postgres.deleteRecursively(home);
            unpack(home);
            progress.say("Keycloak               unpacked, now building itself (once)");
            List<String> command = new ArrayList<>(java(home));
            command.addAll(BUILD);
            Commands.run(
                    state,
                    "keycloak-build",
                    command,
                    home,
                    state.log(NAME),
                    "Keycloak cannot build itself");
            Files.writeString(built, wanted);
            return home;
        } catch (IOException failed) {
            throw new CannotStart(
                    "Keycloak cannot be unpacked into the state folder: " + failed.getMessage(),
                    failed);
        }
    }

    private void unpack(Path home) throws IOException {
        try (InputStream file = Files.newInputStream(archive);
                ZipInputStream zip = new ZipInputStream(new BufferedInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                // All lies in one folder named after the version.
                String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
                Path target = home.resolve(name).normalize();
                if (!target.startsWith(home)) {
                    throw new IOException("an entry of the archive lies outside it");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
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
