package org.wholepicture.chronology;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Nothing that somebody asked for stands in a metric. */
@QuarkusTest
class MetricsTest {

    @Test
    void anAddressThatWasRefusedIsNoLabel() {
        assertThat(given().urlEncodingEnabled(false).get("/people/Alex%00Sample").statusCode())
                .isEqualTo(400);
        Service.asLead().get("/v1/nothing/Alex-Sample").then().statusCode(404);

        String scraped =
                given().baseUri("http://localhost")
                        .port(
                                ConfigProvider.getConfig()
                                        .getValue("quarkus.management.test-port", Integer.class))
                        .basePath("/")
                        .get("/q/metrics")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();

        assertThat(scraped)
                .contains("http_server_requests_seconds_count")
                .doesNotContain("Alex", "Sample");
    }
}
