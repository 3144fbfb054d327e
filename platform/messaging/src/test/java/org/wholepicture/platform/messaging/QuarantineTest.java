package org.wholepicture.platform.messaging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.platform.messaging.Given.EVENTS;
import static org.wholepicture.platform.messaging.Given.soon;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.PlatformServers;
import org.wholepicture.platform.testsupport.Tokens;

/** A record that cannot be applied is set aside alone, seen, and replayed. */
@QuarkusTest
class QuarantineTest {

    private static final String OPERATIONS = Tokens.inRole("operations");

    @Inject Given given;
    @Inject EffectHandler handler;
    @Inject Gaps gaps;

    @ParameterizedTest
    @ValueSource(strings = {"throws", "overflows", "breaks a constraint"})
    void aRecordThatItsHandlerCannotApplyIsSetAsideAlone(String behaviour) {
        String key = "poison-" + behaviour.replace(' ', '-');

        Deliveries.inOrder(
                EVENTS,
                Given.message(key, 1),
                Given.behaving(behaviour, key, 2),
                Given.message(key, 3));

        soon().untilAsserted(() -> assertThat(given.effects(key)).containsExactly(1L, 3L));
        soon().untilAsserted(() -> assertThat(given.quarantined(key)).hasSize(1));
        assertThat(given.openGaps(key)).as("in quarantine is not lost").isEmpty();
        assertThat(gaps.missing(key)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "{}",
                "{\"specversion\":\"1.0\"}",
                "{\"id\":\"1\",\"id\":\"2\"}",
                "{\"specversion\":\"1.0\",\"id\":\"6f2c0a4e-2f0b-4c5e-9a53-0f3f7f1f0001\","
                        + "\"source\":\"/t\",\"type\":\"t\",\"subject\":\"another-key\","
                        + "\"time\":\"2026-03-02T09:00:00Z\",\"sequence\":\"1\","
                        + "\"datacontenttype\":\"application/json\",\"data\":{}}",
                "{\"specversion\":\"1.0\",\"id\":\"6f2c0a4e-2f0b-4c5e-9a53-0f3f7f1f0002\","
                        + "\"source\":\"/t\",\"type\":\"t\",\"subject\":\"unreadable\","
                        + "\"time\":\"2026-03-02T09:00:00Z\",\"sequence\":\"0\","
                        + "\"datacontenttype\":\"application/json\",\"data\":{}}"
            })
    void aRecordThatCannotBeReadIsSetAside(String value) {
        String key = "unreadable";
        long before = given.quarantined(key).size();

        Deliveries.raw(
                EVENTS,
                key.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8));

