package org.wholepicture.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wholepicture.platform.testsupport.Contracts;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Tokens;

/** Who may see and answer an alert; everybody else is told that there is nothing. */
@QuarkusTest
@WithTestResource(AlertServers.class)
class AlertApiTest {

    private static final String UNKNOWN = "00000000-0000-4000-8000-00000000dead";

    @Inject Service service;

    @BeforeEach
    void dayOfTheseStories() {
        service.knowsTheDirectory();
        service.isAt(300, "10:00");
    }

    @ParameterizedTest
    @CsvSource({
        "pr-lead, practitioner, 200",
        "pr-deputy, practitioner, 200",
        "pr-manager, manager, 200",
        "pr-other, practitioner, 404",
        "pr-other, manager, 404",
        "pr-front-door, front-door, 404",
        "pr-left, practitioner, 404",
        "pr-unknown, practitioner, 404",
        "pr-lead, agency, 403",
        "pr-lead, administrator, 403",
        "pr-lead, operations, 403",
        "pr-lead, privacy-officer, 403"
    })
    void anAlertIsReadByWhoeverAnswersForTheChild(String who, String role, int expected) {
        String alert = anAlertOf(71, "pr-lead");

        Response answer = as(who, role).get("/v1/alerts/{id}", alert);

        assertThat(answer.statusCode()).isEqualTo(expected);
    }

