package org.wholepicture.platform.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wholepicture.platform.testsupport.RawHttp;
import org.wholepicture.platform.testsupport.Tokens;

/** What every service's HTTP side does, over HTTP. */
@QuarkusTest
@WithTestResource(TrustedTokens.class)
class EdgeTest {

    private static final String LEAD = Tokens.practitioner("pr-lead", "early-help", "practitioner");
    private static final String SYSTEM = Tokens.agency("health-visiting", "concern");

    @Test
    void anAgencysSystemIsKnownByItsToken() {
        assertThat(given().auth().oauth2(SYSTEM).get("/v1/who").asString())
                .isEqualTo("agency health-visiting [concern] [https://health-visiting.example/]");
    }

    @Test
    void aPersonIsKnownByTheirToken() {
        assertThat(given().auth().oauth2(LEAD).get("/v1/who").asString())
                .isEqualTo("practitioner pr-lead early-help [practitioner, second-factor]");
    }

    @Test
    void whoeverSignedInWithAPasswordAloneHasNoSecondFactorWhateverTheRealmCallsARole() {
        String token =
                Tokens.aPerson("pr-lead", "early-help")
                        .inRoles("practitioner", "second-factor")
                        .withoutSecondFactor()
                        .build();
        assertThat(given().auth().oauth2(token).get("/v1/who").asString())
                .isEqualTo("practitioner pr-lead early-help [practitioner]");
    }

    @Test
    void aTokenThatNamesNeitherIsNobody() {
        assertThat(given().auth().oauth2(Tokens.inRole("operations")).get("/v1/who").asString())
                .isEqualTo("nobody sub-operations [operations]");
    }

    @Test
    void aTokenThatNamesBothIsNobody() {
        String both = Tokens.aPerson("pr-lead", "early-help").inRoles("agency").build();

        assertThat(given().auth().oauth2(both).get("/v1/who").asString())
                .isEqualTo("nobody sub-pr-lead [agency]");
    }

