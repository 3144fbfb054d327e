package org.wholepicture.helm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The root file system that the image of a service would have: what the Dockerfile copies, and in
 * place of its base image this machine's JDK and libraries, mounted read-only. Processes in it have
 * the image's user, no way to more rights, and nothing to write to but /tmp and what is mounted.
 *
 * <p>As root that is done with namespaces and chroot. For anybody else the same files are run where
 * they lie, closed to writing, under the user that the tests run as; that the root is read-only is
 * then the files' own doing.
 */
final class ImageRoot {

    private static final Path JDK = Path.of(System.getProperty("java.home"));
    private static final String JAVA = "/opt/java/bin/java";

    private final Path root;
    private final Dockerfile dockerfile;
    private final boolean confined = "root".equals(System.getProperty("user.name"));

    private ImageRoot(Path root, Dockerfile dockerfile) {
        this.root = root;
        this.dockerfile = dockerfile;
    }

    /** Copies what the last stage copies, with the files' times as an image keeps them. */
    static ImageRoot assemble(Path root, Dockerfile dockerfile) throws IOException {
        for (String folder :
                List.of("usr", "etc", "proc", "dev", "tmp", "opt/java", "app/config", "var/lib")) {
            Files.createDirectories(root.resolve(folder));
        }
        for (String link : List.of("bin", "lib", "lib64")) {
            if (Files.isSymbolicLink(Path.of("/" + link))) {
                Files.createSymbolicLink(root.resolve(link), Path.of("usr", link));
            }
        }
        Files.writeString(root.resolve("etc/hosts"), "127.0.0.1 localhost\n::1 localhost\n");
        Files.writeString(root.resolve("etc/passwd"), "nonroot:x:65532:65532::/:/none\n");
        Files.setPosixFilePermissions(
                root.resolve("tmp"), PosixFilePermissions.fromString("rwxrwxrwx"));
        for (Map.Entry<String, String> copy : dockerfile.copies().entrySet()) {
            Path source = Chart.REPOSITORY.resolve(copy.getKey());
            if (!Files.exists(source)
                    && source.endsWith("sbom.cdx.json")
                    && !"yes".equals(System.getProperty("wp.sbom"))) {
                continue;
            }
            if (!Files.exists(source)) {
                throw new AssertionError(source + " is not built: mvn package builds it");
            }
            copy(source, root.resolve(copy.getValue().substring(1)));
        }
        return new ImageRoot(root, dockerfile);
    }

    private static void copy(Path source, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path to = target.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(
                            file,
                            to,
                            StandardCopyOption.COPY_ATTRIBUTES,
                            LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }

    /**
     * Puts the cache of linked classes where the image has its own; half a minute's work that the
     * build has done with the same JDK and the same command.
     *
     * @return whether there is one that belongs to these jars; a build may go without
     */
    boolean takeCache(Path built) throws IOException {
        Path cache = built.resolve("app.aot");
        if (!Files.exists(cache)
                || Files.getLastModifiedTime(cache)
                                .compareTo(
                                        Files.getLastModifiedTime(built.resolve("quarkus-run.jar")))
                        < 0) {
            return false;
        }
        Files.copy(cache, file("/app/app.aot"));
        return true;
    }

    /** A file of the image, as seen from outside. */
    Path file(String path) {
        return root.resolve(path.substring(1));
    }

    boolean isConfined() {
        return confined;
    }

    /**
     * Starts a command of the Dockerfile in it.
     *
     * @param environment beside the image's own
     */
    ProcessBuilder start(List<String> command, Map<String, String> environment) {
        List<String> line = new ArrayList<>();
        if (confined) {
            line.addAll(
                    List.of(
                            "unshare",
                            "--mount",
                            "--propagation",
                            "private",
                            "sh",
                            "-euc",
                            mounts()));
            line.add("sh");
            line.addAll(command.subList(1, command.size()));
        } else {
            line.add(JDK.resolve("bin/java").toString());
            command.stream()
                    .skip(1)
                    .map(word -> word.replace("/app/", file("/app/").toString() + "/"))
                    .forEach(line::add);
        }
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(dockerfile.environment());
        builder.environment().putAll(environment);
        return builder.directory(file(dockerfile.folder()).toFile()).redirectErrorStream(true);
    }

    /** Ends in the command itself, so that signals reach it. */
    private String mounts() {
        String[] user = dockerfile.user().split(":");
        return """
        r='%s'
        mount --bind "$r" "$r"
        for each in usr dev; do mount --bind "/$each" "$r/$each"; mount -o remount,bind,ro "$r/$each"; done
        mount --bind '%s' "$r/opt/java"; mount -o remount,bind,ro "$r/opt/java"
        mount --bind /proc "$r/proc"
        mount --bind "$r/tmp" "$r/tmp"
        mount -o remount,bind,ro "$r"
        cd "$r"
        exec setpriv --no-new-privs chroot --userspec=%s:%s --groups= "$r" \
            /bin/sh -c 'cd "$0" && exec %s "$@"' '%s' "$@"
        """
                .formatted(root, JDK, user[0], user[1], JAVA, dockerfile.folder());
    }
}
