package org.wholepicture.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What would make a start fail later, said before anything is begun. */
final class Preflight {

    /** All processes together take about 2.5 GB; below this the machine would swap or kill. */
    private static final long MEGABYTES = 2_500;

    /** A new state folder takes less than half of it; the rest is for data and logs. */
    private static final long DISK_MEGABYTES = 2_000;

    private static final int JAVA = 25;

    private Preflight() {}

    static void check(Ports ports, StateFolder state) {
        if (Runtime.version().feature() < JAVA) {
            throw new CannotStart(
                    "JDK %d or later is needed; this is %s."
                            .formatted(JAVA, Runtime.version().feature()));
        }
        freeMegabytes()
                .filter(free -> free < MEGABYTES)
                .ifPresent(
                        free -> {
                            throw new CannotStart(
                                    "Too little memory: %d MB are free, about %d MB are needed."
                                            .formatted(free, MEGABYTES));
                        });
        disk(state.root().toFile().getUsableSpace() >> 20, state)
                .ifPresent(
                        sentence -> {
                            throw new CannotStart(sentence);
                        });
        outgoing()
                .flatMap(range -> inside(ports, range))
                .ifPresent(
                        sentence -> {
                            throw new CannotStart(sentence);
                        });
        ports.byName().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(port -> !Sockets.free(port.getValue()))
                .findFirst()
                .ifPresent(
                        port -> {
                            throw new CannotStart(taken(port.getKey(), port.getValue()));
                        });
    }

    /** The sentence about a disk that would be full before everything is unpacked. */
    static Optional<String> disk(long freeMegabytes, StateFolder state) {
        return freeMegabytes >= DISK_MEGABYTES
                ? Optional.empty()
                : Optional.of(
                        "Too little disk: %d MB are free where %s lies, about %d MB are needed; WP_STATE names another place."
                                .formatted(freeMegabytes, state.root(), DISK_MEGABYTES));
    }

    /**
     * Ports that the system gives to outgoing connections; one of them may be in use at any time.
     */
    record Range(int first, int last) {}

    /** The sentence about a planned port that lies in the range. */
    static Optional<String> inside(Ports ports, Range range) {
        return ports.byName().entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .filter(port -> port.getValue() >= range.first && port.getValue() <= range.last)
                .findFirst()
                .map(
                        port ->
                                "Port %d (for %s) is among those the system takes for outgoing connections (%d to %d): choose WP_PORT and WP_BASE_PORT outside."
                                        .formatted(
                                                port.getValue(),
                                                port.getKey(),
                                                range.first,
                                                range.last));
    }

    private static Optional<Range> outgoing() {
        try {
            String[] range =
                    // By lines: read byte by byte, this file of the kernel ends after the first.
                    Files.readAllLines(Path.of("/proc/sys/net/ipv4/ip_local_port_range"))
                            .getFirst()
                            .split("\\s+", -1);
            return Optional.of(new Range(Integer.parseInt(range[0]), Integer.parseInt(range[1])));
        } catch (IOException | NumberFormatException unknown) {
            return Optional.empty();
        }
    }

    static String taken(String name, int port) {
        return name.equals(Ports.GATEWAY)
                ? "Port %d is taken by another program: free it, or choose another, for example with WP_PORT=%d ./wp up."
                        .formatted(port, port < 50_000 ? port + 1_000 : port - 1_000)
                : "Port %d (for %s) is taken by another program: free it, or move all inner ports, for example with WP_BASE_PORT=21000 ./wp up."
                        .formatted(port, name);
    }

    /** What the system, or the control group we run in, still gives; the smaller of the two. */
    private static Optional<Long> freeMegabytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            Optional<Long> system =
                    lines.filter(line -> line.startsWith("MemAvailable:"))
                            .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                            .findFirst();
            Optional<Long> group = groupMegabytes();
            return Stream.of(system, group).flatMap(Optional::stream).min(Long::compare);
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<Long> groupMegabytes() {
        Path folder = Path.of("/sys/fs/cgroup");
        try {
            String limit = Files.readString(folder.resolve("memory.max")).strip();
            long used = Long.parseLong(Files.readString(folder.resolve("memory.current")).strip());
            // Pages of files count as used, and give way when memory is needed.
            long files =
                    Files.readAllLines(folder.resolve("memory.stat")).stream()
                            .filter(line -> line.startsWith("file "))
                            .mapToLong(line -> Long.parseLong(line.substring("file ".length())))
                            .sum();
            return limit.equals("max")
                    ? Optional.empty()
                    : Optional.of((Long.parseLong(limit) - used + files) >> 20);
        } catch (IOException | NumberFormatException unknown) {
            return Optional.empty();
        }
    }
}
