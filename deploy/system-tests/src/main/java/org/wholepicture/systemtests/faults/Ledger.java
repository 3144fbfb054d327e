package org.wholepicture.systemtests.faults;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the driver knows by itself, outside the system under test: each attempt before it is made,
 * each receipt once it is given, every line forced to the disk before the driver goes on
 * (assurance.md 1). Thread-safe.
 */
final class Ledger implements Closeable {

    private final FileChannel file;
    private final Set<String> attempted = new HashSet<>();
    private final Map<String, Accepted> accepted = new TreeMap<>();
    private int differentReceipts;

    /**
     * An event that was answered with 202.
     *
     * @param child its number among the driver's children
     * @param receipt the id it has from then on
     */
    record Accepted(int child, String receipt) {}

    Ledger(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            file =
                    FileChannel.open(
                            path,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Before the first attempt. */
    synchronized void attempts(String event) {
        if (attempted.add(event)) {
            write("attempt " + event);
        }
    }

    /** After each 202; a second one must carry the same receipt [I3]. */
    synchronized void accepted(String event, int child, String receipt) {
        Accepted before = accepted.putIfAbsent(event, new Accepted(child, receipt));
        if (before == null) {
            write("accepted " + event + " " + receipt);
        } else if (!before.receipt().equals(receipt)) {
            differentReceipts++;
            write("different " + event + " " + receipt);
        }
    }

    synchronized int attempted() {
        return attempted.size();
    }

    /** How often the same event was given two receipts. */
    synchronized int differentReceipts() {
        return differentReceipts;
    }

    synchronized Map<String, Accepted> accepted() {
        return Map.copyOf(accepted);
    }

    private void write(String line) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
