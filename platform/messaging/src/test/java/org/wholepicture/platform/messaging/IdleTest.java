package org.wholepicture.platform.messaging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.platform.messaging.Given.soon;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.PlatformServers;
import org.wholepicture.platform.testsupport.Tokens;

/** The case player waits for this before it moves time. */
@QuarkusTest
class IdleTest {

    @Inject Given given;

    @Test
    void aMessageThatIsNotAppliedIsWorkLeft() throws Exception {
        soon().until(() -> idle().getBoolean("idle"));
        try (Connection holder = PlatformServers.superuser("messaging");
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT * FROM contended FOR UPDATE");

            Deliveries.inOrder(
                    Given.EVENTS, Given.behaving("waits for a lock", "not-applied-yet", 1));

            JsonPath answer = idle();
            assertThat(answer.getBoolean("idle")).isFalse();
            assertThat(answer.getLong("remaining.consumer")).isPositive();
            holder.commit();
        }
        soon().until(() -> idle().getBoolean("idle"));
        assertThat(given.effects("not-applied-yet")).containsExactly(1L);
    }

    @Test
    void isToldToOperationsOnly() {
        given().get("/local/idle").then().statusCode(401);
        given().auth()
                .oauth2(Tokens.agency("health-visiting", "concern"))
                .get("/local/idle")
                .then()
                .statusCode(403);
    }

    private static JsonPath idle() {
        return given().auth()
                .oauth2(Tokens.inRole("operations"))
                .get("/local/idle")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
