package org.wholepicture.escalation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.platform.testsupport.Waits.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wholepicture.platform.testsupport.Contracts;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.PlatformServers;
import org.wholepicture.platform.testsupport.Tokens;

/** The API, with everything that is wrong with a request too. */
@QuarkusTest
@WithTestResource(EscalationServers.class)
class DissentApiTest {

    private static final String HEALTH_VISITOR =
            Tokens.practitioner("pr-hv", "health-visiting", "practitioner");
    private static final String COLLEAGUE =
            Tokens.practitioner("pr-hv-2", "health-visiting", "practitioner");
    private static final String LEAD = Tokens.practitioner("pr-lead", "early-help", "practitioner");
    private static final String STRANGER =
            Tokens.practitioner("pr-school", "school", "practitioner");
    private static final String SYSTEM = Tokens.agency("early-help", "step-down");

    @Test
    void whoWorksWithTheChildRaisesAndResolvesADisagreement() {
        Story story = aStory(1).delivered();

        Response raised = raise(HEALTH_VISITOR, story, 1);

        assertThat(raised.statusCode()).as(raised.asString()).isEqualTo(201);
        String id = raised.jsonPath().getString("id");
        assertThat(raised.header("Location"))
                .isEqualTo(
                        "http://localhost:%d/escalation/v1/dissents/%s"
                                .formatted(RestAssured.port, id));
        assertThat(raised.jsonPath().getString("state")).isEqualTo("RAISED");
        assertThat(raised.jsonPath().getString("raised.practitioner")).isEqualTo("pr-hv");
        assertThat(raised.jsonPath().getBoolean("mayResolve")).isTrue();

        Response resolved = resolve(HEALTH_VISITOR, id);

        assertThat(resolved.statusCode()).as(resolved.asString()).isEqualTo(200);
        assertThat(resolved.jsonPath().getString("state")).isEqualTo("RESOLVED");
        assertThat(resolved.jsonPath().getString("resolved.outcome")).isEqualTo("A joint visit.");
    }

    @Test
    void theOtherServicesAreToldWithoutTheWords() {
        Story story = aStory(2).delivered();

        String id = raise(HEALTH_VISITOR, story, 1).jsonPath().getString("id");
        resolve(HEALTH_VISITOR, id);

        List<Deliveries.Message> told = await().until(() -> published(story), l -> l.size() == 2);
        assertThat(told)
                .allSatisfy(
                        m -> {
                            String value = String.valueOf(m.value());
                            Contracts.assertValidMessage("escalations", value);
                            assertThat(m.key()).isEqualTo(story.record().toString());
                            assertThat(value)
                                    .contains(id, story.stepDown(1).toString())
                                    .doesNotContain("bedroom", "joint visit", "joint Visit");
                        });
        assertThat(told.get(0).value()).contains("dissent-raised.v1", "\"sequence\":\"1\"");
        assertThat(told.get(1).value()).contains("dissent-resolved.v1", "\"sequence\":\"2\"");
    }

    @Test
    void theLeadPractitionerReadsItAndDoesNotResolveIt() {
        Story story = aStory(3).delivered();
        String id = raise(HEALTH_VISITOR, story, 1).jsonPath().getString("id");

        Response read = get(LEAD, "/v1/dissents/" + id);
        Response resolved = resolve(LEAD, id);

        assertThat(read.jsonPath().getBoolean("mayResolve")).isFalse();
        assertProblem(resolved, 403, "not-your-side");
        assertThat(get(LEAD, "/v1/dissents/" + id).jsonPath().getString("state"))
                .isEqualTo("RAISED");
    }

