package org.wholepicture.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.audit.Anchors;
import org.wholepicture.platform.audit.AuditFile;

/**
 * Main class of {@code ./wp audit check FILE}: verifies a file of audit rows by itself, and by the
 * heads in the state folder where they are. Ends with 0 where it is whole, 1 where something was
 * found, 2 where it could not be told.
 */
final class AuditFileCommand {

    private AuditFileCommand() {}

    /** Takes the file's name; the state folder comes from the environment. */
    public static void main(String[] args) {
        Path anchors = Path.of(System.getenv().getOrDefault("WP_STATE", ".state")).resolve("audit");
        try {
            AuditFile.Checked first = check(Path.of(args[0]), null);
            Path heads = anchors.resolve(first.service());
            AuditFile.Checked checked =
                    first.service().isEmpty() || !Files.isDirectory(heads)
                            ? first
                            : check(Path.of(args[0]), new Anchors(heads));
            System.out.printf(
                    "%s: %s; %d places, %d rows told, held against %d heads outside the database%n",
                    checked.service(),
                    checked.faults().isEmpty() ? "whole" : checked.faults().size() + " faults",
                    checked.places(),
                    checked.rows(),
                    checked.anchors());
            checked.faults().forEach(fault -> System.out.println("  " + fault));
            System.exit(checked.faults().isEmpty() ? 0 : 1);
        } catch (IOException failed) {
            System.out.println("It cannot be read: " + failed.getMessage());
            System.exit(2);
        }
    }

    private static AuditFile.Checked check(Path file, @Nullable Anchors anchors)
            throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            return AuditFile.check(lines, anchors);
        }
    }
}
