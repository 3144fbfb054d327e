package org.wholepicture.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The one folder that holds everything kept between starts. Only its owner may look inside: it
 * holds secrets.
 */
record StateFolder(Path root) {

    /** Opens the folder, making it if need be. */
    static StateFolder open(Path root) {
        StateFolder state = new StateFolder(root.toAbsolutePath().normalize());
        try {
            Files.createDirectories(state.root);
            Files.setPosixFilePermissions(state.root, PosixFilePermissions.fromString("rwx------"));
            for (Path folder :
                    new Path[] {state.logs(), state.run(), state.secrets(), state.mail()}) {
                Files.createDirectories(folder);
            }
        } catch (IOException | UnsupportedOperationException refused) {
            throw new CannotStart(
                    "The state folder %s cannot be written; WP_STATE names another place."
                            .formatted(state.root),
                    refused);
        }
        return state;
    }

    Path logs() {
        return root.resolve("logs");
    }

    /** What is true of the present run only. */
    Path run() {
        return root.resolve("run");
    }

    Path secrets() {
        return root.resolve("secrets");
    }

    Path mail() {
        return root.resolve("mail");
    }

    /** Where the services write down the heads of their audit chains. */
    Path auditAnchors() {
        return root.resolve("audit");
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    /** The services as they were built when the present run began. */
    Path services() {
        return root.resolve("services");
    }

    Path keycloak() {
        return root.resolve("keycloak");
    }

    Path pids() {
        return run().resolve("pids");
    }

    /** Where the output of a child process goes. */
    Path log(String name) {
        return logs().resolve(name + ".log");
    }

    /** Puts one of the launcher's own scripts into the folder and says where. */
    Path script(String name) {
        Path script = run().resolve(name);
        try (InputStream content = StateFolder.class.getResourceAsStream(name)) {
            if (content == null) {
                throw new IllegalStateException("no script " + name);
            }
            // In one step: another process may be about to run it.
            Path fresh = Files.createTempFile(run(), name, ".new");
            Files.copy(content, fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.move(fresh, script, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return script;
    }
}