    @Test
    void aColleagueOfTheSameAgencyWhoWorksWithTheChildResolvesIt() {
        Story story = aStory(4).named("pr-hv-2").delivered();
        String id = raise(HEALTH_VISITOR, story, 1).jsonPath().getString("id");

        assertThat(resolve(COLLEAGUE, id).statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNoIdOfAChildIsAWrongQuestionAndNotAnUnknownChild() {
        for (String id : List.of("x", "1-1-1-1-1")) {
            assertProblem(get(LEAD, "/v1/dissents?person=" + id), 400, "bad-request");
        }
    }

    @Test
    void unknownAndOutOfScopeAreTheSameBytes() {
        Story story = aStory(5).delivered();
        String id = raise(HEALTH_VISITOR, story, 1).jsonPath().getString("id");
        byte[] unknown = get(STRANGER, "/v1/dissents/" + new UUID(9, 9)).asByteArray();

        for (Response outOfScope :
                List.of(
                        get(STRANGER, "/v1/dissents/" + id),
                        get(COLLEAGUE, "/v1/dissents/" + id),
                        get(STRANGER, "/v1/dissents?person=" + story.person()),
                        get(STRANGER, "/v1/dissents?person=" + new UUID(9, 9)),
                        resolve(STRANGER, id),
                        resolve(STRANGER, new UUID(9, 9).toString()),
                        raise(STRANGER, story, 1),
                        raise(HEALTH_VISITOR, story, 9),
                        get(STRANGER, "/v1/nothing-of-the-kind"))) {
            assertProblem(outOfScope, 404, "not-found");
            assertThat(outOfScope.asByteArray()).isEqualTo(unknown);
        }
    }

    @Test
    void aStepDownOfAnotherChildIsNotThere() {
        Story mine = aStory(6).delivered();
        Story other = Story.ofChild(7).steppedDown(1, "PROPOSED").delivered();

        assertProblem(
                raise(HEALTH_VISITOR, mine.person(), other.stepDown(1), "Why."), 404, "not-found");
    }

    @Test
    void whoNoLongerWorksWithTheChildSeesNothing() {
        Story story = aStory(8).delivered();
        String id = raise(HEALTH_VISITOR, story, 1).jsonPath().getString("id");

        story.noLongerNamed("pr-hv").delivered();

        assertProblem(get(HEALTH_VISITOR, "/v1/dissents/" + id), 404, "not-found");
        assertThat(get(HEALTH_VISITOR, "/v1/dissents").asString()).doesNotContain(id);
    }

    @Test
    void anotherLeadEndsTheFormerLeadsAccess() {
        Story story = aStory(9).led("pr-new-lead").delivered();
        raise(HEALTH_VISITOR, story, 1);

        assertProblem(get(LEAD, "/v1/dissents?person=" + story.person()), 404, "not-found");
        String newLead = Tokens.practitioner("pr-new-lead", "social-care", "practitioner");
        assertThat(get(newLead, "/v1/dissents?person=" + story.person()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theEndOfAnEarlierLeadDoesNotTouchThePresentOne() {
        Story story = aStory(10).led("pr-new-lead").noLongerLed("pr-lead").delivered();

        String newLead = Tokens.practitioner("pr-new-lead", "social-care", "practitioner");
        assertThat(get(newLead, "/v1/dissents?person=" + story.person()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aLeadWhoseLeadEndedSeesNothing() {
        Story story = aStory(11).noLongerLed("pr-lead").delivered();

        assertProblem(get(LEAD, "/v1/dissents?person=" + story.person()), 404, "not-found");
    }

    @Test
    void aConfirmationHoldsFromItsStartToItsEnd() {
        Story story =
                aStory(12)
                        .namedUntil("pr-past", "2026-03-31T00:00:00Z")
                        .namedFrom("pr-future", "2999-01-01T00:00:00Z")
                        .delivered();

        for (String id : List.of("pr-past", "pr-future")) {
            String token = Tokens.practitioner(id, "school", "practitioner");
            assertProblem(get(token, "/v1/dissents?person=" + story.person()), 404, "not-found");
        }
    }

    @Test
    void aRecordThatMovedToAnotherChildTakesItsDisagreementsAlong() {
        Story story = aStory(13).delivered();
        UUID before = story.person();
        String id = raise(HEALTH_VISITOR, story, 1).jsonPath().getString("id");

        story.splitTo(new UUID(13, 0xb2)).delivered();

        assertProblem(get(HEALTH_VISITOR, "/v1/dissents?person=" + before), 404, "not-found");
        assertThat(get(HEALTH_VISITOR, "/v1/dissents/" + id).jsonPath().getString("person"))
                .isEqualTo(story.person().toString());
    }

    @Test
    void theSameDisagreementIsOpenOnce() {
        Story story = aStory(14).delivered();
        String first = raise(HEALTH_VISITOR, story, 1).jsonPath().getString("id");

        assertProblem(raise(HEALTH_VISITOR, story, 1), 409, "already-raised");
        assertThat(resolve(HEALTH_VISITOR, first).statusCode()).isEqualTo(200);
        assertProblem(resolve(HEALTH_VISITOR, first), 409, "already-ended");
        assertThat(raise(HEALTH_VISITOR, story, 1).statusCode()).isEqualTo(201);
    }

    @Test
    void theSameDisagreementRaisedManyTimesAtOnceIsOpenOnceAndToldOnce()
            throws InterruptedException, ExecutionException {
        Story story = aStory(15).delivered();

        List<Integer> answers = atOnce(8, () -> raise(HEALTH_VISITOR, story, 1).statusCode());

        assertThat(answers).containsOnlyOnce(201).allMatch(s -> s == 201 || s == 409);
        assertThat(listed(story)).hasSize(1);
    }

    @Test
    void aResolutionSentManyTimesAtOnceIsToldOnce()
            throws InterruptedException, ExecutionException {
        Story story = aStory(16).delivered();
        String id = raise(HEALTH_VISITOR, story, 1).jsonPath().getString("id");

        List<Integer> answers = atOnce(8, () -> resolve(HEALTH_VISITOR, id).statusCode());

        assertThat(answers).containsOnlyOnce(200).allMatch(s -> s == 200 || s == 409);
        await().until(() -> published(story), l -> l.size() == 2);
    }

    @Test
    void aStepDownThatWasTakenBackIsNotDisagreedWith() {
        Story story = aStory(17).tookBack(1).delivered();

        assertProblem(raise(HEALTH_VISITOR, story, 1), 409, "decision-withdrawn");
    }

    @Test
    void aStepDownThatIsDoneIsDisagreedWithToo() {
        Story story = aStory(18).steppedDown(2, "DONE").delivered();

        assertThat(raise(HEALTH_VISITOR, story, 2).statusCode()).isEqualTo(201);
    }

    @Test
    void theListShowsOpenOnesFirstAndOnlyMine() {
        Story story = aStory(19).steppedDown(2, "DONE").delivered();
        String reader = Tokens.practitioner("pr-reader", "health-visiting", "practitioner");
        story.named("pr-reader").delivered();
        String first = raise(HEALTH_VISITOR, story, 1).jsonPath().getString("id");
        String second = raise(HEALTH_VISITOR, story, 2).jsonPath().getString("id");
        resolve(HEALTH_VISITOR, second);

        assertThat(get(reader, "/v1/dissents").jsonPath().getList("dissents.id", String.class))
                .containsExactly(first, second);
        assertThat(get(STRANGER, "/v1/dissents").jsonPath().getList("dissents")).isEmpty();
    }

    @Test
    void everyReadIsAudited() throws SQLException {
        Story story = aStory(20).delivered();
        UUID id = UUID.fromString(raise(HEALTH_VISITOR, story, 1).jsonPath().getString("id"));

        get(LEAD, "/v1/dissents/" + id);
        get(LEAD, "/v1/dissents?person=" + story.person());

        assertThat(
                        Story.count(
                                """
                                SELECT count(*) FROM audit_entry
                                WHERE about @> ? AND caller = 'pr-lead' AND outcome = 'ALLOWED'
                                """,
                                List.of(story.person(), id)))
                .isEqualTo(2);
    }

    @Test
    void everyRefusalIsAudited() throws SQLException {
        Story story = aStory(30).delivered();
        UUID id = UUID.fromString(raise(HEALTH_VISITOR, story, 1).jsonPath().getString("id"));

        get(STRANGER, "/v1/dissents/" + id);
        get(STRANGER, "/v1/dissents?person=" + story.person());
        get(STRANGER, "/people/" + story.person() + "/dissent");
        get(STRANGER, "/people/" + story.person() + "/dissent?about=" + story.stepDown(1));
        raise(STRANGER, story, 1);
        resolve(STRANGER, id.toString());
        resolve(LEAD, id.toString());

        assertThat(refusals("read-dissent", "pr-school", id)).isEqualTo(1);
        assertThat(refusals("list-dissents", "pr-school", story.person())).isEqualTo(1);
        assertThat(refusals("read-decisions", "pr-school", story.person())).isEqualTo(2);
        assertThat(refusals("raise-dissent", "pr-school", story.stepDown(1))).isEqualTo(1);
        assertThat(refusals("resolve-dissent", "pr-school", id)).isEqualTo(1);
        assertThat(refusals("resolve-dissent", "pr-lead", id)).isEqualTo(1);
    }

    private static long refusals(String action, String caller, UUID about) throws SQLException {
        return Story.count(
                "SELECT count(*) FROM audit_entry WHERE about @> ? AND outcome = 'REFUSED'"
                        + " AND action = '%s' AND caller = '%s'".formatted(action, caller),
                List.of(about));
    }

    @Test
    void withoutAnAuditRowNothingIsShown() throws SQLException {
        Story story = aStory(21).delivered();
        String id = raise(HEALTH_VISITOR, story, 1).jsonPath().getString("id");

        Response read;
        execute("ALTER TABLE audit_entry RENAME TO audit_entry_away");
        try {
            read = get(HEALTH_VISITOR, "/v1/dissents/" + id);
        } finally {
            execute("ALTER TABLE audit_entry_away RENAME TO audit_entry");
        }

        assertProblem(read, 500, "internal-error");
        assertThat(read.asString()).doesNotContain("bedroom");
    }

    @Test
    void aClosedAccountSeesNothing() {
        String leaver = Tokens.practitioner("pr-leaver", "school", "practitioner");
        Story story = aStory(22).named("pr-leaver").delivered();
        assertThat(get(leaver, "/v1/dissents?person=" + story.person()).statusCode())
                .isEqualTo(200);

        UUID id = new UUID(22, 0x9000);
        Deliveries.inOrder(
                "directory",
                Deliveries.message(
                        id,
                        "org.wholepicture.practitioner.v1",
                        "pr-leaver",
                        1,
                        "2026-03-02T10:00:00Z",
                        """
                        {"practitioner":"pr-leaver","name":"Sam Sample","agency":"school",\
                        "role":"teacher","email":"sam@school.example","active":false}\
                        """));
        Story.awaitTakenIn(List.of(id));

        assertProblem(get(leaver, "/v1/dissents?person=" + story.person()), 404, "not-found");
        assertThat(get(leaver, "/v1/dissents").jsonPath().getList("dissents")).isEmpty();
    }

    @Test
    void anAgencysSystemAndOtherRolesMayNotAsk() {
        for (String token :
                List.of(
                        SYSTEM,
                        Tokens.inRole("operations"),
                        Tokens.inRole("administrator"),
                        Tokens.practitioner("pr-manager", "early-help", "manager"))) {
            assertProblem(get(token, "/v1/dissents"), 403, "forbidden");
            assertProblem(get(token, "/v1/dissents/" + new UUID(9, 9)), 403, "forbidden");
            assertProblem(resolve(token, new UUID(9, 9).toString()), 403, "forbidden");
            assertProblem(raise(token, new UUID(9, 9), new UUID(9, 9), "Why."), 403, "forbidden");
        }
    }

    @Test
    void withoutAValidTokenThereIsNoAnswer() {
        for (String token :
                List.of(
                        Tokens.aPerson("pr-hv", "health-visiting").expired().build(),
                        Tokens.aPerson("pr-hv", "health-visiting").forAudience("other").build(),
                        Tokens.aPerson("pr-hv", "health-visiting").signedByAStranger().build())) {
            assertProblem(get(token, "/v1/dissents"), 401, "unauthenticated");
        }
        assertProblem(given().get("/v1/dissents"), 401, "unauthenticated");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | 400",
                "[] | 400",
                "null | 400",
                "{\"person\":\"x\"} | 400",
                "{\"person\":\"%P\",\"about\":{\"kind\":\"STEP_DOWN\",\"event\":\"%E\"},\"disagreement\":\""
                        + " \",\"askedFor\":\"a\"} | 400",
                "{\"person\":\"%P\",\"about\":{\"kind\":\"OTHER\",\"event\":\"%E\"},\"disagreement\":\"a\",\"askedFor\":\"a\"}"
                        + " | 400",
                "{\"person\":\"%P\",\"about\":{\"kind\":0,\"event\":\"%E\"},\"disagreement\":\"a\",\"askedFor\":\"a\"}"
                        + " | 400",
                "{\"person\":\"%P\",\"about\":{\"kind\":\"STEP_DOWN\"},\"disagreement\":\"a\",\"askedFor\":\"a\"}"
                        + " | 400",
                "{\"person\":\"%P\",\"about\":{\"kind\":\"STEP_DOWN\",\"event\":\"%E\"},\"disagreement\":\"a\\u0000\",\"askedFor\":\"a\"}"
                        + " | 400",
                "{\"person\":\"%P\",\"about\":{\"kind\":\"STEP_DOWN\",\"event\":\"%E\"},\"disagreement\":\"a\\ud800\",\"askedFor\":\"a\"}"
                        + " | 400",
                "{\"person\":\"%P\",\"about\":{\"kind\":\"STEP_DOWN\",\"event\":\"%E\"},\"disagreement\":7,\"askedFor\":\"a\"}"
                        + " | 400",
                "{\"person\":\"%P\",\"about\":{\"kind\":\"STEP_DOWN\",\"event\":\"%E\"},\"disagreement\":\"a\",\"askedFor\":\"a\",\"state\":\"RESOLVED\"}"
                        + " | 400",
                "{\"person\":\"%P\",\"about\":{\"kind\":\"STEP_DOWN\",\"event\":\"%E\"},\"disagreement\":\"a\",\"disagreement\":\"b\",\"askedFor\":\"a\"}"
                        + " | 400"
            })
    void aWrongBodyIsRefusedAndLeavesNothing(String body, int status) {
        Story story = aStory(23).delivered();

        Response answer =
                given().auth()
                        .oauth2(HEALTH_VISITOR)
                        .contentType(ContentType.JSON)
                        .body(
                                body.replace("%P", story.person().toString())
                                        .replace("%E", story.stepDown(1).toString()))
                        .post("/v1/dissents");

        assertProblem(answer, status, "invalid-content");
        assertThat(answer.jsonPath().getList("faults")).isNotEmpty();
        assertThat(listed(story)).isEmpty();
    }

    @Test
    void wordsAreAtMostTwoThousandCharactersAndComeBackAsTheyWere() {
        Story story = aStory(24).delivered();
        String hostile =
                "<script>alert(1)</script> '; DROP TABLE dissent; -- ${7*7} {7*7}\n\u202e😀";
        String longest = hostile + "a".repeat(2000 - hostile.length());

        assertProblem(
                raise(HEALTH_VISITOR, story.person(), story.stepDown(1), longest + "a"),
                400,
                "invalid-content");
        Response raised = raise(HEALTH_VISITOR, story.person(), story.stepDown(1), longest);

        assertThat(raised.statusCode()).as(raised.asString()).isEqualTo(201);
        assertThat(raised.jsonPath().getString("disagreement")).isEqualTo(longest);
    }

    @Test
    void anythingButJsonIsRefused() {
        for (String type :
                List.of("text/plain", "application/xml", "application/x-www-form-urlencoded")) {
            Response answer =
                    given().auth()
                            .oauth2(HEALTH_VISITOR)
                            .contentType(type)
                            .body("a=b")
                            .post("/v1/dissents");
            assertProblem(answer, 415, "unsupported-media-type");
        }
    }

    @Test
    void hugeAndDeepBodiesAreRefused() throws IOException, InterruptedException {
        assertThat(send("{\"disagreement\":\"" + "a".repeat(70_000) + "\"}").statusCode())
                .isEqualTo(413);
        assertThat(send("{\"about\":" + "[".repeat(20_000)).statusCode()).isEqualTo(400);
        assertThat(send("{\"disagreement\":" + "9".repeat(20_000) + "}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void fontsAndCrownAreNotServed() {
        for (String path :
                List.of(
                        "/assets/fonts/light-94a07e06a1-v2.woff2",
                        "/assets/images/govuk-crest.svg")) {
            assertThat(given().get("/webjars/govuk-frontend/5.14.0/dist/govuk" + path).statusCode())
                    .isEqualTo(404);
        }
    }

    /** Lead and health visitor confirmed, one step-down proposed. */
    private static Story aStory(int child) {
        return Story.ofChild(1000 + child).led("pr-lead").named("pr-hv").steppedDown(1, "PROPOSED");
    }

    private static Response raise(String token, Story story, int stepDown) {
        return raise(token, story.person(), story.stepDown(stepDown), "Nobody saw the bedroom.");
    }

    private static Response raise(String token, UUID person, UUID event, String disagreement) {
        var body = new java.util.LinkedHashMap<String, Object>();
        body.put("person", person);
        body.put("about", java.util.Map.of("kind", "STEP_DOWN", "event", event));
        body.put("disagreement", disagreement);
        body.put("askedFor", "A joint visit first.");
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/dissents");
    }

    private static Response resolve(String token, String id) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body("{\"outcome\":\"A joint visit.\"}")
                .post("/v1/dissents/" + id + "/resolution");
    }

    private static Response get(String token, String path) {
        return given().auth().oauth2(token).get(path);
    }

    private static List<Object> listed(Story story) {
        return get(HEALTH_VISITOR, "/v1/dissents?person=" + story.person())
                .jsonPath()
                .getList("dissents");
    }

    private static List<Deliveries.Message> published(Story story) {
        return Deliveries.standingOn("escalations").stream()
                .filter(m -> story.record().toString().equals(m.key()))
                .toList();
    }

    private static <T> List<T> atOnce(int times, Callable<T> action)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            var answers = new java.util.ArrayList<T>();
            for (Future<T> f : threads.invokeAll(java.util.Collections.nCopies(times, action))) {
                answers.add(f.get());
            }
            return answers;
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = PlatformServers.superuser("escalation");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Without RestAssured, which prints the bodies of failed requests and chokes on hostile ones.
     */
    private static HttpResponse<String> send(String body) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://localhost:%d/escalation/v1/dissents"
                                                    .formatted(RestAssured.port)))
                            .timeout(Duration.ofSeconds(30))
                            .header("Authorization", "Bearer " + HEALTH_VISITOR)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static void assertProblem(Response answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.jsonPath().getString("type"))
                .isEqualTo("https://wholepicture.org/problems/" + type);
    }
}
