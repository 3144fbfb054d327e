package org.wholepicture.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Keycloak as every stack of this checkout starts it: unpacked and augmented when the stack is
 * built, since that takes half a minute; each state folder has a copy.
 */
final class KeycloakDistribution {

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

    private final Path folder;

    /**
     * @param folder where it stands, or shall stand
     */
    KeycloakDistribution(Path folder) {
        this.folder = folder;
    }

    /** The one of a checkout, which its build makes. */
    static KeycloakDistribution builtIn(Path repository) {
        return new KeycloakDistribution(repository.resolve("deploy/local/target/keycloak"));
    }

    /**
     * Main class of the build.
     *
     * @param args Keycloak's archive, and the folder that it makes of it unless that was done
     */
    public static void main(String[] args) {
        new KeycloakDistribution(Path.of(args[1]).toAbsolutePath())
                .prepare(Path.of(args[0]), Path.of(System.getProperty("java.home"), "bin/java"));
    }

    /** The command line of its JVM, up to its own arguments. */
    static List<String> command(List<String> java, Path home) {
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

    private void prepare(Path archive, Path java) {
        Folders.makeFrom(
                archive.getFileName() + " " + String.join(" ", BUILD),
                folder,
                fresh -> {
                    unpack(archive, fresh);
                    build(fresh, java);
                });
    }

    /**
     * Copies it, unless there is a copy of this very one.
     *
     * @throws CannotStart where it is not built
     * @throws UncheckedIOException where it cannot be copied
     */
    void copyTo(Path home) {
        String origin =
                Folders.origin(folder)
                        .orElseThrow(
                                () -> new CannotStart("Keycloak is not built: ./wp up builds it."));
        Folders.makeFrom(origin, home, fresh -> Folders.copy(folder, fresh));
    }

    private static void unpack(Path archive, Path home) throws IOException {
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

    private void build(Path home, Path java) throws IOException {
        List<String> command = new ArrayList<>(command(List.of(java.toString()), home));
        command.addAll(BUILD);
        Path log = folder.resolveSibling("keycloak-build.log");
        try {
            int exit =
                    new ProcessBuilder(command)
                            .directory(home.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.to(log.toFile()))
                            .start()
                            .waitFor();
            if (exit != 0) {
                throw new IOException(
                        "Keycloak cannot build itself: exit code %d, see %s".formatted(exit, log));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }
}
