package org.wholepicture.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Mailbox;
import org.wholepicture.platform.testsupport.Tokens;
import org.wholepicture.platform.testsupport.Waits;

/** Odd and hostile input has its own clear answer and leaves nothing behind. */
@QuarkusTest
@WithTestResource(AlertServers.class)
class HostileInputTest {

    @Inject Service service;

    private String alert;

    @BeforeEach
    void anAlert() {
        service.knowsTheDirectory();
        service.isAt(400, "10:00");
        Child child = aStory(81);
        service.hears(child);
        alert = service.alertOf(child.person(), "SAFE-INFANT");
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("", 400),
                Arguments.of("null", 400),
                Arguments.of("[]", 400),
                Arguments.of("{}", 400),
                Arguments.of("{\"reason\":null}", 400),
                Arguments.of("{\"reason\":\"\"}", 400),
                Arguments.of("{\"reason\":\"   \"}", 400),
                Arguments.of("{\"reason\":7}", 400),
                Arguments.of("{\"reason\":[\"x\"]}", 400),
                Arguments.of("{\"reason\":\"x\",\"useful\":\"yes\"}", 400),
                Arguments.of("{\"reason\":\"x\",\"acknowledgedBy\":\"pr-other\"}", 400),
                Arguments.of("{\"reason\":\"x\",\"reason\":\"y\"}", 400),
                Arguments.of("{\"reason\":\"x\"} {}", 400),
                Arguments.of("{\"reason\":\"" + "x".repeat(2_001) + "\"}", 400),
                Arguments.of("{\"reason\":\"a\\u0000b\"}", 400),
                Arguments.of("{\"reason\":\"a\\u001b[31mb\"}", 400),
                Arguments.of("{\"reason\":\"half \\ud800\"}", 400),
                Arguments.of("[".repeat(200), 400),
                Arguments.of("{\"reason\":\"" + "x".repeat(40_000) + "\"}", 413));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void bodiesThatDoNotFitAreRefused(String body, int expected) {
        Response answer =
                lead().contentType("application/json")
                        .body(body)
                        .post("/v1/alerts/{id}/acknowledgement", alert);

        assertThat(answer.statusCode()).isEqualTo(expected);
        assertThat(answer.contentType()).contains("application/problem+json");
        assertThat(service.texts("SELECT acknowledged_by FROM alert WHERE id = '" + alert + "'"))
                .containsOnlyNulls();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded"})
    void onlyJsonIsTaken(String type) {
        assertThat(
                        lead().contentType(type)
                                .body("reason=x")
                                .post("/v1/alerts/{id}/acknowledgement", alert)
                                .statusCode())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/alerts;x=1",
                "/v1/alerts%3Bx",
                "/v1/alerts%2F{id}",
                "/v1/alerts/../alerts/{id}",
                "/v1/alerts/%2e%2e/alerts/{id}",
                "/v1/alerts%5C{id}",
                "/v1/alerts/{id};a=b/acknowledgement"
            })
    void oddAddressesAreRefused(String path) {
        Response answer = lead().urlEncodingEnabled(false).get(path.replace("{id}", alert));

        assertThat(answer.statusCode()).isIn(400, 404);
    }

    @Test
    void markupInAReasonIsKeptAndShownAsText() {
        String words = "<script>alert(1)</script> \"quoted\" & 'so' \u202e right-to-left";
        lead().contentType("application/json")
                .body(java.util.Map.of("reason", words))
                .post("/v1/alerts/{id}/acknowledgement", alert)
                .then()
                .statusCode(200);

        try (var _ = new ChronologyStub(200, "{\"entries\":[]}")) {
            assertThat(lead().get("/alerts/{id}", alert).asString())
                    .doesNotContain("<script>")
                    .contains("&lt;script&gt;");
        }
    }

    @Test
    void brokenMessagesAreSetAsideAndOthersGoOn() {
        long before = service.number("SELECT count(*) FROM quarantine");
        Child child = aStory(82);
        String good = String.valueOf(child.messages().getLast().value());
        Deliveries.inOrder(
                "child-events",
                List.of(
                        new Deliveries.Message("k", "{not json"),
                        new Deliveries.Message(
                                child.record().toString(),
                                good.replace("SUBSTANCE_USE_AT_HOME", "X")
                                        .replace("WORSE", "SIDEWAYS")
                                        .replaceFirst(
                                                "\"id\":\"[^\"]+\"",
                                                "\"id\":\"" + new UUID(9, 9) + "\"")),
                        new Deliveries.Message(
                                child.record().toString(),
                                good.replace(
                                                "org.wholepicture.contact.v1",
                                                "org.wholepicture.contact.v9")
                                        .replaceFirst(
                                                "\"id\":\"[^\"]+\"",
                                                "\"id\":\"" + new UUID(9, 10) + "\""))));

        service.hears(child);

        assertThat(service.alertsInShort(child.person())).containsExactly("400 SAFE-INFANT OPEN");
        Waits.await().until(() -> service.number("SELECT count(*) FROM quarantine") == before + 3);
        assertThat(service.texts("SELECT reason FROM quarantine"))
                .noneMatch(reason -> reason.contains("SIDEWAYS"));
    }

    @Test
    void anAddressOfTheDirectoryThatWouldAddARecipientIsNeverWrittenTo() {
        service.hears(
                "directory",
                List.of(
                        Deliveries.message(
                                new UUID(9, 11),
                                "org.wholepicture.practitioner.v1",
                                "pr-odd",
                                1,
                                Child.known(0),
                                """
                                {"practitioner":"pr-odd","name":"Odd","agency":"early-help",\
                                "role":"x","email":"a@early-help.example\\r\\nBcc: b@evil.example",\
                                "active":true}""")));
        Child child =
                Child.number(83)
                        .opened(400, 300)
                        .ledBy("pr-odd", 400)
                        .claimed(1, 400, "health-visiting", "SAFE_SLEEP", "WORSE", "OBSERVED")
                        .claimed(
                                2,
                                400,
                                "health-visiting",
                                "SUBSTANCE_USE_AT_HOME",
                                "WORSE",
                                "OBSERVED");

        service.hears(child);

        assertThat(service.mailsAbout(child.person())).isEmpty();
        assertThat(Mailbox.mails()).noneMatch(mail -> mail.raw().contains("evil.example"));
        String troubles =
                RestAssured.given()
                        .auth()
                        .oauth2(Tokens.practitioner("pr-front-door", "early-help", "front-door"))
                        .get("/v1/undelivered")
                        .asString();
        assertThat(troubles).contains("NO_RECIPIENT").doesNotContain("evil");
    }

    private static Child aStory(int number) {
        return Child.number(number)
                .opened(400, 300)
                .ledBy("pr-lead", 400)
                .claimed(1, 400, "health-visiting", "SAFE_SLEEP", "WORSE", "OBSERVED")
                .claimed(2, 400, "health-visiting", "SUBSTANCE_USE_AT_HOME", "WORSE", "OBSERVED");
    }

    private static RequestSpecification lead() {
        return RestAssured.given().auth().oauth2(Tokens.practitioner("pr-lead", "early-help"));
    }
}
