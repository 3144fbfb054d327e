package org.wholepicture.referral;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wholepicture.platform.testsupport.Tokens;

@QuarkusTest
class RefusingEventsTest extends ServiceTest {

    /** Stands where a careless system would put personal data. */
    private static final String CANARY = "Zebedee";

    static Stream<Arguments> brokenEvents() {
        return Stream.of(
                fault("specversion", 400, "/specversion", e -> e.event().put("specversion", "0.3")),
                fault("no id", 400, "", e -> e.event().remove("id")),
                fault("empty id", 400, "/id", e -> e.event().put("id", "")),
                fault("id with space", 400, "/id", e -> e.event().put("id", CANARY + " x")),
                fault("long id", 400, "/id", e -> e.event().put("id", CANARY.repeat(40))),
                fault("id is a number", 400, "/id", e -> e.event().put("id", 7)),
                fault("no source", 400, "", e -> e.event().remove("source")),
                fault("source no URI", 400, "/source", e -> e.event().put("source", "a b")),
                fault("odd type", 400, "/type", e -> e.event().put("type", "concern")),
                fault(
                        "unknown type",
                        422,
                        "/type",
                        e -> e.event().put("type", "org.wholepicture.visitation.v1")),
                fault(
                        "unknown version",
                        422,
                        "/type",
                        e -> e.event().put("type", "org.wholepicture.concern.v9")),
                fault("no data", 400, "", e -> e.event().remove("data")),
                fault("data no object", 400, "/data", e -> e.event().put("data", CANARY)),
                fault("other attribute", 400, "", e -> e.event().put(CANARY, 1)),
                fault("subject attribute", 400, "", e -> e.event().put("subject", CANARY)),
                fault("time no instant", 400, "/time", e -> e.event().put("time", "yesterday")),
                fault("no level", 422, "/data", e -> e.data().remove("level")),
                fault("unknown level", 422, "/data/level", e -> e.with("level", CANARY)),
                fault("unknown member", 422, "/data", e -> e.with(CANARY, "x")),
                fault(
                        "unknown member of the child",
                        422,
                        "/data/subject/child",
                        e -> e.data().withObject("/subject/child").put(CANARY, "x")),
                fault("no subject", 422, "/data", e -> e.data().remove("subject")),
                fault(
                        "two subjects",
                        422,
                        "/data/subject",
                        e -> e.aboutTheAdult(AnEvent.newNhsNumber())),
                fault("nobody", 422, "/data/subject", e -> e.data().putObject("subject")),
                fault(
                        "unknown system",
                        422,
                        "/data/subject/child/identifiers/1/system",
                        e -> e.child(CANARY, "1")),
                fault("no such day", 422, "/data/occurred/from", e -> e.on("2025-02-31")),
                fault("no day at all", 422, "/data/occurred/from", e -> e.on(CANARY)),
                fault("next week", 422, "/data/occurred/from", e -> e.on(inDays(7))),
                fault(
                        "ends next week",
                        422,
                        "/data/occurred/to",
                        e -> e.data().withObject("/occurred").put("to", inDays(7))),
                fault(
                        "ends before it begins",
                        422,
                        "/data/occurred/to",
                        e -> e.data().withObject("/occurred").put("to", "2025-08-31")),
                fault(
                        "born next week",
                        422,
                        "/data/subject/child/birthDate",
                        e -> e.born(inDays(7))),
                fault(
                        "long summary",
                        422,
                        "/data/summary",
                        e -> e.with("summary", "x".repeat(501))),
                fault("null", 422, "/data/summary", e -> e.data().putNull("summary")),
                fault(
                        "wrong kind",
                        422,
                        "/data/sharedHome",
                        e -> e.data().put("sharedHome", "yes")));
    }

    private static Arguments fault(
            String what, int status, String pointer, Consumer<AnEvent> breaking) {
        return Arguments.of(what, status, pointer, breaking);
    }

    private static String inDays(int days) {
        return Instant.now().plus(days, ChronoUnit.DAYS).toString().substring(0, 10);
    }

