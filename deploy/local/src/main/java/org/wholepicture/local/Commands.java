package org.wholepicture.local;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Programs that do one thing and end. */
final class Commands {

    private Commands() {}

    /**
     * Runs a program to its end, its output in a log.
     *
     * @param failure the sentence's beginning when it fails
     */
    static void run(List<String> command, Path folder, Path log, String failure) {
        try {
            Files.createDirectories(folder);
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.appendTo(log.toFile()));
            Map<String, String> environment = builder.environment();
            environment.keySet().retainAll(List.of("PATH", "HOME", "TMPDIR"));
            environment.put("LANG", "C.UTF-8");
            environment.put("TZ", "UTC");
            int exit = builder.start().waitFor();
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
}
