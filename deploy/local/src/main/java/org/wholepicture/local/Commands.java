package org.wholepicture.local;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the stack starts programs; and those that do one thing and end. */
final class Commands {

    private Commands() {}

    /**
     * Runs a program to its end, its output in a log.
     *
     * @param name its name in the pid file, so that it ends with the launcher however that ends
     * @param failure the sentence's beginning when it fails
     */
    static void run(
            StateFolder state,
            String name,
            List<String> command,
            Path folder,
            Path log,
            String failure) {
        try {
            Files.createDirectories(folder);
            int exit = listed(state, name, command, folder, log).start().waitFor();
            if (exit != 0) {
                throw new CannotStart("%s: exit code %d, see %s.".formatted(failure, exit, log));
            }
        } catch (IOException missing) {
            throw new CannotStart("%s: %s.".formatted(failure, missing.getMessage()), missing);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CannotStart(failure + ": interrupted.", stopped);
        }
    }

    /** A process of the stack, which lists itself in the pid file; see child.sh. */
    static ProcessBuilder listed(
            StateFolder state, String name, List<String> command, Path folder, Path log) {
        List<String> line = new ArrayList<>();
        // A session of its own: Ctrl-C at the terminal reaches the launcher alone, which then
        // stops the others in order.
        line.addAll(List.of("setsid", "sh", state.script("child.sh").toString()));
        line.addAll(List.of(name, state.pids().toString()));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line);
        Map<String, String> environment = builder.environment();
        // Nothing of the caller's: a stray QUARKUS_ or KC_ variable would change the servers.
        environment.keySet().retainAll(List.of("PATH", "HOME", "TMPDIR"));
        environment.put("LANG", "C.UTF-8");
        environment.put("TZ", "UTC");
        return builder.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
    }
}