    static Stream<Arguments> untrueEvents() {
        String nobody = "00000000-0000-4000-8000-000000000000";
        return Stream.of(
                untrue("/data", attendance().with("absent", 61)),
                untrue("/data/absent", attendance().with("absent", -1)),
                untrue(
                        "/data/subject",
                        AnEvent.of("school", "attendance")
                                .with("possible", 60)
                                .with("absent", 1)
                                .aboutTheAdult(AnEvent.newNhsNumber())),
                untrue(
                        "/data/subject",
                        AnEvent.aHouseholdMember(AnEvent.newNhsNumber())
                                .aboutTheAdult(AnEvent.newNhsNumber())),
                untrue("/data/kind", meeting("CORE_GROUP").with("state", "DECIDED_AGAINST")),
                untrue("/data/of", withOther(meeting("CORE_GROUP"), "receipt", nobody, "id", "x")),
                untrue(
                        "/data/of",
                        withOther(meeting("CORE_GROUP"), "source", "https://x.example/")),
                untrue("/data/of/receipt", meeting("CORE_GROUP").belongingTo(CANARY)),
                untrue("/data/grades/safety", profile("safety", 6)),
                untrue("/data/grades", profile(CANARY, 3)));
    }

    private static Arguments untrue(String pointer, AnEvent event) {
        return Arguments.of(pointer, event);
    }

    private static AnEvent attendance() {
        return AnEvent.of("school", "attendance")
                .with("possible", 60)
                .about(AnEvent.newNhsNumber());
    }

    private static AnEvent meeting(String kind) {
        return AnEvent.of("social-care", "meeting")
                .with("kind", kind)
                .with("state", "HELD")
                .about(AnEvent.newNhsNumber());
    }

    private static AnEvent withOther(AnEvent event, String... members) {
        for (int i = 0; i < members.length; i += 2) {
            event.data().withObject("/of").put(members[i], members[i + 1]);
        }
        return event;
    }

