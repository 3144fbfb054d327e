package org.wholepicture.systemtests.faults;

import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.wholepicture.systemtests.Processes;
import org.wholepicture.systemtests.Stack;

/**
 * A base backup of a stack's PostgreSQL and its archive of WAL, by the steps that pg_basebackup
 * takes: the server's binaries that come with the build lack that program.
 */
final class PostgresBackup {

    private static final String POINT = "drill";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(200);

    /** Belongs to the running server, or is made anew by each. */
    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts");

    private static final Set<String> LEFT_EMPTY = Set.of("pg_wal", "pg_replslot", "pg_stat_tmp");

    private final Stack stack;
    private final Path data;
    private final Path base;
    private final Path archive;
    private final List<String> command;
    private String segmentOfPoint = "";

    private PostgresBackup(Stack stack, List<String> command) {
        this.stack = stack;
        this.command = command;
        this.data = stack.state().resolve("postgres/data");
        this.base = stack.state().resolve("backup-base");
        this.archive = stack.state().resolve("backup-wal");
    }

    /** Has the server archive its WAL; it is started again for that. */
    static PostgresBackup begin(Stack stack) throws Exception {
        PostgresBackup backup =
                new PostgresBackup(
                        stack,
                        List.of(
                                Files.readString(
                                                Path.of(
                                                        "/proc/%d/cmdline"
                                                                .formatted(stack.pid("postgres"))))
                                        .split("\0", 0)));
        Files.createDirectories(backup.archive);
        try (Connection server = backup.connect()) {
            run(server, "ALTER SYSTEM SET archive_mode = 'on'");
            run(
                    server,
                    "ALTER SYSTEM SET archive_command = 'test ! -f \"%1$s/%%f\" && cp %%p \"%1$s/%%f\"'"
                            .formatted(backup.archive));
        }
        stack.wp("stop", "postgres");
        stack.wp("start", "postgres");
        return backup;
    }

    /** Copies the data folder while the server works on. */
    void take() throws Exception {
        try (Connection server = connect()) {
            run(server, "SELECT pg_backup_start('drill', true)");
            copy(data, base);
            Files.writeString(
                    base.resolve("backup_label"),
                    text(server, "SELECT labelfile FROM pg_backup_stop(true)"));
        }
    }

    /** Names the moment to which everything is to come back. */
    void markPoint() throws SQLException {
        try (Connection server = connect()) {
            segmentOfPoint =
                    text(
                            server,
                            "SELECT pg_walfile_name(pg_create_restore_point('" + POINT + "'))");
        }
    }

    /** Waits until the archive reaches beyond the point. */
    void awaitArchived() throws Exception {
        try (Connection server = connect()) {
            run(server, "SELECT pg_switch_wal()");
        }
        await(() -> Files.exists(archive.resolve(segmentOfPoint)));
    }

    /**
     * Brings the databases back to the point, on the server's old place, while the stack is down;
     * the chronology's is thrown away.
     */
    void restore() throws Exception {
        delete(data);
        Files.move(base, data);
        Files.writeString(
                data.resolve("postgresql.auto.conf"),
                """
                restore_command = 'cp "%s/%%f" %%p'
                recovery_target_name = '%s'
                recovery_target_action = 'promote'
                """
                        .formatted(archive, POINT),
                StandardOpenOption.APPEND);
        Files.createFile(data.resolve("recovery.signal"));
        List<String> words = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            // PostgreSQL refuses to run as root.
            words.addAll(List.of("unshare", "--user"));
        }
        words.addAll(command);
        Process server =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(stack.state().resolve("logs/recovery.log").toFile())
                        .start();
        try {
            await(this::isPromoted);
            try (Connection connection = connect()) {
                run(connection, "DROP DATABASE chronology WITH (FORCE)");
            }
        } finally {
            Processes.signal("INT", server.pid());
            if (!server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        }
    }

    private boolean isPromoted() {
        try (Connection server = connect()) {
            return text(server, "SELECT pg_is_in_recovery()::text").equals("false");
        } catch (SQLException | RuntimeException notYet) {
            return false;
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(stack.database("postgres"));
    }

    private static void run(Connection server, String sql) throws SQLException {
        try (Statement statement = server.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection server, String sql) throws SQLException {
        try (Statement statement = server.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Something that is waited for. */
    @FunctionalInterface
    private interface Question {
        boolean isSo();
    }

    private static void await(Question question) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!question.isSo()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("PostgreSQL does not come so far: see its log");
            }
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        CopyOption[] asItIs = {StandardCopyOption.COPY_ATTRIBUTES};
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is)
                            throws IOException {
                        Files.copy(folder, to.resolve(from.relativize(folder)), asItIs);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes is)
                            throws IOException {
                        Path place = from.relativize(file);
                        if (!LEFT_OUT.contains(place.toString())
                                && !LEFT_EMPTY.contains(place.getName(0).toString())) {
                            try {
                                Files.copy(file, to.resolve(place), asItIs);
                            } catch (NoSuchFileException gone) {
                                // Deleted meanwhile; WAL says so too.
                            }
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException why)
                            throws IOException {
                        if (why instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw why;
                    }
                });
    }

    /** Deletes a folder and what is in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
