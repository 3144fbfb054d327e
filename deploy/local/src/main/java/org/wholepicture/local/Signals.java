package org.wholepicture.local;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** Signals that the Java library does not send itself. */
final class Signals {

    private Signals() {}

    /** Sends the signal; a process already gone is fine. */
    static void send(long pid, String signal) {
        try {
            new ProcessBuilder("sh", "-c", "kill -s " + signal + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException failed) {
            throw new IllegalStateException("cannot send signal " + signal, failed);
        }
    }
}
