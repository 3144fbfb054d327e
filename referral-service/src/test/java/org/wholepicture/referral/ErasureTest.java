package org.wholepicture.referral;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wholepicture.platform.messaging.Rounds;
import org.wholepicture.platform.testsupport.Contracts;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Tokens;
import org.wholepicture.referral.application.KeepNoLonger;

/** Orders to erase: who may, what goes, what stays, and who has carried it out. */
@QuarkusTest
class ErasureTest extends ServiceTest {

    private static final String ONE =
            Tokens.practitioner("pr-privacy-1", "council", "privacy-officer");
    private static final String OTHER =
            Tokens.practitioner("pr-privacy-2", "council", "privacy-officer");
    private static final String CANARY = "The canary was hungry.";
    private static final List<String> SERVICES =
            List.of("chronology-service", "alert-service", "escalation-service");

    @Inject Rounds rounds;
    @Inject KeepNoLonger retention;

    private final String child = AnEvent.newNhsNumber();

    private AnEvent concern() {
        return AnEvent.aConcern()
                .about(child)
                .named("Robin", "Quokka")
                .with("summary", CANARY)
                .from("erasing");
    }

    private AnEvent plan(String state) {
        return AnEvent.of("erasing", "plan")
                .about(child)
                .with("state", state)
                .with("plan", "CP")
                .with("category", "NEG")
                .with("reason", CANARY);
    }

    private String proposal(String extent) {
        return """
               {"identifier":{"system":"nhs-number","value":"%s"},"extent":"%s","ground":"COURT_ORDER","reason":"Order 1 of 2026."}
               """
                .formatted(child, extent);
    }

    private String record(String receipt) {
        return Published.data(receipt).path("record").asText();
    }

    private String carriedOut(String proposal) {
        String order = propose(ONE, proposal).statusCode(201).extract().path("order");
        act(OTHER, order, "approval").statusCode(200);
        awaitCarriedOut(order);
        return order;
    }

    private static void awaitCarriedOut(String order) {
        Published.soon()
                .until(
                        () ->
                                as(ONE).get("/v1/erasure-orders/" + order)
                                        .then()
                                        .extract()
                                        .path("state")
                                        .equals("CARRIED_OUT"));
    }

    @Test
    void everythingOfAChildGoesAndIdsStay() {
        AnEvent event = concern();
        String receipt = accepted(event);
        String record = record(receipt);
        String lead = accepted(AnEvent.aLeadPractitioner("pr-erased").about(child));
        isFiled(lead);

        String order = carriedOut(proposal("EVERYTHING"));

        assertThat(rows("SELECT data FROM accepted_event WHERE id = '%s'".formatted(receipt)))
                .containsExactly("{}");
        assertThat(
                        rows(
                                """
                                SELECT 1 FROM record_identifier WHERE value = '%s'
                                UNION ALL SELECT 1 FROM record WHERE id = '%s' AND family_name IS NOT NULL
                                UNION ALL SELECT 1 FROM practitioner_claim WHERE event_id = '%s'
                                """
                                        .formatted(child, record, lead)))
                .isEmpty();
        List<String> kept = kept(record);
        kept.forEach(message -> Contracts.assertValidMessage("child-events", message));
        assertThat(kept)
                .filteredOn(message -> message.contains("org.wholepicture.erased.v1"))
                .hasSize(2)
                .allMatch(message -> message.contains(order));
        assertThat(String.join("", kept))
                .doesNotContain("private")
                .doesNotContain("NEG")
                .doesNotContain("birthDate");
        // The same event again: the same receipt. The key is not free for another.
        assertThat(accepted(event)).isEqualTo(receipt);
        send(event.with("summary", "Something else.")).then().statusCode(422);
        as(systemOf("erasing")).get("/v1/receipts/" + receipt).then().statusCode(200);
        // A child of whom nothing is known: what comes now opens another record.
        assertThat(record(accepted(concern()))).isNotEqualTo(record);
    }

