package org.wholepicture.chronology;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** The description of the API is the approved one. */
@QuarkusTest
class OpenApiTest {

    @Test
    void isTheApprovedFile() {
        Approved.assertSame(
                "openapi.yaml",
                given().get("/openapi").then().statusCode(200).extract().asString());
    }
}
