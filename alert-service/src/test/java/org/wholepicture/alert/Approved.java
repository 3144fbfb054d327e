package org.wholepicture.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares a text with the file that people have approved. A difference leaves what was received in
 * {@code target/received}, to be looked at and, if it is right, copied over the approved file.
 */
public final class Approved {

    private static final Path APPROVED = Path.of("src/test/resources/approved");
    private static final Path RECEIVED = Path.of("target/received");

    private Approved() {}

    /** Fails unless the text is the approved one. */
    public static void check(String name, String text) {
        String received = text.stripTrailing() + "\n";
        try {
            Path file = APPROVED.resolve(name);
            String approved = Files.exists(file) ? Files.readString(file) : "";
            if (!approved.equals(received)) {
                Files.createDirectories(RECEIVED);
                Files.writeString(RECEIVED.resolve(name), received);
            }
            assertThat(received).as("approved file %s", name).isEqualTo(approved);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