    @Test
    void everyRecordIsToldOnceAndSaysWhatGoes() {
        String receipt = accepted(concern());
        String record = record(receipt);
        String message = message(receipt);

        String order = carriedOut(proposal("EVERYTHING"));

        Published.soon().until(() -> erasures(record).size() == 1);
        JsonNode data = erasures(record).getFirst().path("data");
        assertThat(data.path("order").asText()).isEqualTo(order);
        assertThat(data.path("extent").asText()).isEqualTo("EVERYTHING");
        assertThat(data.path("erased").get(0).path("event").asText()).isEqualTo(receipt);
        assertThat(data.path("erased").get(0).path("message").asText()).isEqualTo(message);
    }

    @Test
    void planHistoryStaysAsCodes() {
        String concern = accepted(concern());
        String plan = accepted(plan("STARTED"));
        String record = record(plan);

        carriedOut(proposal("BUT_PLAN_HISTORY"));

        assertThat(rows("SELECT data FROM accepted_event WHERE id = '%s'".formatted(concern)))
                .containsExactly("{}");
        assertThat(rows("SELECT data FROM accepted_event WHERE id = '%s'".formatted(plan)))
                .allMatch(data -> data.contains("STARTED") && !data.contains(CANARY));
        assertThat(kept(record))
                .filteredOn(message -> message.contains("org.wholepicture.plan.v1"))
                .hasSize(1)
                .allMatch(message -> message.contains("STARTED") && !message.contains("private"));
        // The family is known when it comes back, and a newer word of the plan finds its record.
        assertThat(record(accepted(plan("ENDED")))).isEqualTo(record);
        // What is left goes with the next order.
        carriedOut(proposal("EVERYTHING"));
        assertThat(rows("SELECT data FROM accepted_event WHERE id = '%s'".formatted(plan)))
                .containsExactly("{}");
    }

    @Test
    void oneEventGoesAndTheOthersStay() {
        String one = accepted(concern());
        String other = accepted(concern());
        isFiled(other);

        carriedOut(events(one));

        assertThat(rows("SELECT data FROM accepted_event WHERE id = '%s'".formatted(one)))
                .containsExactly("{}");
        assertThat(rows("SELECT data FROM accepted_event WHERE id = '%s'".formatted(other)))
                .allMatch(data -> data.contains(CANARY));
        assertThat(rows("SELECT value FROM record_identifier WHERE value = '%s'".formatted(child)))
                .hasSize(1);
    }

    @Test
    void whatIsAboutAnotherChildAsWellStaysThere() {
        String sibling = AnEvent.newNhsNumber();
        String both =
                accepted(
                        AnEvent.of("erasing", "contact")
                                .aboutAll(child, sibling)
                                .with("summary", CANARY));
        Published.filed(both, 2);

        carriedOut(proposal("EVERYTHING"));

        assertThat(rows("SELECT count(*) FROM erased_filing WHERE event_id = '%s'".formatted(both)))
                .containsExactly("1");
        assertThat(rows("SELECT data FROM accepted_event WHERE id = '%s'".formatted(both)))
                .allMatch(data -> data.contains(CANARY));
    }

    @Test
    void anEventInReviewGoesToo() {
        String receipt = accepted(AnEvent.aConcern().about("9990000019").with("summary", CANARY));
        waitsFor(receipt, "IDENTIFIER_INVALID");

        carriedOut(events(receipt));

        assertThat(rows("SELECT state FROM accepted_event WHERE id = '%s'".formatted(receipt)))
                .containsExactly("ERASED");
    }

    @Test
    void aLostMessageIsWrittenAgainAsErased() {
        String record = record(accepted(concern()));
        carriedOut(proposal("EVERYTHING"));
        List<String> before = kept(record);

        execute("DELETE FROM outbox WHERE key = '%s'".formatted(record));
        rounds.turn("outbox");

        assertThat(kept(record)).isEqualTo(before);
    }

    @Test
    void anotherVersionAndARetractionOfWhatWasErasedAreFiledAndBringNothingBack() {
        AnEvent first = concern().version("R-" + child, 1);
        String receipt = accepted(first);
        isFiled(receipt);
        carriedOut(proposal("BUT_PLAN_HISTORY"));

        isFiled(accepted(AnEvent.aRetractionOf(first)));
        isFiled(accepted(concern().version("R-" + child, 2)));

        assertThat(rows("SELECT data FROM accepted_event WHERE id = '%s'".formatted(receipt)))
                .containsExactly("{}");
    }

