package org.wholepicture.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** What the stack does with whole folders. */
final class Folders {

    private static final String MADE_FROM = "made-from";

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
     * Copies a folder with all that is in it, times too: a service's cache of linked classes is
     * good for the very jars it was made from.
     *
     * @param to does not exist
     */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            Files.createDirectories(to.toAbsolutePath().getParent());
            for (Path path : paths.toList()) {
                Files.copy(
                        path,
                        to.resolve(from.relativize(path)),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** Makes a folder's content. */
    @FunctionalInterface
    interface Maker {
        void make(Path fresh) throws IOException;
    }

    /**
     * Makes a folder under another name, so that it stands under its own only when complete: a
     * start killed in between begins again. What stood there is gone then.
     */
    static void makeWhole(Path folder, Maker maker) {
        Path fresh = folder.resolveSibling(folder.getFileName() + ".new");
        delete(fresh);
        try {
            maker.make(fresh);
            delete(folder);
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * The same, unless the folder was made from this very origin before.
     *
     * @param origin tells apart what it may be made from: a digest, a version
     */
    static void makeFrom(String origin, Path folder, Maker maker) {
        if (origin(folder).equals(Optional.of(origin))) {
            return;
        }
        makeWhole(
                folder,
                fresh -> {
                    maker.make(fresh);
                    Files.writeString(fresh.resolve(MADE_FROM), origin);
                });
    }

    /** What {@link #makeFrom} made a folder from; empty where it has made none. */
    static Optional<String> origin(Path folder) {
        Path mark = folder.resolve(MADE_FROM);
        try {
            return Files.exists(mark) ? Optional.of(Files.readString(mark)) : Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
