package org.wholepicture.platform.testsupport;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL 18 and a real broker for {@code @QuarkusTest}, started once per JVM. Each test
 * application gets a fresh database and fresh topics.
 *
 * <pre>{@code
 * @WithTestResource(value = PlatformServers.class, scope = TestResourceScope.GLOBAL,
 *         initArgs = {@ResourceArg(name = "database", value = "referral")})
 * }</pre>
 *
 * <p>Arguments:
 *
 * <ul>
 *   <li>{@code database}: its name, and the name and password of the login role, which owns the
 *       schema {@code public}; default {@code test}.
 *   <li>{@code bootstrap}: SQL on the class path run in it by the superuser; roles belong to the
 *       whole server, so it must bear to be run again in the next fresh database.
 *   <li>{@code schema}: SQL files on the class path, separated by commas, run by the login role,
 *       without Flyway.
 *   <li>{@code mail}: {@code true} for an SMTP sink, read with {@link Mailbox}.
 *   <li>{@code topics}: further topics, separated by commas.
 * </ul>
 *
 * <p>Needs {@code quarkus.devservices.enabled=false} in the module's application.properties: its
 * build step runs before this. Tokens of {@link Tokens} verify without an identity provider.
 */
public final class PlatformServers implements QuarkusTestResourceLifecycleManager {

    /** Partitions of each topic, as in the local stack: keys must not move. */
    public static final int PARTITIONS = 12;

    static final String POSTGRES_PROPERTY = "wp.test.postgres";
    static final String KAFKA_PROPERTY = "wp.test.kafka";

    private static final List<String> TOPICS =
            List.of(
                    "child-events",
                    "directory",
                    "access",
                    "alerts",
                    "escalations",
                    "tallies",
                    "erasure-reports",
                    "republish-requests");

    private Map<String, String> args = Map.of();

    @Override
    public void init(Map<String, String> initArgs) {
        args = Map.copyOf(initArgs);
    }

    @Override
    public Map<String, String> start() {
        try {
            Map<String, String> settings = new HashMap<>();
            settings.putAll(startDatabase());
            settings.putAll(startTopics());
            // Both are what the identity provider would tell the service.
            settings.put("quarkus.oidc.public-key", Tokens.publicKey());
            settings.put("quarkus.oidc.token.issuer", Tokens.ISSUER);
            settings.put("wp.private.keyset-file", keyset().toString());
            if (Boolean.parseBoolean(args.get("mail"))) {
                settings.put("quarkus.mailer.host", "localhost");
                settings.put("quarkus.mailer.port", String.valueOf(server("smtpPort")));
                settings.put("quarkus.mailer.mock", "false");
            }
            return settings;
        } catch (SQLException | IOException | ExecutionException e) {
            throw new IllegalStateException("the servers for the test did not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the servers started", e);
        }
    }

    /** The servers serve every test application of this JVM and end with it. */
    @Override
    public void stop() {}

