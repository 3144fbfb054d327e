package org.wholepicture.platform.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Heads of the chain outside the database: a folder with a file for each day, a line for each head,
 * only ever added to and forced to the disk. A line is {@code position link time}; it tells nobody
 * anything and may be published.
 */
public final class Anchors {

    private static final String ENDING = ".heads";

    private static final Pattern LINE =
            Pattern.compile("(\\d{1,18}) ([0-9a-f]{64}) (\\d{4}-\\S{1,40}Z)");

    private final Path folder;

    /**
     * @param folder of one service's chain
     */
    public Anchors(Path folder) {
        this.folder = folder;
    }

    /** One head, as it was written down. */
    record Anchor(long position, byte[] link) {}

    /**
     * What the folder holds.
     *
     * @param heads by position, lowest first
     * @param damaged lines that are none, as file and line number
     */
    record Content(List<Anchor> heads, List<String> damaged) {}

    /** Adds a head; it is on the disk when this returns. */
    synchronized void append(long position, byte[] link, Instant at) {
        Path file = folder.resolve(at.atOffset(ZoneOffset.UTC).toLocalDate() + ENDING);
        String line =
                position
                        + " "
                        + HexFormat.of().formatHex(link)
                        + " "
                        + at.truncatedTo(ChronoUnit.MILLIS)
                        + "\n";
        try {
            boolean fresh = !Files.exists(file);
            Files.createDirectories(folder);
            try (FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND,
                            StandardOpenOption.WRITE)) {
                // A line that a crash cut short ends here, so that it spoils no other.
                String text = endsWithinALine(file) ? "\n" + line : line;
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
                while (bytes.hasRemaining()) {
                    int _ = channel.write(bytes);
                }
                channel.force(true);
            }
            if (fresh) {
                try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                    directory.force(true);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean endsWithinALine(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.size() > 0
                    && channel.read(last, channel.size() - 1) == 1
                    && last.get(0) != '\n';
        }
    }

    /** All heads that were ever written down here; nothing where the folder does not exist. */
    synchronized Content read() {
        if (!Files.isDirectory(folder)) {
            return new Content(List.of(), List.of());
        }
        List<Anchor> heads = new ArrayList<>();
        List<String> damaged = new ArrayList<>();
        for (Path file : files()) {
            List<String> lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                Matcher line = LINE.matcher(lines.get(i));
                if (line.matches()) {
                    heads.add(
                            new Anchor(
                                    Long.parseLong(line.group(1)),
                                    HexFormat.of().parseHex(line.group(2))));
                } else {
                    damaged.add(file.getFileName() + " line " + (i + 1));
                }
            }
        }
        heads.sort(Comparator.comparingLong(Anchor::position));
        return new Content(heads, damaged);
    }

    /** The highest position that was written down; 0 where there is none. */
    long highest() {
        List<Anchor> heads = read().heads();
        return heads.isEmpty() ? 0 : heads.getLast().position();
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
