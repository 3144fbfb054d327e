package org.wholepicture.platform.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.wholepicture.platform.testsupport.Deliveries.Message;
import org.wholepicture.platform.testsupport.PoisonRecords.Poison;

/**
 * Poisons a topic of the service under test and checks what every service owes: each poisonous
 * record is in quarantine with its reason, nothing of it is logged, shown or changed anything, the
 * good records between and beside them are applied, and the service lives and has not grown.
 */
public final class Poisoning {

    /** More than a megabyte of every large record, were it kept. */
    private static final long GROWTH = 48L << 20;

    /** Where messages are kept and counted; not what they bring about. */
    private static final Set<String> MESSAGES_OWN =
            Set.of("inbox", "inbox_number", "inbox_gap", "quarantine");

    private final String database;
    private final String topic;

    /**
     * The service's database and the topic to poison.
     *
     * @param database its name in {@link PlatformServers}
     */
    public Poisoning(String database, String topic) {
        this.database = database;
        this.topic = topic;
    }

    /**
     * Poisons.
     *
     * @param poison of this topic
     * @param among good messages of one key, sent in between on one partition
     * @param beside good messages of other keys, on their own partitions
     * @param mark ids that the poison has and no good message; no table but those of messaging may
     *     hold them afterwards
     */
    public void with(List<Poison> poison, List<Message> among, List<Message> beside, UUID... mark) {
        long before = quarantined();
        long memory = usedMemory();
        try (LoggedLines log = new LoggedLines()) {
            Deliveries.among(topic, among, poison);
            Deliveries.inOrder(topic, beside);

            await().atMost(Duration.ofSeconds(90)).until(() -> applied(among) && applied(beside));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () ->
                                    assertThat(quarantined() - before)
                                            .as("quarantined of the poison injected")
                                            .isEqualTo(poison.size()));
            assertThat(log.lines())
                    .as("log")
                    .noneMatch(line -> line.contains("Zebedee"))
                    .filteredOn(line -> line.contains("record quarantined"))
                    .hasSize(poison.size());
        }
        assertThat(texts("SELECT reason FROM quarantine"))
                .noneMatch(String::isBlank)
                .noneMatch(reason -> reason.contains("Zebedee"));
        assertThat(page()).contains(" in quarantine, oldest first").doesNotContain("Zebedee");
        for (UUID id : mark) {
            assertThat(tablesHolding(id)).as("tables that hold something of the poison").isEmpty();
        }
        assertAlive();
        assertThat(usedMemory() - memory).as("memory that stays in use").isLessThan(GROWTH);
    }

    private boolean applied(List<Message> messages) {
        return messages.stream()
                .map(message -> String.valueOf(message.value()))
                .map(value -> value.replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1"))
                .allMatch(
                        id ->
                                !texts("SELECT 1 FROM inbox WHERE message_id = '" + id + "'")
                                        .isEmpty());
    }

    private long quarantined() {
        return Long.parseLong(texts("SELECT count(*) FROM quarantine").getFirst());
    }

    private List<String> tablesHolding(UUID id) {
        return texts(
                        """
                        SELECT table_name FROM information_schema.tables
                        WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
                        """)
                .stream()
                .filter(table -> !MESSAGES_OWN.contains(table))
                .filter(
                        table ->
                                !texts(
                                                """
                                                SELECT 1 FROM public."%s" AS t
                                                WHERE t::text LIKE '%%%s%%'
                                                -- A slow machine asks again for what it set aside.
                                                AND t::text NOT LIKE '%%republish-requests%%'
                                                LIMIT 1
                                                """
                                                        .formatted(table, id))
                                        .isEmpty())
                .toList();
    }

    private static String page() {
        return RestAssured.given()
                .auth()
                .oauth2(Tokens.inRole("operations"))
                .get("/quarantine")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static void assertAlive() {
        Config config = ConfigProvider.getConfig();
        boolean apart =
                config.getOptionalValue("quarkus.management.enabled", Boolean.class).orElse(false);
        int port =
                apart
                        ? config.getValue("quarkus.management.test-port", Integer.class)
                        : RestAssured.port;
        RestAssured.given()
                .baseUri("http://localhost")
                .port(port)
                .basePath("/")
                .get("/q/health/live")
                .then()
                .statusCode(200);
    }

    private static long usedMemory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private List<String> texts(String query) {
        try (Connection connection = PlatformServers.superuser(database);
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