    /** A connection as the superuser to a database of the server that is running. */
    public static Connection superuser(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "postgres", "postgres");
    }

    /** JDBC address of a database of the server that is running. */
    public static String url(String database) {
        return "jdbc:postgresql://" + System.getProperty(POSTGRES_PROPERTY) + "/" + database;
    }

    /** Bootstrap address of the broker that is running. */
    public static String bootstrapServers() {
        String servers = System.getProperty(KAFKA_PROPERTY);
        if (servers == null) {
            throw new IllegalStateException("no broker: does the test use PlatformServers?");
        }
        return servers;
    }

    private Map<String, String> startDatabase() throws SQLException, IOException {
        System.setProperty(POSTGRES_PROPERTY, "localhost:" + server("postgresPort"));
        String database = args.getOrDefault("database", "test");
        if (!database.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("not a plain database name: " + database);
        }
        try (Connection server = superuser("postgres");
                Statement statement = server.createStatement()) {
            boolean known;
            try (ResultSet role =
                    statement.executeQuery(
                            "SELECT 1 FROM pg_roles WHERE rolname = '" + database + "'")) {
                known = role.next();
            }
            if (!known) {
                statement.execute(
                        "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(database, database));
            }
            statement.execute("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(database));
            statement.execute("CREATE DATABASE %s".formatted(database));
        }
        try (Connection superuser = superuser(database);
                Statement statement = superuser.createStatement()) {
            statement.execute("ALTER SCHEMA public OWNER TO %s".formatted(database));
            run(statement, args.get("bootstrap"));
        }
        try (Connection owner = DriverManager.getConnection(url(database), database, database);
                Statement statement = owner.createStatement()) {
            for (String resource : args.getOrDefault("schema", "").split(",")) {
                run(statement, resource.isEmpty() ? null : resource);
            }
        }
        return Map.of(
                "quarkus.datasource.jdbc.url", url(database),
                "quarkus.datasource.username", database,
                "quarkus.datasource.password", database);
    }

    private static void run(Statement statement, @Nullable String resource)
            throws SQLException, IOException {
        if (resource == null) {
            return;
        }
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream sql = loader.getResourceAsStream(resource)) {
            if (sql == null) {
                throw new IllegalArgumentException("not on the class path: " + resource);
            }
            statement.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private Map<String, String> startTopics()
            throws IOException, ExecutionException, InterruptedException {
        boolean fresh = System.getProperty(KAFKA_PROPERTY) == null;
        String servers = String.valueOf(server("kafkaBootstrap"));
        System.setProperty(KAFKA_PROPERTY, servers);
        Properties settings = new Properties();
        settings.put("bootstrap.servers", servers);
        try (Admin admin = Admin.create(settings)) {
            if (!fresh) {
                // An earlier application of this JVM used them: its records are not for this one.
                admin.deleteTopics(admin.listTopics().names().get()).all().get();
                admin.deleteConsumerGroups(
                                admin.listGroups().all().get().stream()
                                        .map(group -> group.groupId())
                                        .toList())
                        .all()
                        .get(10, TimeUnit.SECONDS);
                Awaitility.await().until(() -> admin.listTopics().names().get().isEmpty());
            }
            List<String> names = new ArrayList<>(TOPICS);
            String further = args.get("topics");
            if (further != null) {
                names.addAll(List.of(further.split(",")));
            }
            admin.createTopics(names.stream().map(PlatformServers::topic).toList()).all().get();
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("consumer groups of an earlier test still run", e);
        }
        return Map.of("kafka.bootstrap.servers", servers);
    }

    private static NewTopic topic(String name) {
        NewTopic topic = new NewTopic(name, PARTITIONS, (short) 1);
        return name.equals("directory")
                ? topic.configs(Map.of("cleanup.policy", "compact"))
                : topic;
    }

    /** A Tink keyset in clear text with one new AES-256-GCM key, written by hand to spare Tink. */
    private static Path keyset() throws IOException {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        // protobuf: field 3, 32 bytes
        byte[] aesGcmKey = ByteBuffer.allocate(34).put((byte) 0x1a).put((byte) 32).put(key).array();
        Path file = Files.createTempFile("whole-picture-keyset", ".json");
        file.toFile().deleteOnExit();
        Files.writeString(
                file,
                """
                {"primaryKeyId": 1, "key": [{
                  "keyData": {
                    "typeUrl": "type.googleapis.com/google.crypto.tink.AesGcmKey",
                    "value": "%s",
                    "keyMaterialType": "SYMMETRIC"
                  },
                  "status": "ENABLED", "keyId": 1, "outputPrefixType": "TINK"
                }]}
                """
                        .formatted(Base64.getEncoder().encodeToString(aesGcmKey)));
        return file;
    }

    /** Calls {@link EmbeddedServers} in the system class loader. */
    static Object server(String method) {
        ClassLoader system = ClassLoader.getSystemClassLoader();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The servers' threads inherit it, and outlive the class loader of this application.
        thread.setContextClassLoader(system);
        try {
            Class<?> servers = system.loadClass(EmbeddedServers.class.getName());
            Object result = servers.getMethod(method).invoke(null);
            return result == null ? "" : result;
        } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalStateException("test-support is not on the JVM's class path", e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the server did not start: " + method, e.getCause());
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