    private static AnEvent profile(String area, int grade) {
        AnEvent event = AnEvent.of("school-nursing", "care-profile").about(AnEvent.newNhsNumber());
        event.data().putObject("grades").put(area, grade);
        return event;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("untrueEvents")
    void whatCannotBeTrueOfItsTypeIsRefusedAtItsPlace(String pointer, AnEvent event) {
        send(event)
                .then()
                .statusCode(422)
                .contentType(PROBLEM)
                .body("faults.pointer", equalTo(List.of(pointer)))
                .body(not(containsString(CANARY)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenEvents")
    void aBrokenEventIsRefusedWithItsPlaceAndWithoutItsContent(
            String what, int status, String pointer, Consumer<AnEvent> breaking) {
        AnEvent event = AnEvent.aConcern().about(AnEvent.newNhsNumber());
        breaking.accept(event);

        send(event)
                .then()
                .statusCode(status)
                .contentType(PROBLEM)
                .body("faults.pointer", hasItem(pointer))
                .body(not(containsString(CANARY)));
    }

    @ParameterizedTest
    @CsvSource({
        "2012-09-02, 422, the day before the 13th birthday",
        "2012-09-01, 202, the 13th birthday",
        "2012-08-31, 202, the day after it",
        "2025-09-01, 422, the day of birth",
        "2025-09-02, 202, before the birth it was the mother's"
    })
    void aChildUnderThirteenIsBroughtAndDoesNotAttend(String born, int status, String when) {
        AnEvent event =
                AnEvent.aMissedAppointment()
                        .about(AnEvent.newNhsNumber())
                        .born(born)
                        .on("2025-09-01");

        var answer = send(event).then().statusCode(status);

        if (status == 422) {
            answer.body("faults.pointer", equalTo(List.of("/data/outcome")));
        }
        send(event.again("brought-" + born).with("outcome", "WAS_NOT_BROUGHT"))
                .then()
                .statusCode(202);
    }

    @Test
    void everyFaultOfAnEventIsListed() {
        AnEvent event = AnEvent.aConcern().about(AnEvent.newNhsNumber()).with("level", "x");
        event.data().remove("category");
        event.with("summary", "");

        send(event)
                .then()
                .statusCode(422)
                .body("faults.pointer", equalTo(List.of("/data", "/data/level", "/data/summary")));
    }

    @Test
    void aFaultSaysInWordsWhatTheContractTakes() {
        send(AnEvent.aConcern().about(AnEvent.newNhsNumber()).with("level", CANARY))
                .then()
                .body(
                        "faults[0].detail",
                        equalTo("This is not one of the codes LOW, MODERATE, HIGH."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "7",
                "\"x\"",
                "{\"id\":1,\"id\":2}",
                "{} {}",
                "{\"a\":\"\\u0000\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":NaN}",
                "<event/>"
            })
    void whatIsNotAnEventIsRefused(String body) {
        refused(body.getBytes(UTF_8), 400);
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        refused(new byte[] {'{', '"', (byte) 0xe9, '"', ':', '1', '}'}, 400);
    }

    @Test
    void whatIsNestedTooDeeplyIsRefused() {
        refused(("{\"data\":" + "[".repeat(21) + "]".repeat(21) + "}").getBytes(UTF_8), 400);
        refused(
                ("{\"data\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}").getBytes(UTF_8),
                400);
    }

    @Test
    void aTextOfMoreThanEightKilobytesIsRefused() {
        refused(("{\"id\":\"" + "x".repeat(8193) + "\"}").getBytes(UTF_8), 400);
    }

    @Test
    void aNumberOfManyDigitsIsRefused() {
        refused(("{\"id\":" + "9".repeat(10_000) + "}").getBytes(UTF_8), 400);
        refused("{\"id\":1e999999999}".getBytes(UTF_8), 400);
    }

    @Test
    void anEventOfMoreThan64KilobytesIsRefused() {
        String padded = AnEvent.aConcern().about(AnEvent.newNhsNumber()).json();
        String largest = padded + " ".repeat(64 * 1024 - padded.length());

        sendRaw(largest.getBytes(UTF_8)).statusCode(202);
        refused((largest + " ").getBytes(UTF_8), 413)
                .body("type", equalTo("https://wholepicture.org/problems/event-too-large"));
    }

    @Test
    void aBatchOfMoreThanAHundredEventsIsRefused() {
        batch("[" + "1,".repeat(99) + "1]").statusCode(207);
        batch("[" + "1,".repeat(100) + "1]").statusCode(413).contentType(PROBLEM);
    }

    @Test
    void aBatchOfMoreThanAMegabyteIsRefused() {
        batch("[" + " ".repeat(1024 * 1024) + "]").statusCode(413).contentType(PROBLEM);
    }

    @Test
    void aBodyOfManyMegabytesIsRefused() {
        batch("[" + " ".repeat(4 * 1024 * 1024) + "]").statusCode(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[", "7", "[{]"})
    void whatIsNotABatchIsRefused(String body) {
        batch(body).statusCode(400).contentType(PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "text/plain",
                "application/xml",
                "application/cloudevents+json; charset=iso-8859-1"
            })
    void anotherContentTypeIsRefused(String type) {
        as(systemOf("health-visiting"))
                .contentType(type)
                .body(AnEvent.aConcern().about(AnEvent.newNhsNumber()).json().getBytes(UTF_8))
                .post("/v1/events")
                .then()
                .statusCode(415)
                .contentType(PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*/*", "application/*"})
    void withoutAContentTypeNothingIsTaken(String type) throws Exception {
        for (String path : List.of("/v1/events", "/v1/events/validate")) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://localhost:"
                                                    + RestAssured.port
                                                    + "/referral"
                                                    + path))
                            .header("Authorization", "Bearer " + systemOf("health-visiting"))
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            AnEvent.aConcern()
                                                    .about(AnEvent.newNhsNumber())
                                                    .json()));
            if (!type.isEmpty()) {
                request.header("Content-Type", type);
            }

            try (HttpClient client = HttpClient.newHttpClient()) {
                var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(415);
                assertThat(answer.headers().firstValue("Content-Type")).contains(PROBLEM);
            }
        }
    }

    @Test
    void anEventInUtf16IsRefused() {
        byte[] event =
                AnEvent.aConcern()
                        .about(AnEvent.newNhsNumber())
                        .json()
                        .getBytes(StandardCharsets.UTF_16BE);
        refused(event, 400);
        as(systemOf("health-visiting"))
                .contentType(BATCH)
                .body("[{}]".getBytes(StandardCharsets.UTF_16LE))
                .post("/v1/events")
                .then()
                .statusCode(400)
                .contentType(PROBLEM);
    }

    @Test
    void anAnswerListsFiftyFaultsAndSaysThatThereAreMore() {
        send(withFaults(60))
                .then()
                .statusCode(422)
                .body("faults", hasSize(51))
                .body("faults[50].detail", equalTo("There are more, which are not listed."));
        send(withFaults(50)).then().statusCode(422).body("faults", hasSize(50));
        send(withFaults(30_000)).then().statusCode(422).body("faults", hasSize(51));
    }

    @Test
    void aBatchesAnswerListsFiveHundredFaultsAndOneOfEachFurtherEvent() {
        List<List<Object>> faults =
                batch("[" + String.join(",", Collections.nCopies(100, withFaults(60).json())) + "]")
                        .statusCode(207)
                        .extract()
                        .path("problem.faults");

        assertThat(faults).hasSize(100).allSatisfy(one -> assertThat(one).isNotEmpty());
        assertThat(faults.getFirst()).hasSize(51);
        assertThat(faults.getLast()).hasSize(2);
        assertThat(faults.stream().mapToInt(List::size).sum()).isLessThan(800);
    }

    /** One for each entry that is no text. */
    private static AnEvent withFaults(int faults) {
        AnEvent event = AnEvent.aConcern().about(AnEvent.newNhsNumber());
        ArrayNode types = event.data().putArray("claims");
        for (int i = 0; i < faults - (faults > 20 ? 1 : 0); i++) {
            types.add(1);
        }
        return event;
    }

    @Test
    void theCharsetMayBeSaid() {
        as(systemOf("health-visiting"))
                .contentType("application/cloudevents+json; charset=UTF-8")
                .body(AnEvent.aConcern().about(AnEvent.newNhsNumber()).json().getBytes(UTF_8))
                .post("/v1/events")
                .then()
                .statusCode(202);
    }

    @Test
    void withoutATokenNothingIsTaken() {
        RestAssured.given()
                .config(PLAIN)
                .contentType(SINGLE)
                .body(AnEvent.aConcern().about(AnEvent.newNhsNumber()).json())
                .post("/v1/events")
                .then()
                .statusCode(401)
                .contentType(PROBLEM);
    }

    static Stream<Arguments> badTokens() {
        return Stream.of(
                Arguments.of("rubbish", "rubbish"),
                Arguments.of("expired", Tokens.anAgency("school").expired().build()),
                Arguments.of(
                        "for somebody else",
                        Tokens.anAgency("school").forAudience("other").build()),
                Arguments.of("foreign key", Tokens.anAgency("school").signedByAStranger().build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void withABadTokenNothingIsTaken(String what, String token) {
        as(token)
                .contentType(SINGLE)
                .body(AnEvent.aConcern().about(AnEvent.newNhsNumber()).json())
                .post("/v1/events")
                .then()
                .statusCode(401)
                .contentType(PROBLEM);
    }

    static Stream<Arguments> foreignTokens() {
        return Stream.of(
                Arguments.of("a practitioner", Tokens.practitioner("pr-a", "health-visiting")),
                Arguments.of("an administrator", Tokens.inRole("administrator")),
                Arguments.of("a system of no agency", Tokens.inRole("agency")),
                Arguments.of("another type", Tokens.agency("health-visiting", "contact")),
                Arguments.of("no type", Tokens.agency("health-visiting")),
                Arguments.of("another source", Tokens.agency("school", "concern")),
                Arguments.of(
                        "a source that looks alike",
                        Tokens.anAgency("health-visiting")
                                .allowed("concern")
                                .withSources("https://health-visiting.exam")
                                .build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("foreignTokens")
    void aCallerWhoMayNotSendThisIsRefused(String what, String token) {
        as(token)
                .contentType(SINGLE)
                .body(AnEvent.aConcern().about(AnEvent.newNhsNumber()).json())
                .post("/v1/events")
                .then()
                .statusCode(403)
                .contentType(PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/events;x=1", "/v1/events%3Bx", "/v1%2Fevents"})
    void oddAddressesAreRefused(String path) {
        int status =
                as(systemOf("health-visiting"))
                        .urlEncodingEnabled(false)
                        .contentType(SINGLE)
                        .body(AnEvent.aConcern().about(AnEvent.newNhsNumber()).json())
                        .post(path)
                        .statusCode();

        assertThat(status).isEqualTo(400);
    }

    @Test
    void whatWasRefusedWasNotStored() {
        String before = rows("SELECT count(*) FROM accepted_event").getFirst();

        send(AnEvent.aConcern().about(AnEvent.newNhsNumber()).with("level", "x"))
                .then()
                .statusCode(422);

        assertThat(rows("SELECT count(*) FROM accepted_event").getFirst()).isEqualTo(before);
    }

    private static ValidatableResponse refused(byte[] body, int status) {
        return sendRaw(body).statusCode(status).contentType(PROBLEM);
    }

    private static ValidatableResponse sendRaw(byte[] body) {
        return as(systemOf("health-visiting"))
                .contentType(SINGLE)
                .body(body)
                .post("/v1/events")
                .then();
    }

    private static ValidatableResponse batch(String body) {
        return as(systemOf("health-visiting"))
                .contentType(BATCH)
                .body(body.getBytes(UTF_8))
                .post("/v1/events")
                .then();
    }
}
