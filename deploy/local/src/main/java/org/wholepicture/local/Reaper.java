package org.wholepicture.local;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;

/**
 * A tiny shell process in a session of its own that holds the reading end of a pipe from the
 * launcher. When the pipe closes, however the launcher ended, it stops every server of the pid
 * file. So a launcher killed hard leaves no orphans.
 */
final class Reaper {

    static final String NAME = "reaper";

    /** Only held: its closing is the message. */
    private final Process process;

    private Reaper(Process process) {
        this.process = process;
    }

    /** Starts it; to be done before the first server. */
    static Reaper start(StateFolder state) {
        return start(
                state.script("child.sh"), state.script("stop.sh"), state.pids(), state.log(NAME));
    }

    static Reaper start(Path childScript, Path stopScript, Path pids, Path log) {
        List<String> command =
                List.of(
                        "setsid",
                        "sh",
                        childScript.toString(),
                        NAME,
                        pids.toString(),
                        "sh",
                        stopScript.toString(),
                        pids.toString(),
                        NAME);
        try {
            return new Reaper(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.appendTo(log.toFile()))
                            .start());
        } catch (IOException missing) {
            throw new CannotStart(
                    "The program setsid is missing (package util-linux), with which servers are started.",
                    missing);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Lets it end. Whatever of the pid file still runs, it stops. */
    void close() {
        try {
            process.getOutputStream().close();
            process.waitFor();
        } catch (IOException alreadyGone) {
            // It has ended before; nothing is left to tell it.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Stops what an earlier run left behind, and waits for an earlier reaper that is still at it.
     *
     * @return true if anything was left
     */
    static boolean clearLeftovers(StateFolder state) {
        PidFile pids = new PidFile(state.pids());
        List<PidFile.Entry> left =
                pids.current().values().stream().filter(PidFile.Entry::alive).toList();
        if (left.isEmpty()) {
            return false;
        }
        try {
            new ProcessBuilder("sh", state.script("stop.sh").toString(), state.pids().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(state.log(NAME).toFile()))
                    .start()
                    .waitFor();
            for (PidFile.Entry entry : left) {
                if (entry.name().equals(NAME) && entry.alive()) {
                    ProcessHandle.of(entry.pid()).ifPresent(handle -> handle.onExit().join());
                }
            }
        } catch (IOException failed) {
            throw new CannotStart("What an earlier run left behind cannot be stopped.", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return true;
    }
}
