package org.wholepicture.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wholepicture.platform.testsupport.Tokens;

@QuarkusTest
class LoadingTheDirectoryTest extends ServiceTest {

    private static final String ADMINISTRATOR = Tokens.inRole("administrator");

    @Test
    void anEntryIsPublishedWhenItIsNewOrChanged() {
        load(directory("housing", "pr-housing", "Kim Sample", "kim@housing.example"))
                .statusCode(200)
                .body("published", equalTo(2))
                .body("unchanged", equalTo(0));
        load(directory("housing", "pr-housing", "Kim Sample", "kim@housing.example"))
                .body("published", equalTo(0))
                .body("unchanged", equalTo(2));
        load(directory("housing", "pr-housing", "Kim Other", "kim@housing.example"))
                .body("published", equalTo(1))
                .body("unchanged", equalTo(1));

        Published.soon()
                .until(
                        () ->
                                Published.entry("pr-housing")
                                        .filter(e -> e.path("name").asText().equals("Kim Other"))
                                        .isPresent());
        assertThat(Published.entry("housing").orElseThrow().at("/inboxes/DUTY").asText())
                .isEqualTo("duty@housing.example");
    }

    static Stream<Arguments> badDirectories() {
        return Stream.of(
                bad("no object", "[]", ""),
                bad("no practitioners", "{\"agencies\":[]}", "/practitioners"),
                bad("another member", "{\"agencies\":[],\"practitioners\":[],\"zebedee\":1}", ""),
                bad(
                        "a broken agency",
                        "{\"agencies\":[{\"agency\":\"A\"}],\"practitioners\":[]}",
                        "/agencies/0"),
                bad(
                        "an inbox whose name is no code",
                        directory("a0", "pr-x", "X", "x@a0.example").replace("DUTY", "zebedee"),
                        "/agencies/0/inboxes"),
                bad(
                        "an inbox without an address",
                        directory("a0", "pr-x", "X", "x@a0.example").replace("duty@", "zebedee "),
                        "/agencies/0/inboxes"),
                bad(
                        "an unknown agency",
                        directory("nobody", "pr-x", "X", "x@nobody.example")
                                .replace(
                                        "\"agency\":\"nobody\",\"name\":\"X\"",
                                        "\"agency\":\"else\",\"name\":\"X\""),
                        "/practitioners/0/agency"),
                bad(
                        "an unknown manager",
                        directory("a1", "pr-x", "X", "x@a1.example")
                                .replace("\"role\"", "\"manager\":\"pr-nobody\",\"role\""),
                        "/practitioners/0/manager"),
                bad(
                        "the same id twice",
                        directory("same", "same", "X", "x@same.example"),
                        "/practitioners/0"),
                bad(
                        "a domain that is not allowed",
                        directory("a2", "pr-x", "X", "x@gmail.com"),
                        "/practitioners/0/email"),
                bad(
                        "a domain that looks alike",
                        directory("a3", "pr-x", "X", "x@evilgov.uk"),
                        "/practitioners/0/email"),
                bad(
                        "a line break in an address",
                        directory("a4", "pr-x", "X", "x@a4.example\\r\\nBcc: z@z.example"),
                        "/practitioners/0/email"),
                bad(
                        "a name in an address",
                        directory("a5", "pr-x", "X", "X <x@a5.example>"),
                        "/practitioners/0/email"),
                bad(
                        "a line break in a name",
                        directory("a6", "pr-x", "X\\nY", "x@a6.example"),
                        "/practitioners/0/name"));
    }

    private static Arguments bad(String what, String body, String pointer) {
        return Arguments.of(what, body, pointer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badDirectories")
    void aDirectoryWithAFaultIsNotTaken(String what, String body, String pointer) {
        String before = rows("SELECT count(*) FROM directory_entry").getFirst();

        load(body)
                .statusCode(422)
                .contentType(PROBLEM)
                .body("faults.pointer", hasItem(pointer))
                .body(not(containsString("zebedee")));

        assertThat(rows("SELECT count(*) FROM directory_entry").getFirst()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x@trust.nhs.uk", "x@nhs.net", "x@council.gov.uk", "X@Example"})
    void theSecureDomainsAreAllowed(String email) {
        load(directory("secure", "pr-secure", "X", email)).statusCode(200);
    }

    @Test
    void whatIsNotJsonIsRefused() {
        load("{").statusCode(400).contentType(PROBLEM);
        load("{\"agencies\":[],\"agencies\":[],\"practitioners\":[]}").statusCode(400);
    }

    @Test
    void onlyTheAdministratorLoadsIt() {
        String body = directory("x1", "pr-x1", "X", "x@x1.example");
        RestAssured.given()
                .contentType("application/json")
                .body(body)
                .put("/v1/directory")
                .then()
                .statusCode(401);
        for (String token :
                new String[] {
                    systemOf("school"), Tokens.practitioner("pr-a", "school", "front-door")
                }) {
            as(token)
                    .contentType("application/json")
                    .body(body)
                    .put("/v1/directory")
                    .then()
                    .statusCode(403);
        }
    }

    private static ValidatableResponse load(String body) {
        return as(ADMINISTRATOR)
                .contentType("application/json")
                .body(body)
                .put("/v1/directory")
                .then();
    }

    static String directory(String agency, String practitioner, String name, String email) {
        return """
               {"agencies":[{"agency":"%s","name":"Example","kind":"example",\
               "inboxes":{"DUTY":"duty@%s.example"},"active":true}],\
               "practitioners":[{"practitioner":"%s","agency":"%s","name":"%s",\
               "role":"practitioner","email":"%s","active":true}]}"""
                .formatted(agency, agency, practitioner, agency, name, email);
    }
}
