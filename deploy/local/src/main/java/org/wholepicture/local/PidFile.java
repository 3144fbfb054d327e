package org.wholepicture.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which processes belong to the stack: a first line {@code boot <boot id>}, then one line {@code
 * <name> <pid> <start>} for each process ever started in this run. The last line of a name is its
 * present process. The start, in clock ticks since boot, tells a pid of ours from one given to
 * somebody else later.
 */
final class PidFile {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final Path file;

    PidFile(Path file) {
        this.file = file;
    }

    /** One process. */
    record Entry(String name, long pid, long ticks) {

        /** True while that very process runs; a zombie does not. */
        boolean alive() {
            return stat(pid).filter(stat -> stat.ticks == ticks && stat.state != 'Z').isPresent();
        }

        String line() {
            return name + " " + pid + " " + ticks + "\n";
        }
    }

    private record Stat(char state, long ticks) {}

    /** The present process of each name, in the order of first start; empty after a reboot. */
    Map<String, Entry> current() {
        try {
            return Files.exists(file)
                    ? parse(Files.readString(file), bootId())
                    : new LinkedHashMap<>();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The present process of a name. */
    Optional<Entry> find(String name) {
        return Optional.ofNullable(current().get(name));
    }

    static Map<String, Entry> parse(String content, String bootId) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        String[] lines = content.split("\n", -1);
        if (!lines[0].equals("boot " + bootId)) {
            return entries;
        }
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            if (words.length == 3) {
                entries.put(
                        words[0],
                        new Entry(words[0], Long.parseLong(words[1]), Long.parseLong(words[2])));
            }
        }
        return entries;
    }

    /** Forgets every process and starts a new list. */
    void begin() {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, "boot " + bootId() + "\n");
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Adds the process that calls. Children add themselves, see child.sh. */
    void addMyself(String name) {
        long pid = ProcessHandle.current().pid();
        Entry entry =
                entryOf(name, pid).orElseThrow(() -> new IllegalStateException("no /proc/" + pid));
        try {
            Files.writeString(file, entry.line(), StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** How a running process would be listed. */
    static Optional<Entry> entryOf(String name, long pid) {
        return stat(pid).map(stat -> new Entry(name, pid, stat.ticks));
    }

    private static Optional<Stat> stat(long pid) {
        try {
            return Optional.of(parseStat(Files.readString(Path.of("/proc/" + pid + "/stat"))));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static Stat parseStat(String stat) {
        // Behind the command in brackets, which may itself hold blanks and brackets: field 3 on.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new Stat(fields[0].charAt(0), Long.parseLong(fields[19]));
    }

    static String bootId() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException failed) {
            throw new CannotStart("The local stack needs Linux with /proc mounted.", failed);
        }
    }
}