    @Test
    void theFrontDoorReadsAndAnswersWhileNobodyElseCan() {
        String alert = anAlertOf(72, "pr-left");

        assertThat(as("pr-front-door", "front-door").get("/v1/alerts/{id}", alert).statusCode())
                .isEqualTo(200);
        assertThat(as("pr-lead", "practitioner").get("/v1/alerts/{id}", alert).statusCode())
                .isEqualTo(404);
        assertThat(
                        acknowledge("pr-front-door", "front-door", alert, "Will find a lead.")
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anAlertOfSomebodyElseAndOneThatDoesNotExistAreTheSameBytes() {
        String alert = anAlertOf(73, "pr-lead");

        Response foreign = as("pr-other", "practitioner").get("/v1/alerts/{id}", alert);
        Response none = as("pr-other", "practitioner").get("/v1/alerts/{id}", UNKNOWN);
        Response odd = as("pr-other", "practitioner").get("/v1/alerts/{id}", "not-an-id");

        assertThat(foreign.asString()).isEqualTo(none.asString()).isEqualTo(odd.asString());
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.contentType()).contains("application/problem+json");
    }

    @Test
    void whoeverHasNoValidTokenIsAskedForOne() {
        String expired = Tokens.aPerson("pr-lead", "early-help").expired().build();
        String stranger = Tokens.aPerson("pr-lead", "early-help").signedByAStranger().build();
        String elsewhere = Tokens.aPerson("pr-lead", "early-help").forAudience("another").build();

        assertThat(RestAssured.get("/v1/alerts").statusCode()).isEqualTo(401);
        for (String token : new String[] {expired, stranger, elsewhere}) {
            assertThat(RestAssured.given().auth().oauth2(token).get("/v1/alerts").statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void anAgencysSystemGetsNothing() {
        assertThat(
                        RestAssured.given()
                                .auth()
                                .oauth2(Tokens.agency("early-help", "concern"))
                                .get("/v1/alerts")
                                .statusCode())
                .isEqualTo(403);
    }

    @Test
    void everyLookIsWrittenDownAlsoARefusedOne() {
        String alert = anAlertOf(74, "pr-lead");
        as("pr-lead", "practitioner").get("/v1/alerts/{id}", alert);
        as("pr-other", "practitioner").get("/v1/alerts/{id}", alert);

        assertThat(
                        service.texts(
                                "SELECT caller || ' ' || action || ' ' || outcome FROM audit_entry"
                                        + " WHERE '"
                                        + alert
                                        + "' = ANY(about) ORDER BY number"))
                .containsExactly("pr-lead read-alert ALLOWED", "pr-other read-alert REFUSED");
    }

    @Test
    void aListHasTheReadersOwnAlertsOnly() {
        String mine = anAlertOf(75, "pr-lead");
        String others = anAlertOf(76, "pr-other-lead");

        String list = as("pr-lead", "practitioner").get("/v1/alerts?state=standing").asString();

        assertThat(list).contains(mine).doesNotContain(others);
        assertThat(as("pr-lead", "practitioner").get("/v1/alerts?state=ended").asString())
                .doesNotContain(mine);
    }

    @Test
    void theQueueWithoutOwnersIsTheFrontDoors() {
        assertThat(as("pr-lead", "practitioner").get("/v1/alerts?owner=none").statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"person=x", "state=open", "owner=me"})
    void parametersThatAreNotUnderstoodAreRefused(String query) {
        Response answer = as("pr-lead", "practitioner").get("/v1/alerts?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).contains("application/problem+json");
    }

    @Test
    void anAcknowledgementIsKeptPublishedAndEndsNothing() {
        String alert = anAlertOf(77, "pr-lead");

        Response answer =
                as("pr-lead", "practitioner")
                        .contentType("application/json")
                        .body("{\"reason\":\" Secret-Canary: visit. \",\"useful\":true}")
                        .post("/v1/alerts/{id}/acknowledgement", alert);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("state")).isEqualTo("ACKNOWLEDGED");
        assertThat(answer.jsonPath().getString("acknowledged.reason"))
                .isEqualTo("Secret-Canary: visit.");
        assertThat(service.texts("SELECT state FROM alert WHERE id = '" + alert + "'"))
                .containsExactly("OPEN");
        service.isIdle();
        assertThat(Deliveries.standingOn("alerts"))
                .filteredOn(message -> String.valueOf(message.value()).contains(alert))
                .filteredOn(
                        message -> String.valueOf(message.value()).contains("alert-acknowledged"))
                .singleElement()
                .satisfies(
                        message -> {
                            Contracts.assertValidMessage("alerts", String.valueOf(message.value()));
                            assertThat(message.value())
                                    .contains("\"acknowledgedBy\":\"pr-lead\"")
                                    .doesNotContain("Secret-Canary");
                        });
    }

    @Test
    void theSameAcknowledgementAgainIsAnsweredTheSameAndAnotherIsRefused() {
        String alert = anAlertOf(78, "pr-lead");
        Response first = acknowledge("pr-lead", "practitioner", alert, "Will visit.");

        Response again = acknowledge("pr-lead", "practitioner", alert, "Will visit.");
        Response other = acknowledge("pr-lead", "practitioner", alert, "Will not visit.");
        Response second = acknowledge("pr-deputy", "practitioner", alert, "Will visit.");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(
                        service.number(
                                "SELECT count(*) FROM alert_history WHERE what = 'ACKNOWLEDGED'"
                                        + " AND alert = '"
                                        + alert
                                        + "'"))
                .isEqualTo(1);
    }

    @Test
    void ofManyAtOnceOneAcknowledges() throws InterruptedException, ExecutionException {
        String alert = anAlertOf(79, "pr-lead");

        try (var threads = Executors.newFixedThreadPool(8)) {
            var tasks =
                    IntStream.range(0, 8)
                            .<Callable<Integer>>mapToObj(
                                    n ->
                                            () ->
                                                    acknowledge(
                                                                    "pr-lead",
                                                                    "practitioner",
                                                                    alert,
                                                                    "Reason " + n)
                                                            .statusCode())
                            .toList();
            int done = 0;
            for (Future<Integer> answer : threads.invokeAll(tasks)) {
                int status = answer.get();
                assertThat(status).isIn(200, 409);
                done += status == 200 ? 1 : 0;
            }
            assertThat(done).isEqualTo(1);
        }
    }

    @Test
    void anEndedAlertHasNothingToAnswer() {
        Child child = aStory(80, "pr-lead");
        String alert = service.alertOf(child.person(), "SAFE-INFANT");
        child.retracted(3, 300, "health-visiting", 1);
        service.hears(child);

        Response answer = acknowledge("pr-lead", "practitioner", alert, "Too late.");

        assertThat(answer.statusCode()).isEqualTo(409);
    }

    @Test
    void mailInTroubleIsShownWithoutSayingAboutWhom() {
        assertThat(as("pr-lead", "practitioner").get("/v1/undelivered").statusCode())
                .isEqualTo(403);
        assertThat(as("pr-front-door", "front-door").get("/v1/undelivered").statusCode())
                .isEqualTo(200);
    }

    private String anAlertOf(int number, String lead) {
        return service.alertOf(aStory(number, lead).person(), "SAFE-INFANT");
    }

    private Child aStory(int number, String lead) {
        Child child =
                Child.number(number)
                        .opened(300, 200)
                        .ledBy(lead, 300)
                        .claimed(1, 300, "health-visiting", "SAFE_SLEEP", "WORSE", "OBSERVED")
                        .claimed(
                                2,
                                300,
                                "health-visiting",
                                "SUBSTANCE_USE_AT_HOME",
                                "WORSE",
                                "OBSERVED");
        service.hears(child);
        assertThat(UUID.fromString(service.alertOf(child.person(), "SAFE-INFANT"))).isNotNull();
        return child;
    }

    private static Response acknowledge(String who, String role, String alert, String reason) {
        return as(who, role)
                .contentType("application/json")
                .body("{\"reason\":\"" + reason + "\"}")
                .post("/v1/alerts/{id}/acknowledgement", alert);
    }

    private static io.restassured.specification.RequestSpecification as(String who, String role) {
        return RestAssured.given().auth().oauth2(Tokens.practitioner(who, "early-help", role));
    }
}