    @Test
    void nobodyApprovesTheirOwnAndADeclinedOneErasesNothing() {
        String receipt = accepted(concern());
        isFiled(receipt);
        String order = propose(ONE, proposal("EVERYTHING")).statusCode(201).extract().path("order");

        act(ONE, order, "approval").statusCode(403);
        propose(OTHER, proposal("EVERYTHING")).statusCode(409);
        as(OTHER)
                .contentType(ContentType.JSON)
                .body("{\"reason\":\"It is needed.\"}")
                .post("/v1/erasure-orders/" + order + "/refusal")
                .then()
                .statusCode(200)
                .body("state", equalTo("DECLINED"));
        act(OTHER, order, "approval").statusCode(409);
        assertThat(rows("SELECT data FROM accepted_event WHERE id = '%s'".formatted(receipt)))
                .allMatch(data -> data.contains(CANARY));
    }

    @Test
    void nothingIsErasedUnderALegalHold() {
        String receipt = accepted(concern());
        String person = Published.data(receipt).path("person").asText();
        String order = propose(ONE, proposal("EVERYTHING")).statusCode(201).extract().path("order");
        String hold =
                as(ONE).contentType(ContentType.JSON)
                        .body("{\"reason\":\"An inquiry.\",\"reviewOn\":\"%s\"}".formatted(soon()))
                        .post("/v1/people/" + person + "/legal-holds")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("hold");

        act(OTHER, order, "approval").statusCode(409).body("detail", containsString("legal hold"));
        propose(ONE, events(receipt)).statusCode(409);
        as(ONE).get("/v1/legal-holds").then().statusCode(200).body("hold", hasItem(hold));
        // One that was approved before the hold was set is not carried out either.
        execute(
                """
                UPDATE erasure_order SET state = 'APPROVED', decided_by = 'pr-privacy-2', decided_at = now()
                WHERE id = '%s'
                """
                        .formatted(order));
        Published.soon()
                .until(
                        () ->
                                rows("SELECT state FROM erasure_order WHERE id = '%s'"
                                                .formatted(order))
                                        .equals(List.of("DECLINED")));
        assertThat(rows("SELECT data FROM accepted_event WHERE id = '%s'".formatted(receipt)))
                .allMatch(data -> data.contains(CANARY));

        as(ONE).contentType(ContentType.JSON)
                .body("{\"reason\":\"It has ended.\"}")
                .post("/v1/legal-holds/" + hold + "/end")
                .then()
                .statusCode(200);
        carriedOut(proposal("EVERYTHING"));
    }

    @Test
    void theOrderSaysWhoHasCarriedItOutAndWhoIsWaitedFor() {
        String record = record(accepted(concern()));
        String order = carriedOut(proposal("EVERYTHING"));
        Published.soon().until(() -> erasures(record).size() == 1);
        String part = erasures(record).getFirst().at("/data/part").asText();
        as(ONE).get("/v1/erasure-orders/" + order)
                .then()
                .body("complete", equalTo(false))
                .body("services.done", equalTo(List.of(false, false, false)));

        List<Deliveries.Message> reports =
                SERVICES.stream().map(service -> report(service, order, part)).toList();
        Deliveries.twiceAtOnce("erasure-reports", reports);
        Deliveries.reversed("erasure-reports", reports);

        Published.soon()
                .untilAsserted(
                        () ->
                                as(ONE).get("/v1/erasure-orders/" + order)
                                        .then()
                                        .body("complete", equalTo(true))
                                        .body("services[0].erased.entries", equalTo(3)));
    }

    private static Deliveries.Message report(String service, String order, String part) {
        String key = service + "/" + order;
        Deliveries.Message message =
                Deliveries.message(
                        UUID.nameUUIDFromBytes(key.getBytes(UTF_8)),
                        "org.wholepicture.erasure-carried-out.v1",
                        key,
                        1,
                        "2026-03-09T09:00:00Z",
                        """
                        {"key":"%s","order":"%s","part":"%s","service":"%s",
                         "erased":[{"what":"entries","count":3}],"at":"2026-03-09T09:00:00Z"}
                        """
                                .formatted(key, order, part, service));
        Contracts.assertValidMessage("erasure-reports", String.valueOf(message.value()));
        return message;
    }

