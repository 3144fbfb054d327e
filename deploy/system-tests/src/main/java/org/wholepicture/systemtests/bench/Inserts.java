package org.wholepicture.systemtests.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.wholepicture.systemtests.Stack;

/**
 * What the database alone does: the statements with which referral-service accepts an event, into
 * the same tables in a database of their own on the same server, where nobody files what they
 * leave. By pgbench where there is one (embedded PostgreSQL brings none), else over JDBC.
 */
final class Inserts {

    private static final String DATABASE = "bench";
    private static final String DIGEST =
            "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

    /** As accepting does it; the last three are the moment it is received. */
    private static final String INSERT =
            """
            INSERT INTO accepted_event
                (id, agency, source, source_id, type, data, digest, recorded, received, next_attempt)
            VALUES (%s, 'school', 'https://school.example/records', %s, 'contact', %s,
                    decode('%s', 'hex'), now(), now(), now())
            ON CONFLICT ON CONSTRAINT accepted_once DO NOTHING
            """;

    private static final Pattern RESULT = Pattern.compile("tps = ([0-9.]+)");

    private final Stack stack;
    private final String data;
    private final Optional<Path> pgbench;

    /**
     * Makes the database.
     *
     * @param migration the SQL with which referral-service makes its tables
     * @param data of an event like those that are sent
     */
    Inserts(Stack stack, Path migration, String data) {
        this.stack = stack;
        this.data = data;
        this.pgbench = findPgbench();
        try {
            execute("postgres", "CREATE DATABASE " + DATABASE);
            execute(DATABASE, Files.readString(migration));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void execute(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(stack.database(database));
    }

    /** The newest pgbench on this machine. */
    private static Optional<Path> findPgbench() {
        List<Path> folders = new ArrayList<>();
        for (String folder : System.getenv("PATH").split(":", -1)) {
            folders.add(Path.of(folder));
        }
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                versions.sorted().forEach(version -> folders.addFirst(version.resolve("bin")));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return folders.stream()
                .map(folder -> folder.resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** What makes the inserts, for people. */
    String by() {
        return pgbench.map(path -> "pgbench (" + path + ")")
                .orElse("plain JDBC, for there is no pgbench on this machine");
    }

    /** Transactions a second. */
    double perSecond(int connections, Duration time) throws InterruptedException {
        return pgbench.isPresent()
                ? byPgbench(pgbench.get(), connections, time)
                : byJdbc(connections, time);
    }

    private double byPgbench(Path program, int connections, Duration time)
            throws InterruptedException {
        try {
            Path script = Files.createTempFile("accept", ".sql");
            Files.writeString(
                    script,
                    "\\set n random(1, 9000000000000000000)\nBEGIN;\n"
                            + INSERT.formatted(
                                    "gen_random_uuid()", "'bench-' || :n", ":data", DIGEST)
                            + ";\nCOMMIT;\n");
            // jdbc:postgresql://HOST:PORT/...?user=USER&password=PASSWORD
            Matcher address =
                    Pattern.compile("//(.*):(.*)/.*user=(.*)&password=(.*)")
                            .matcher(stack.database(DATABASE));
            if (!address.find()) {
                throw new IllegalStateException("an address of another form");
            }
            ProcessBuilder builder =
                    new ProcessBuilder(
                                    program.toString(),
                                    "--host=" + address.group(1),
                                    "--port=" + address.group(2),
                                    "--username=" + address.group(3),
                                    "--no-vacuum",
                                    "--protocol=prepared",
                                    "--client=" + connections,
                                    "--jobs=2",
                                    "--time=" + time.toSeconds(),
                                    "--define=data=" + data,
                                    "--file=" + script,
                                    DATABASE)
                            .redirectErrorStream(true);
            builder.environment().put("PGPASSWORD", address.group(4));
            Process process = builder.start();
            String printed =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            Files.delete(script);
            Matcher result = RESULT.matcher(printed);
            if (exit != 0 || !result.find()) {
                throw new IllegalStateException("pgbench failed:\n" + printed);
            }
            return Double.parseDouble(result.group(1));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The same over JDBC, for comparison and where there is no pgbench. */
    double byJdbc(int connections, Duration time) throws InterruptedException {
        AtomicLong count = new AtomicLong();
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        List<Thread> threads = new ArrayList<>();
        List<SQLException> failures = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            threads.add(
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        try {
                                            insertUntil(end, count);
                                        } catch (SQLException failed) {
                                            synchronized (failures) {
                                                failures.add(failed);
                                            }
                                        }
                                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.getFirst());
        }
        return count.get() / ((System.nanoTime() - begin) / 1e9);
    }

    private void insertUntil(long end, AtomicLong count) throws SQLException {
        try (Connection connection = connect(DATABASE)) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert =
                    connection.prepareStatement(INSERT.formatted("?", "?", "?", DIGEST))) {
                while (System.nanoTime() < end) {
                    UUID id = UUID.randomUUID();
                    insert.setObject(1, id);
                    insert.setString(2, "bench-" + id);
                    insert.setString(3, data);
                    insert.executeUpdate();
                    connection.commit();
                    count.incrementAndGet();
                }
            }
        }
    }
}
