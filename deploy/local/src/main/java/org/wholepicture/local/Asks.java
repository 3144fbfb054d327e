package org.wholepicture.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What {@code ./wp} asks of the running launcher: a file {@code run/asks/X.ask} with one line is
 * answered by {@code X.answer}: an exit status, then what to say. Files, as the folder belongs to
 * its owner alone; no port and no socket path that could be too long.
 */
final class Asks implements AutoCloseable {

    private static final long POLL_MILLIS = 200;

    /** Exit statuses for {@code ./wp}. */
    private static final String DONE = "0\n";

    private static final String REFUSED = "1\n";

    private final Path folder;
    private final Supervisor supervisor;
    private final CountDownLatch closed = new CountDownLatch(1);

    Asks(StateFolder state, Supervisor supervisor) {
        this.folder = state.run().resolve("asks");
        this.supervisor = supervisor;
    }

    void start() {
        try {
            Folders.delete(folder);
            Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().name("asks").start(this::run);
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        try {
            while (!closed.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                for (Path ask : waiting()) {
                    take(ask);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Path> waiting() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".ask")).toList();
        } catch (IOException gone) {
            return List.of();
        }
    }

    private void take(Path ask) {
        try {
            String line = Files.readString(ask).strip();
            Files.delete(ask);
            // A server that takes its time must not keep the next question waiting.
            Thread.ofVirtual().start(() -> answer(ask, line));
        } catch (IOException lost) {
            // Whoever asked sees that no answer comes.
        }
    }

    private void answer(Path ask, String line) {
        try {
            String name = ask.getFileName().toString().replaceFirst("\\.ask$", ".answer");
            Path fresh = folder.resolve(name + ".new");
            Files.writeString(fresh, answer(line) + "\n");
            Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException lost) {
            // Whoever asked sees that no answer comes.
        }
    }

    private String answer(String line) {
        String[] words = line.split(" ", -1);
        try {
            return switch (words[0]) {
                case "status" -> DONE + status(supervisor.states());
                case "stop" -> {
                    supervisor.stop(words[1]);
                    yield DONE
                            + words[1]
                            + " is stopped, and stays so until ./wp start "
                            + words[1];
                }
                case "start" -> {
                    supervisor.startAgain(words[1]);
                    yield DONE + words[1] + " is ready";
                }
                default -> REFUSED + "not understood: " + line;
            };
        } catch (IllegalArgumentException | CannotStart refused) {
            return REFUSED + refused.getMessage();
        }
    }

    private static String status(Map<String, String> states) {
        StringBuilder lines = new StringBuilder();
        states.forEach((name, state) -> lines.append("%-22s %s%n".formatted(name, state)));
        return lines.toString().stripTrailing();
    }
}
