package org.wholepicture.alert;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

/** The description of the API that the service serves is the approved one. */
@QuarkusTest
@WithTestResource(AlertServers.class)
class OpenApiTest {

    @Test
    void theDescriptionIsTheApprovedOne() {
        Approved.check(
                "openapi.yaml",
                RestAssured.get("/openapi").then().statusCode(200).extract().asString());
    }
}
