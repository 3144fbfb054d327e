package org.wholepicture.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wholepicture.platform.testsupport.Contracts;

@QuarkusTest
class ReadingContractsTest extends ServiceTest {

    @Test
    void everySchemaIsServedWithoutAToken() {
        List<String> names =
                RestAssured.get("/v1/schemas")
                        .then()
                        .statusCode(200)
                        .body("schemas", hasItems("concern.v1", "common.v1", "cloudevent.v1"))
                        .extract()
                        .path("schemas");

        for (String name : names) {
            String schema =
                    RestAssured.get("/v1/schemas/" + name)
                            .then()
                            .statusCode(200)
                            .contentType("application/schema+json")
                            .extract()
                            .asString();
            assertThat(Published.parse(schema).path("$id").asText())
                    .endsWith(name + ".schema.json");
        }
    }

    @Test
    void theExamplesAreServedAndMeetTheirContract() {
        for (String size : List.of("minimal", "full")) {
            Contracts.assertValidEvent(
                    RestAssured.get("/v1/schemas/concern.v1/examples/" + size)
                            .then()
                            .statusCode(200)
                            .contentType(SINGLE)
                            .extract()
                            .asString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing.v1",
                "concern",
                "catalogue.json",
                "filed-event.v1",
                "concern.v1/examples/huge",
                "common.v1/examples/full",
                "cloudevent.v1/examples/full"
            })
    void whatIsNoContractIsNotFound(String name) {
        RestAssured.get("/v1/schemas/" + name).then().statusCode(404).contentType(PROBLEM);
    }
}
