package org.wholepicture.referral;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.LoggedLines;
import org.wholepicture.platform.testsupport.Tokens;

@QuarkusTest
class NothingPersonalInLogsTest extends ServiceTest {

    private static final List<String> CANARIES =
            List.of("Zebedee", "Quokka", "bedtime story", "ZZ99 9ZZ", "secret-id-of-zebedee");

    private final LoggedLines log = new LoggedLines();
    private final String child = AnEvent.newNhsNumber();

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void whateverIsSentNothingOfItIsLoggedOrPublishedInTheClear() {
        Published.data(accepted(canary().about(child)));
        send(canary().about(child).with("Zebedee", "Quokka")).then().statusCode(422);
        send(canary().about(child).with("level", "Zebedee")).then().statusCode(422);
        send(canary().about(child).on("Zebedee")).then().statusCode(422);
        as(systemOf("health-visiting"))
                .contentType(SINGLE)
                .body("{\"Zebedee Quokka bedtime story\": ")
                .post("/v1/events")
                .then()
                .statusCode(400);
        // What an agency says in its own words, in the members of other types.
        AnEvent missed =
                AnEvent.aMissedAppointment()
                        .about(AnEvent.newNhsNumber())
                        .with("outcome", "WAS_NOT_BROUGHT")
                        .with("appointmentRef", "Zebedee Quokka 1");
        assertThat(Published.data(accepted(missed)).at("/details/appointmentRef").asText())
                .isEqualTo(
                        Published.data(
                                        accepted(
                                                AnEvent.anAttendedAppointment()
                                                        .from("school")
                                                        .about(AnEvent.newNhsNumber())
                                                        .with(
                                                                "appointmentRef",
                                                                "Zebedee Quokka 1")))
                                .at("/details/appointmentRef")
                                .asText());
        Published.data(
                accepted(
                        AnEvent.anInvolvementOf("pr-page")
                                .about(AnEvent.newNhsNumber())
                                .with("role", "Zebedee's bedtime story")));
        AnEvent contact = AnEvent.aContact().about(AnEvent.newNhsNumber());
        contact.data()
                .putArray("claims")
                .addObject()
                .put("topic", "FOOD")
                .put("about", "Zebedee")
                .put("value", "WORSE")
                .put("basis", "OBSERVED");
        send(contact).then().statusCode(422);
        as("Zebedee").contentType(SINGLE).body("{}").post("/v1/events").then().statusCode(401);
        waitsFor(accepted(canary().about("9990000019")), "IDENTIFIER_INVALID");
        as(Tokens.inRole("administrator"))
                .contentType("application/json")
                .body(
                        LoadingTheDirectoryTest.directory(
                                "zoo", "pr-zoo", "Zebedee Quokka", "Zebedee@Quokka.org"))
                .put("/v1/directory")
                .then()
                .statusCode(422);
        String failing = failsToBeFiled(canary().about(AnEvent.newNhsNumber()));

        assertThat(log.lines()).anyMatch(line -> line.contains(failing));
        for (String canary : CANARIES) {
            assertThat(log.lines()).noneMatch(line -> line.contains(canary));
            assertThat(Deliveries.standingOn("child-events"))
                    .noneMatch(message -> String.valueOf(message.value()).contains(canary));
        }
        assertThat(log.lines()).noneMatch(line -> line.contains(child));
        assertThat(Deliveries.standingOn("child-events"))
                .noneMatch(message -> String.valueOf(message.value()).contains(child));
        assertThat(metrics()).doesNotContain(child).doesNotContain(CANARIES);
        // How much each agency has sent is counted; nothing else tells agencies apart.
        assertThat(metrics().lines().filter(line -> !line.startsWith("wp_reconciler_")))
                .noneMatch(line -> line.contains("health-visiting"));
    }

    private static AnEvent canary() {
        AnEvent event =
                AnEvent.aConcern()
                        .named("Zebedee", "Quokka")
                        .with("summary", "Zebedee had no bedtime story.");
        event.data().withObject("/subject/child").put("postcode", "ZZ99 9ZZ");
        event.data()
                .putObject("sourceRecord")
                .put("system", "RecordSystem")
                .put("id", "secret-id-of-zebedee" + event.id())
                .put("version", 1);
        event.data()
                .putObject("author")
                .put("role", "Quokka's keeper")
                .put("practitioner", "pr-page");
        return event;
    }

    /**
     * Makes the database refuse a row that holds the child's number, and says so in its message.
     */
    private static String failsToBeFiled(AnEvent event) {
        execute(
                """
                ALTER TABLE record_identifier ADD CONSTRAINT refuse_everything CHECK (length(value) < 0) NOT VALID
                """);
        try {
            String receipt = accepted(event);
            Published.soon()
                    .until(
                            () ->
                                    rows("SELECT attempts > 0 FROM accepted_event WHERE id = '%s'"
                                                    .formatted(receipt))
                                            .equals(List.of("t")));
            return receipt;
        } finally {
            execute("ALTER TABLE record_identifier DROP CONSTRAINT refuse_everything");
        }
    }

    private static String metrics() {
        return RestAssured.given()
                .baseUri("http://localhost")
                .port(
                        org.eclipse.microprofile.config.ConfigProvider.getConfig()
                                .getValue("quarkus.management.test-port", Integer.class))
                .basePath("/")
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
