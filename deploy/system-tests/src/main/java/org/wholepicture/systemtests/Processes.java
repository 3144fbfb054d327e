package org.wholepicture.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the operating system does to a process and knows of it. */
public final class Processes {

    /** The kernel counts times of processes in these, everywhere that Java runs. */
    private static final double TICKS_A_SECOND = 100;

    private Processes() {}

    /**
     * Sends a signal.
     *
     * @param signal as in {@code KILL}
     */
    public static void signal(String signal, long pid) throws InterruptedException {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Megabytes of a process that are in memory now, those it shares with others included. */
    public static int residentMegabytes(long pid) {
        return read("/proc/" + pid + "/status")
                        .lines()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToInt(line -> Integer.parseInt(line.replaceAll("[^0-9]", "")))
                        .findFirst()
                        .orElse(0)
                / 1024;
    }

    /** Seconds since a process began, to a hundredth. */
    public static double age(long pid) {
        String stat = read("/proc/" + pid + "/stat");
        // The name before may hold anything, a bracket too.
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        double began = Long.parseLong(afterName[19]) / TICKS_A_SECOND;
        return Double.parseDouble(read("/proc/uptime").split(" ", -1)[0]) - began;
    }

    /** How many processes wanted a processor, on average over the last minute. */
    public static double load() {
        return Double.parseDouble(read("/proc/loadavg").split(" ", -1)[0]);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
