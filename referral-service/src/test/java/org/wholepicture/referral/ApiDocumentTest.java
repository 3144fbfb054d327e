package org.wholepicture.referral;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The API's document is approved as a file: whoever changes the API changes the file, and whoever
 * reads the change sees it. The document of the last run is left in {@code target/openapi.yaml}.
 */
@QuarkusTest
class ApiDocumentTest extends ServiceTest {

    @Test
    void theDocumentIsTheApprovedOne() throws IOException {
        String document =
                RestAssured.given()
                        .accept("application/yaml")
                        .get("/openapi")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        Files.writeString(Path.of("target/openapi.yaml"), document);

        assertThat(document).isEqualTo(approved());
    }

    private static String approved() throws IOException {
        try (var in = ApiDocumentTest.class.getResourceAsStream("/openapi.approved.yaml")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
