package org.wholepicture.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;

/** What the libraries of a JVM of ours may write. */
final class Logs {

    private Logs() {}

    /** Takes the settings from a file beside this class. */
    static void configure(String name) {
        try (InputStream settings = Logs.class.getResourceAsStream(name)) {
            LogManager.getLogManager().readConfiguration(settings);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
