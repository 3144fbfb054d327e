package org.wholepicture.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What the stack does with whole folders. Everything fails with {@link UncheckedIOException}. */
final class Folders {

    private Folders() {}

    /** Deletes a folder with all that is in it, or a file; nothing if it is not there. */
    static void delete(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Copies a folder with all that is in it.
     *
     * @param to does not exist
     */
    static void copy(Path from, Path to) {
        try (Stream<Path> paths = Files.walk(from)) {
            Files.createDirectories(to.toAbsolutePath().getParent());
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Makes a folder under another name, so that it stands under its own only when complete: a
     * start killed in between begins again.
     */
    static void makeWhole(Path folder, Consumer<Path> maker) {
        Path fresh = folder.resolveSibling(folder.getFileName() + ".new");
        delete(fresh);
        maker.accept(fresh);
        try {
            delete(folder);
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