    @Test
    void withoutATokenTheApiAnswers401AndNoRedirect() {
        Response answer = given().redirects().follow(false).get("/v1/who");

        assertProblem(answer, 401, "unauthenticated");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void aSpoiltTokenIs401() {
        for (String token :
                List.of(
                        Tokens.aPerson("pr-lead", "early-help").expired().build(),
                        Tokens.aPerson("pr-lead", "early-help").forAudience("other").build(),
                        Tokens.aPerson("pr-lead", "early-help").signedByAStranger().build(),
                        "not-a-token")) {
            assertProblem(given().auth().oauth2(token).get("/v1/who"), 401, "unauthenticated");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ..", "bearer a.b", "Bearer a.b.", "Bearer a.b.c.d", "Bearer é"})
    void whatHasNoTokensFormIs401BeforeAnybodyReadsIt(String authorization) throws IOException {
        String answer = raw("GET", "/things/v1/who", "Authorization: " + authorization, "");

        assertThat(answer)
                .startsWith("HTTP/1.1 401")
                .containsIgnoringCase("www-authenticate: Bearer")
                .contains("/problems/unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "application/json, application/json", "a/<b>", "/"})
    void whatIsNoContentTypeIs415(String type) throws IOException {
        assertThat(raw("POST", "/things/v1/things", "Content-Type: " + type, "{}"))
                .startsWith("HTTP/1.1 415")
                .contains("/problems/unsupported-media-type");
    }

    @Test
    void anEncodedBodyIs415() throws IOException {
        assertThat(
                        raw(
                                "POST",
                                "/things/v1/things",
                                "Content-Type: application/json\r\nContent-Encoding: gzip",
                                "{}"))
                .startsWith("HTTP/1.1 415")
                .contains("/problems/content-encoded");
    }

    @ParameterizedTest
    @MethodSource("formsThatCannotBeDecoded")
    void aFormThatCannotBeDecodedIs400(String fields) throws IOException {
        String answer =
                raw(
                        "POST",
                        "/things/things",
                        "Sec-Fetch-Site: same-origin\r\nAuthorization: Bearer "
                                + LEAD
                                + "\r\nContent-Type: application/x-www-form-urlencoded",
                        fields);

        assertThat(answer).startsWith("HTTP/1.1 400").contains("/problems/bad-request");
    }

    static Stream<String> formsThatCannotBeDecoded() {
        return Stream.of("name=%", "name=%zz", "name=%u0041", "%=x", "x=1&".repeat(3_000));
    }

    @Test
    void theWrongRoleIs403() {
        assertProblem(add(SYSTEM, "{}"), 403, "forbidden");
    }

    @Test
    void anEndpointThatNobodyAnnotatedIsClosed() {
        assertThat(given().auth().oauth2(LEAD).get("/v1/forgotten").statusCode()).isEqualTo(403);
    }

    @Test
    void unknownAndOutOfScopeAreTheSameBytes() {
        Response unknownAddress = given().auth().oauth2(LEAD).get("/v1/nothing-of-the-kind");
        Response outOfScope = given().auth().oauth2(LEAD).get("/v1/things/" + new UUID(1, 1));
        Response notAnId = given().auth().oauth2(LEAD).get("/v1/things/not-an-id");

        assertProblem(outOfScope, 404, "not-found");
        assertThat(unknownAddress.asByteArray()).isEqualTo(outOfScope.asByteArray());
        assertThat(notAnId.asByteArray()).isEqualTo(outOfScope.asByteArray());
        assertThat(unknownAddress.contentType()).isEqualTo(outOfScope.contentType());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"a\",\"part\":{\"id\":\"x\"}} | /part/id",
                "{\"name\":\"a\",\"part\":{\"id\":null}} | /part/id",
                "{\"name\":\"a\",\"part\":{\"other\":1}} | /part",
                "{\"name\":\"a\",\"part\":{\"999 000 0018\":1}} | /part",
                "{\"name\":7,\"part\":{}} | /name",
                "{\"name\":\"a\",\"name\":\"b\"} | ''",
                "{\"name\":\"012345678901234567890\",\"part\":{\"id\":\"00000000-0000-0000-0000-000000000001\"}} | /name",
                "{\"name\":\"a\" | ''",
                "[] | ''",
                "{\"name\":\"a\",\"part\":{\"id\":\"00000000-0000-0000-0000-000000000001\"}} x | ''",
            })
    void aFaultIsPointedAt(String body, String pointer) {
        Response answer = add(LEAD, body);

        assertProblem(answer, 400, "invalid-content");
        assertThat(answer.jsonPath().getList("faults.pointer")).contains(pointer);
        assertThat(answer.asString())
                .doesNotContain("999", "java", "wholepicture.platform", "UUID");
    }

    @Test
    void anUnknownMemberIsAnsweredWithTheKnownOnes() {
        String answer = add(LEAD, "{\"name\":\"a\",\"Zebedee\":1}").asString();

        assertThat(answer).contains("Known are: name, part.").doesNotContain("Zebedee");
    }

    @Test
    void aDeepBodyIs400() throws IOException, InterruptedException {
        HttpResponse<String> answer = send("{\"name\":" + "[".repeat(10_000));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/problems/invalid-content");
    }

    @Test
    void aLongStringIs400() throws IOException, InterruptedException {
        HttpResponse<String> answer = send("{\"name\":\"" + "a".repeat(9000) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/problems/invalid-content");
    }

    @Test
    void aHugeBodyIs413() throws IOException, InterruptedException {
        HttpResponse<String> answer = send("{\"name\":\"" + "a".repeat(70_000) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("/problems/too-large");
    }

    @Test
    void aHugeBodyOfUnknownLengthIs413() throws IOException, InterruptedException {
        byte[] body = ("{" + " ".repeat(200_000) + "}").getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> answer =
                send(
                        HttpRequest.BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(body)));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("/problems/too-large");
    }

    @ParameterizedTest
    @CsvSource({
        "/things/v1/things, application/json, 413",
        "/things/things, application/x-www-form-urlencoded, 413",
        "/things/v1/nothing, application/json, 404",
        "/things//v1/things, application/json, 400"
    })
    void aBodyWithoutAnEndIsNotListenedTo(String path, String type, int status) {
        RawHttp.Endless sent =
                RawHttp.sendEndless(
                        RestAssured.port,
                        """
                        POST %s HTTP/1.1\r
                        Host: localhost\r
                        Sec-Fetch-Site: same-origin\r
                        Authorization: Bearer %s\r
                        Content-Type: %s\r
                        """
                                .formatted(path, LEAD, type),
                        1L << 30);

        assertThat(sent.answer().status()).isEqualTo(status);
        assertThat(sent.answer().header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(sent.answer().closed()).isTrue();
        assertThat(sent.bytes()).isLessThan(16L << 20);
    }

    @Test
    void aBodyThatNeverComesIsNotWaitedFor() {
        RawHttp.Answer answer =
                RawHttp.send(
                        RestAssured.port,
                        """
                        POST /things/v1/things HTTP/1.1\r
                        Host: localhost\r
                        Content-Type: application/json\r
                        Content-Length: 60000\r
                        """,
                        new byte[0]);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.closed()).isTrue();
    }

    @Test
    void whoIsRefusedBeforeTheirBodyWasReadMayAskAgainOnTheSameConnection() {
        String body = "{\"name\":\"" + "a".repeat(50_000) + "\"}";
        String refused =
                """
                POST /things/v1/things HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s\
                """
                        .formatted(body.length(), body);

        RawHttp.Answer first =
                RawHttp.send(
                        RestAssured.port,
                        refused + refused + "GET /things/v1/who HTTP/1.1\r\nHost: localhost\r\n",
                        new byte[0]);

        assertThat(first.status()).isEqualTo(401);
        assertThat(first.body().split("HTTP/1.1 401 ", -1)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept: */*", "Content-Type: */*", "Content-Type: application/*"})
    void aBodyThatDoesNotSayWhatItIsIs415(String header) throws IOException {
        assertThat(raw("POST", "/things/v1/things", header, "{}"))
                .startsWith("HTTP/1.1 415")
                .contains("/problems/unsupported-media-type");
    }

    @Test
    void whoIsRefusedFirstOfAllCanReadItInHttp2() throws IOException, InterruptedException {
        URI address = URI.create("http://localhost:" + RestAssured.port + "/things/v1/things");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(address);
            // The first answer changes the protocol.
            client.send(request.GET().build(), HttpResponse.BodyHandlers.ofString());

            HttpResponse<String> answer =
                    client.send(
                            request.header("Content-Encoding", "gzip")
                                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.statusCode()).isEqualTo(415);
            assertThat(answer.body()).contains("/problems/content-encoded");
        }
    }

    @Test
    void theServicesOwnProblemHasItsType() {
        assertProblem(
                add(
                        LEAD,
                        """
                        {"name":"taken","part":{"id":"00000000-0000-0000-0000-000000000001"}}"""),
                409,
                "already-there");
    }

    @Test
    void aWrongMethodContentTypeOrAcceptHasItsOwnAnswer() {
        assertProblem(given().auth().oauth2(LEAD).delete("/v1/things"), 405, "method-not-allowed");
        assertProblem(
                given().auth().oauth2(LEAD).contentType("text/xml").body("<a/>").post("/v1/things"),
                415,
                "unsupported-media-type");
        assertProblem(
                given().auth().oauth2(LEAD).accept("application/pdf").get("/v1/who"),
                406,
                "not-acceptable");
    }

    @Test
    void aFaultOfOursTellsNothing() {
        Response answer = given().get("/v1/boom");

        assertProblem(answer, 500, "internal-error");
        assertThat(answer.asString()).doesNotContain("999", "Illegal", "secret", "stack");
    }

    @Test
    void anOutageOfTheDatabaseIs503WithATimeToWait() {
        Response answer = given().get("/v1/outage");

        assertProblem(answer, 503, "unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
    }

    @Test
    void tooManyRequestsSayWhenToTryAgain() {
        Response answer = given().get("/v1/busy");

        assertProblem(answer, 429, "too-many-requests");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/things/v1;x/who",
                "/things/v1/%3Bwho",
                "/things/v1%2Fwho",
                "/things/v1%5Cwho",
                "/things//v1/who",
                "/things/v1/../v1/who",
                "/things/v1/%2e%2e/v1/who"
            })
    void anOddAddressIsRefusedBeforeAnybodyIsAsked(String path) throws IOException {
        String answer = raw("GET", path);

        assertThat(answer).startsWith("HTTP/1.1 400").contains("/problems/bad-path");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//things/v1/who",
                "/THINGS/v1/who",
                "/x;/things/v1/who",
                "/%74hings/v1/who"
            })
    void anAddressOutsideOfTheServiceShowsNothing(String path) throws IOException {
        assertThat(raw("GET", path)).matches("(?s)HTTP/1.1 40[04].*");
    }

    @Test
    void everyAnswerHasTheSecurityHeaders() {
        for (Response answer :
                List.of(
                        given().get("/v1/who"),
                        given().get("/nothing"),
                        given().auth().oauth2(LEAD).get("/things"),
                        given().get("/v1/boom"))) {
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.headers().getValues("Cache-Control")).hasSize(1);
        }
    }

    @Test
    void aRequestKeepsAnIdOfOurKindAndNoOther() {
        String ours = "0b8f5a4e-2f0c-4b0e-9a52-0d9d3f7c6c11";

        assertThat(given().header("X-Request-Id", ours).get("/v1/request").asString())
                .isEqualTo(ours);
        Response other = given().header("X-Request-Id", "999 000 0018").get("/v1/request");
        assertThat(other.header("X-Request-Id")).isEqualTo(other.asString()).isNotEqualTo(ours);
    }

    @Test
    void aPageHasTheLayoutAndShowsWordsAsWords() {
        String page = given().auth().oauth2(LEAD).get("/things").asString();

        assertThat(page)
                .contains(
                        "<html lang=\"en\"",
                        "<title>My things - Whole Picture</title>",
                        "Skip to main content",
                        "Not an emergency route: telephone first",
                        "href=\"/chronology/\"",
                        "href=\"/alert/\"",
                        "href=\"/referral/confirmations\"",
                        "/things/sign-out",
                        "/things/wp/govuk.css?v=",
                        "govuk-back-link",
                        "<p class=\"wp-words\">&lt;script&gt;alert(1)&lt;/script&gt;[2K</p>")
                .doesNotContain("<script", "style=", "onclick", "/referral/front-door");
    }

    @Test
    void theFrontDoorSeesItsPage() {
        String officer =
                Tokens.practitioner("pr-officer", "front-door", "practitioner", "front-door");

        assertThat(given().auth().oauth2(officer).get("/things").asString())
                .contains("href=\"/referral/front-door\"");
    }

    @Test
    void aBrowserSeesAProblemAsAPage() {
        Response answer =
                given().auth()
                        .oauth2(LEAD)
                        .accept("text/html,*/*")
                        .get("/things/" + new UUID(1, 1));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.contentType()).startsWith("text/html");
        assertThat(answer.asString()).contains("<h1", "There is nothing here for you.");
    }

    @Test
    void aFormIsTakenFromAPageOfTheSameOriginOnly() {
        assertThat(form().header("Sec-Fetch-Site", "same-origin").post("/things").asString())
                .isEqualTo("changed x");
        assertProblem(
                form().header("Sec-Fetch-Site", "cross-site").post("/things"),
                403,
                "form-not-ours");
        assertProblem(form().post("/things"), 403, "form-not-ours");
    }

    @Test
    void theApiNeverSeesACookie() {
        assertThat(given().cookie("q_session_pages", "x").get("/v1/cookie").asString())
                .isEqualTo("null");
    }

    @Test
    void whateverComesWithACookieIsTreatedAsAForm() {
        assertProblem(given().cookie("q_session_pages", "x").post("/aside"), 403, "form-not-ours");
        assertThat(given().post("/aside").asString()).isEqualTo("changed");
    }

    @Test
    void onlyAFormChangesAnythingThroughAPage() {
        Response json =
                given().auth()
                        .oauth2(LEAD)
                        .header("Sec-Fetch-Site", "same-origin")
                        .contentType(ContentType.JSON)
                        .body("{}")
                        .post("/things");

        assertProblem(json, 415, "unsupported-media-type");
    }

    @Test
    void theStyleSheetLoadsNoFontAndNoCrownAndMayBeKept() {
        Response css = given().get("/wp/govuk.css");

        assertThat(css.statusCode()).isEqualTo(200);
        assertThat(css.asString())
                .contains(".govuk-button")
                .doesNotContain("@font-face", "url(", "GDS Transport", "crest");
        assertThat(css.header("Cache-Control")).doesNotContain("no-store");
        assertThat(css.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    private static io.restassured.specification.RequestSpecification form() {
        return given().auth().oauth2(LEAD).contentType(ContentType.URLENC).formParam("name", "x");
    }

    private static Response add(String token, String body) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/things");
    }

    private static HttpResponse<String> send(String body) throws IOException, InterruptedException {
        return send(HttpRequest.BodyPublishers.ofString(body));
    }

    /**
     * Without RestAssured, which prints the bodies of failed requests and chokes on hostile ones.
     */
    private static HttpResponse<String> send(HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        URI address = URI.create("http://localhost:" + RestAssured.port + "/things/v1/things");
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(
                    HttpRequest.newBuilder(address)
                            .timeout(Duration.ofSeconds(10))
                            .header("Authorization", "Bearer " + LEAD)
                            .header("Content-Type", "application/json")
                            .POST(body)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static void assertProblem(Response answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.jsonPath().getString("type"))
                .isEqualTo("https://wholepicture.org/problems/" + type);
        assertThat(answer.jsonPath().getInt("status")).isEqualTo(status);
    }

    /** What a client that does not tidy addresses would send. */
    private String raw(String method, String path) throws IOException {
        return raw(method, path, "Accept: */*", "");
    }

    private String raw(String method, String path, String headers, String body) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\nContent-Length: %d\r\n\r\n%s"
                                    .formatted(method, path, headers, body.length(), body)
                                    .getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