    @Test
    void aServiceWhoseDatabaseWasRestoredIsToldAgainTheSame() {
        String record = record(accepted(concern()));
        String order = carriedOut(proposal("EVERYTHING"));
        Published.soon().until(() -> erasures(record).size() == 1);

        as(Tokens.practitioner("pr-admin-1", "council", "administrator"))
                .contentType("application/json")
                .body("{\"since\":\"2999-01-01\"}")
                .post("/v1/erasure-orders/repetition")
                .then()
                .statusCode(422);
        as(Tokens.practitioner("pr-privacy", "council", "privacy-officer"))
                .contentType("application/json")
                .body("{\"since\":\"2020-01-01\"}")
                .post("/v1/erasure-orders/repetition")
                .then()
                .statusCode(403);
        as(Tokens.practitioner("pr-admin-1", "council", "administrator"))
                .contentType("application/json")
                .body("{\"since\":\"2020-01-01\"}")
                .post("/v1/erasure-orders/repetition")
                .then()
                .statusCode(202)
                .body("orders", org.hamcrest.Matchers.greaterThanOrEqualTo(1));

        Published.soon().until(() -> erasures(record).size() == 2);
        assertThat(erasures(record).getLast()).isEqualTo(erasures(record).getFirst());
        // Nobody is waited for a second time.
        as(ONE).get("/v1/erasure-orders/" + order)
                .then()
                .body("services.parts", equalTo(List.of(1, 1, 1)));
    }

    @Test
    void theNightlyRoundProposesWhoIsClosedForLongAndNobodyElse() {
        String started = accepted(plan("STARTED").on("2023-01-01"));
        String person = Published.data(started).path("person").asText();
        longAgo(started);

        lookAround();
        assertThat(proposed(person)).as("the plan is open").isEmpty();

        String ended = accepted(plan("ENDED").on("2023-06-01"));
        isFiled(ended);
        lookAround();
        assertThat(proposed(person)).as("something was filed lately").isEmpty();

        longAgo(ended);
        lookAround();
        assertThat(proposed(person)).containsExactly("BUT_PLAN_HISTORY RETENTION_ENDED PROPOSED");
        lookAround();
        assertThat(proposed(person)).as("not twice").hasSize(1);
        assertThat(rows("SELECT data FROM accepted_event WHERE id = '%s'".formatted(started)))
                .as("software erases nothing by itself")
                .allMatch(data -> data.contains(CANARY));
    }

    private static void longAgo(String receipt) {
        isFiled(receipt);
        execute(
                "UPDATE filing SET known = known - interval '3 years' WHERE event_id = '%s'"
                        .formatted(receipt));
    }

    private void lookAround() {
        execute("UPDATE retention_round SET day = '2000-01-01', position = NULL");
        while (retention.lookOn()) {
            // The next children.
        }
    }

    private static List<String> proposed(String person) {
        return rows(
                "SELECT extent || ' ' || ground || ' ' || state FROM erasure_order WHERE person = '%s'"
                        .formatted(person));
    }

    @Test
    void aPeriodHoldsOnceASecondPersonAgreed() {
        int number =
                as(ONE).contentType(ContentType.JSON)
                        .body(
                                """
                                {"heldClass":"SHARED_COPY","months":12,"reason":"As before."}
                                """)
                        .post("/v1/retention-periods")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("number");
        String approval = "/v1/retention-periods/" + number + "/approval";

        as(ONE).post(approval).then().statusCode(403);
        as(OTHER).post(approval).then().statusCode(200);
        as(OTHER).post(approval).then().statusCode(409);
        as(OTHER).post("/v1/retention-periods/999999/approval").then().statusCode(404);
        as(OTHER).get("/v1/retention-periods").then().body("number", hasItem(number));
    }