        soon().untilAsserted(() -> assertThat(given.quarantined(key)).hasSize((int) before + 1));
    }

    @Test
    void recordsWithoutKeyOrValueOrTextAreSetAside() {
        byte[] key = "broken-bytes".getBytes(StandardCharsets.UTF_8);
        byte[] nul = {'n', 0, 'u', 'l'};
        byte[] noText = {(byte) 0xc3, (byte) 0x28};
        int before = all();

        Deliveries.raw(EVENTS, null, "{}".getBytes(StandardCharsets.UTF_8));
        Deliveries.raw(EVENTS, key, null);
        Deliveries.raw(EVENTS, key, noText);
        Deliveries.raw(EVENTS, nul, noText);
        Deliveries.raw(EVENTS, new byte[9000], noText);
        Deliveries.raw(EVENTS, key, new byte[1_000_000]);
        Deliveries.raw(EVENTS, key, "[".repeat(200_000).getBytes(StandardCharsets.UTF_8));
        Deliveries.inOrder(EVENTS, Given.message("after-the-broken", 1));

        soon().untilAsserted(() -> assertThat(all()).isEqualTo(before + 7));
        soon().until(() -> given.effects("after-the-broken").size() == 1);
    }

    @Test
    void aNumberThatCannotBeTrueIsSetAsideAndMakesNoGaps() {
        String key = "implausible";

        Deliveries.inOrder(EVENTS, Given.message(key, 900_000_000_000L), Given.message(key, 1));

        soon().untilAsserted(() -> assertThat(given.quarantined(key)).hasSize(1));
        soon().untilAsserted(() -> assertThat(given.effects(key)).containsExactly(1L));
        assertThat(given.openGaps(key)).isEmpty();
    }

    @Test
    void aCopyOfAQuarantinedRecordIsNotTriedAgain() {
        String key = "poison-copy";

        Deliveries.inOrder(
                EVENTS,
                Given.behaving("throws", key, 1),
                Given.behaving("throws", key, 1),
                Given.message(key, 2));

        soon().untilAsserted(() -> assertThat(given.effects(key)).containsExactly(2L));
        assertThat(given.quarantined(key)).hasSize(1);
    }

    @Test
    void isListedWithoutContentAndReplayedOnceRepaired() {
        String key = "poison-repaired";
        Deliveries.inOrder(EVENTS, Given.behaving("throws", key, 1));
        soon().untilAsserted(() -> assertThat(given.quarantined(key)).hasSize(1));

        String listed =
                given().auth()
                        .oauth2(OPERATIONS)
                        .get("/v1/quarantine")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        String id =
                given().auth()
                        .oauth2(OPERATIONS)
                        .get("/v1/quarantine")
                        .jsonPath()
                        .getString("find { it.key == 'poison-repaired' }.id");
        assertThat(listed).contains("java.lang.IllegalArgumentException").doesNotContain("Ava");

        replay(id, 422);
        assertThat(given.effects(key)).isEmpty();
        handler.repair("throws");
        try {
            replay(id, 204);
        } finally {
            handler.unrepair();
        }
        assertThat(given.effects(key)).containsExactly(1L);
        assertThat(gaps.missing(key)).isZero();
        replay(id, 409);
        assertThat(given.effects(key)).containsExactly(1L);
    }

    @Test
    void isReplayedWhenItsHandlerTakesAnotherRole() throws SQLException {
        String key = "poison-role";
        try (Connection superuser = PlatformServers.superuser("messaging");
                Statement statement = superuser.createStatement()) {
            statement.execute("CREATE ROLE stranger; GRANT stranger TO messaging");
        }
        Deliveries.inOrder(EVENTS, Given.behaving("takes another role", key, 1));
        soon().untilAsserted(() -> assertThat(given.quarantined(key)).hasSize(1));
        String id =
                given().auth()
                        .oauth2(OPERATIONS)
                        .get("/v1/quarantine")
                        .jsonPath()
                        .getString("find { it.key == 'poison-role' }.id");

        handler.repair("takes another role");
        try {
            replay(id, 204);
        } finally {
            handler.unrepair();
        }

        assertThat(given.effects(key)).containsExactly(1L);
    }

    @Test
    void anUnknownRecordIsNotReplayed() {
        replay(new UUID(0, 1).toString(), 404);
    }

    @Test
    void isForThePeopleWhoRunTheServiceOnly() {
        given().get("/v1/quarantine").then().statusCode(401);
        given().auth()
                .oauth2(Tokens.practitioner("pr-lead", "early-help"))
                .get("/v1/quarantine")
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(Tokens.aPerson("pr-ops", "ops").inRoles("operations").expired().build())
                .get("/v1/quarantine")
                .then()
                .statusCode(401);
        given().auth()
                .oauth2(
                        Tokens.aPerson("pr-ops", "ops")
                                .inRoles("operations")
                                .signedByAStranger()
                                .build())
                .get("/v1/quarantine")
                .then()
                .statusCode(401);
        given().auth()
                .oauth2(
                        Tokens.aPerson("pr-ops", "ops")
                                .inRoles("operations")
                                .forAudience("other")
                                .build())
                .get("/v1/quarantine")
                .then()
                .statusCode(401);
    }

    private static void replay(String id, int status) {
        given().auth()
                .oauth2(OPERATIONS)
                .post("/v1/quarantine/" + id + "/replay")
                .then()
                .statusCode(status);
    }

    private int all() {
        return given.longs("SELECT 1 FROM quarantine").size();
    }
}
