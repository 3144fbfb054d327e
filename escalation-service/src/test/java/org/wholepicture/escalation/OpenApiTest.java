package org.wholepicture.escalation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The API is the one that was approved. */
@QuarkusTest
@WithTestResource(EscalationServers.class)
class OpenApiTest {

    private static final Path APPROVED = Path.of("src/test/resources/openapi.approved.yaml");
    private static final Path RECEIVED = Path.of("target/openapi.received.yaml");

    /** After a change on purpose: look at the difference, then copy the one over the other. */
    @Test
    void theApiIsTheApprovedOne() throws IOException {
        String received = given().get("/openapi").asString();
        Files.writeString(RECEIVED, received);

        assertThat(received).isEqualTo(Files.readString(APPROVED, StandardCharsets.UTF_8));
    }
}
