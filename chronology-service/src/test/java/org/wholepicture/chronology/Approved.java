package org.wholepicture.chronology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that people have read and approved: they change only when somebody changes the file. */
final class Approved {

    private Approved() {}

    /** Fails where the text differs from the file; what came instead is left in target/received. */
    static void assertSame(String file, String text) {
        Path approved = Path.of("src/test/resources/approved", file);
        Path received = Path.of("target/received", file);
        try {
            Files.createDirectories(received.getParent());
            Files.writeString(received, text);
            String before = Files.exists(approved) ? Files.readString(approved) : "";
            assertThat(text).as("compare %s with %s", received, approved).isEqualTo(before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