    static Stream<Arguments> wrong() {
        String nobody = UUID.randomUUID().toString();
        return Stream.of(
                Arguments.of("nothing", "{}", 400),
                Arguments.of(
                        "no ground",
                        "{\"events\":[\"%s\"],\"reason\":\"x\"}".formatted(nobody),
                        400),
                Arguments.of(
                        "no reason",
                        "{\"events\":[\"%s\"],\"ground\":\"COURT_ORDER\",\"reason\":\" \"}"
                                .formatted(nobody),
                        400),
                Arguments.of(
                        "an unknown event",
                        "{\"events\":[\"%s\"],\"ground\":\"COURT_ORDER\",\"reason\":\"x\"}"
                                .formatted(nobody),
                        404),
                Arguments.of(
                        "an unknown child",
                        """
                        {"person":"%s","extent":"EVERYTHING","ground":"COURT_ORDER","reason":"x"}
                        """
                                .formatted(nobody),
                        404),
                Arguments.of(
                        "an unknown number",
                        """
                        {"identifier":{"system":"nhs-number","value":"nobody"},"extent":"EVERYTHING",
                         "ground":"COURT_ORDER","reason":"x"}
                        """,
                        404),
                Arguments.of(
                        "a child without an extent",
                        "{\"person\":\"%s\",\"ground\":\"COURT_ORDER\",\"reason\":\"x\"}"
                                .formatted(nobody),
                        422),
                Arguments.of("about nothing", "{\"ground\":\"COURT_ORDER\",\"reason\":\"x\"}", 422),
                Arguments.of(
                        "a child and events",
                        """
                        {"person":"%1$s","extent":"EVERYTHING","events":["%1$s"],"ground":"COURT_ORDER","reason":"x"}
                        """
                                .formatted(nobody),
                        422));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void isRefused(String what, String proposal, int status) {
        propose(ONE, proposal).statusCode(status);
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of("a practitioner", Tokens.practitioner("pr-x", "school")),
                Arguments.of(
                        "the front door", Tokens.practitioner("pr-f", "council", "front-door")),
                Arguments.of("operations", Tokens.inRole("operations")),
                Arguments.of("an agency's system", Tokens.agency("erasing")),
                Arguments.of(
                        "a privacy officer without a second factor",
                        Tokens.aPerson("pr-privacy-1", "council")
                                .inRoles("privacy-officer")
                                .withoutSecondFactor()
                                .build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void isNotOrderedBy(String who, String token) {
        propose(token, proposal("EVERYTHING")).statusCode(403);
    }

    @Test
    void thePageShowsOrdersAndTheirProgress() {
        isFiled(accepted(concern()));
        String order = carriedOut(proposal("EVERYTHING"));

        as(ONE).accept("text/html")
                .get("/erasure")
                .then()
                .statusCode(200)
                .body(containsString("A court has ordered it"));
        as(ONE).accept("text/html")
                .get("/erasure/orders/" + order)
                .then()
                .statusCode(200)
                .body(containsString("escalation-service"))
                .body(containsString("Waited for since"));
    }

    private static String soon() {
        return rows("SELECT (now() + interval '1 year')::date").getFirst();
    }

    private static String events(String receipt) {
        return """
               {"events":["%s"],"ground":"UNLAWFULLY_HELD","reason":"Sent by mistake."}
               """
                .formatted(receipt);
    }

    private static String message(String receipt) {
        return Published.filed(receipt, 1).getFirst().path("id").asText();
    }

    private static List<JsonNode> erasures(String record) {
        return Published.under(record).stream()
                .filter(message -> message.path("type").asText().endsWith(".erasure.v1"))
                .toList();
    }

    /** What is published again of a record. */
    private static List<String> kept(String record) {
        return rows(
                """
                SELECT convert_from(payload, 'UTF8') FROM outbox
                WHERE topic = 'child-events' AND key = '%s' ORDER BY sequence
                """
                        .formatted(record));
    }

    private static ValidatableResponse propose(String token, String proposal) {
        return as(token)
                .contentType(ContentType.JSON)
                .body(proposal)
                .post("/v1/erasure-orders")
                .then();
    }

    private static ValidatableResponse act(String token, String order, String what) {
        return as(token).post("/v1/erasure-orders/" + order + "/" + what).then();
    }
}
