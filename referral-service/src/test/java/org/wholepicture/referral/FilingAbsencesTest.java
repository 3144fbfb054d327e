package org.wholepicture.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wholepicture.platform.testsupport.Tokens;
import org.wholepicture.referral.domain.Happened;

/** Practitioners say when they are away, and so may others for them. */
@QuarkusTest
class FilingAbsencesTest extends ServiceTest {

    private static final String ADMINISTRATOR =
            Tokens.practitioner("pr-ab-admin", "council", "administrator");
    private static final String AWAY = Tokens.practitioner("pr-ab", "absent-help");
    private static final String MANAGER =
            Tokens.practitioner("pr-ab-boss", "absent-help", "practitioner", "manager");
    private static final String FRONT_DOOR = Tokens.practitioner("pr-ab-fd", "mash", "front-door");
    private static final String DEPUTY = Tokens.practitioner("pr-ab-deputy", "absent-help");

    @Inject InstantSource clock;

    private LocalDate today;

    @BeforeEach
    void nobodyIsAway() {
        today = clock.instant().atZone(Happened.LONDON).toLocalDate();
        load("").statusCode(200);
        set(AWAY, "pr-ab").statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"themselves", "manager", "front door", "administrator"})
    void isSaidByThemselvesAndThoseWhoMayAndPublished(String who) {
        String token =
                switch (who) {
                    case "manager" -> MANAGER;
                    case "front door" -> FRONT_DOOR;
                    case "administrator" -> ADMINISTRATOR;
                    default -> AWAY;
                };

        set(token, "pr-ab", "7", "9", "3", "4", "10", "10")
                .statusCode(200)
                .body("practitioner", equalTo("pr-ab"))
                .body("absences.from", equalTo(List.of(day(3), day(7))))
                .body("absences.to", equalTo(List.of(day(4), day(10))));

        JsonNode published =
                Published.soon()
                        .until(
                                () -> Published.entry("pr-ab").orElseThrow(),
                                entry -> entry.path("absences").size() == 2);
        assertThat(published.at("/absences/1/to").asText()).isEqualTo(day(10));
        assertThat(published.path("deputy").asText()).isEqualTo("pr-ab-deputy");
        read(AWAY).statusCode(200).body("absences.from", equalTo(List.of(day(3), day(7))));
        String note = rows("SELECT id FROM absences_set ORDER BY set_at DESC LIMIT 1").getFirst();
        assertThat(audited("set-absences", note)).containsExactly("ALLOWED");
    }

    @Test
    void toEverybodyElseItIsAsIfThereWereNoSuchPractitioner() {
        for (String token :
                List.of(DEPUTY, Tokens.practitioner("pr-x", "absent-help", "manager"))) {
            set(token, "pr-ab", "3", "4").statusCode(404);
            as(token).get("/v1/directory/practitioners/pr-ab/absences").then().statusCode(404);
            as(token).get("/v1/directory/practitioners/pr-none/absences").then().statusCode(404);
        }
        set(FRONT_DOOR, "pr-none", "3", "4").statusCode(404);
        set(FRONT_DOOR, "absent-help", "3", "4").statusCode(404);
        as(systemOf("school"))
                .get("/v1/directory/practitioners/pr-ab/absences")
                .then()
                .statusCode(403);

        read(AWAY).body("absences.size()", equalTo(0));
    }

    static Stream<Arguments> badDays() {
        return Stream.of(
                Arguments.of("the last before the first", new String[] {"4", "3"}, "/absences/0"),
                Arguments.of("too long", new String[] {"1", "367"}, "/absences/0"),
                Arguments.of("too far ahead", new String[] {"700", "740"}, "/absences/0"),
                Arguments.of("over", new String[] {"1", "1", "-9", "-1"}, "/absences/1"),
                Arguments.of(
                        "too many",
                        Collections.nCopies(42, "2").toArray(String[]::new),
                        "/absences"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badDays")
    void daysWithAFaultAreNotTaken(String what, String[] days, String pointer) {
        set(AWAY, "pr-ab", days)
                .statusCode(422)
                .contentType(PROBLEM)
                .body("faults.pointer", hasItem(pointer));

        read(AWAY).body("absences.size()", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"absences\":null}",
                "{\"absences\":[{}]}",
                "{\"absences\":[null]}",
                "{\"absences\":[{\"from\":\"2026-02-30\",\"to\":\"2026-03-01\"}]}",
                "{\"absences\":[{\"from\":\"soon\",\"to\":\"2026-03-01\"}]}"
            })
    void whatIsNoListOfDaysIsRefused(String body) {
        as(AWAY).contentType("application/json")
                .body(body)
                .put("/v1/directory/practitioners/pr-ab/absences")
                .then()
                .statusCode(400)
                .contentType(PROBLEM);
    }

    @Test
    void aLoadWithoutAbsencesLeavesThemAndOneWithThemSetsThem() {
        set(AWAY, "pr-ab", "3", "4").statusCode(200);

        load("").body("published", equalTo(0));
        read(AWAY).body("absences.from", equalTo(List.of(day(3))));

        load(",\"absences\":[{\"from\":\"%s\",\"to\":\"%s\"},{\"from\":\"%s\",\"to\":\"%s\"}]"
                        .formatted(day(-9), day(-8), day(5), day(6)))
                .body("published", equalTo(1));
        read(AWAY).body("absences.from", equalTo(List.of(day(5))));
        load(",\"absences\":[]").body("published", equalTo(1));
        Published.soon()
                .until(
                        () -> Published.entry("pr-ab").orElseThrow(),
                        entry -> !entry.has("absences"));
    }

    @Test
    void aLoadWithImpossibleDaysIsNotTaken() {
        load(",\"absences\":[{\"from\":\"%s\",\"to\":\"%s\"}]".formatted(day(4), day(3)))
                .statusCode(422)
                .body("faults.pointer", hasItem("/practitioners/2/absences/0"));
    }

    // ---- The page

    @Test
    void aPageAddsDaysAndTakesThemBack() {
        form(AWAY)
                .formParam("from", day(3))
                .formParam("to", day(5))
                .post("/absences")
                .then()
                .statusCode(303)
                .header("Location", containsString("/referral/absences?done=away"));
        form(AWAY).formParam("from", day(6)).formParam("to", day(6)).post("/absences");
        read(AWAY)
                .body("absences.from", equalTo(List.of(day(3))))
                .body("absences.to", equalTo(List.of(day(6))));
        page(AWAY, "").body(containsString("When I am away"), containsString(day(3)));

        form(AWAY).formParam("from", day(3)).post("/absences/taken-back").then().statusCode(303);

        read(AWAY).body("absences.size()", equalTo(0));
        page(AWAY, "").body(containsString("None are given."));
    }

    @Test
    void aPageSaysWhatIsWrongWithDaysAndKeepsThem() {
        form(AWAY)
                .formParam("from", day(5))
                .formParam("to", day(3))
                .post("/absences")
                .then()
                .statusCode(422)
                .body(
                        containsString("The last day is before the first day."),
                        containsString("value=\"" + day(3)));
        form(AWAY)
                .formParam("from", "soon")
                .formParam("to", "")
                .post("/absences")
                .then()
                .statusCode(422)
                .body(containsString("#from"), containsString("#to"));
        read(AWAY).body("absences.size()", equalTo(0));
    }

    @Test
    void aManagerSeesWhomTheyManageAndFilesForThem() {
        page(MANAGER, "").body(containsString("Kim Absent"), not(containsString("Their id")));
        page(MANAGER, "?of=pr-ab").body(containsString("When Kim Absent is away"));

        form(MANAGER)
                .formParam("of", "pr-ab")
                .formParam("from", day(3))
                .formParam("to", day(5))
                .post("/absences")
                .then()
                .statusCode(303)
                .header("Location", containsString("/referral/absences?of=pr-ab&done=away"));

        read(AWAY).body("absences.from", equalTo(List.of(day(3))));
    }

    @Test
    void aPageOfSomebodyElseIsNotThere() {
        as(DEPUTY)
                .accept("text/html")
                .get("/absences?of=pr-ab")
                .then()
                .statusCode(404)
                .body(not(containsString("Kim Absent")));
        form(DEPUTY)
                .formParam("of", "pr-ab")
                .formParam("from", day(3))
                .formParam("to", day(5))
                .post("/absences")
                .then()
                .statusCode(404);
        as(AWAY).redirects()
                .follow(false)
                .header("Sec-Fetch-Site", "cross-site")
                .formParam("from", day(3))
                .formParam("to", day(5))
                .post("/absences")
                .then()
                .statusCode(403);
    }

    private String day(int fromToday) {
        return today.plusDays(fromToday).toString();
    }

    private ValidatableResponse set(String token, String practitioner, String... fromTo) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < fromTo.length; i += 2) {
            body.append(body.isEmpty() ? "" : ",")
                    .append(
                            "{\"from\":\"%s\",\"to\":\"%s\"}"
                                    .formatted(
                                            day(Integer.parseInt(fromTo[i])),
                                            day(Integer.parseInt(fromTo[i + 1]))));
        }
        return as(token)
                .contentType("application/json")
                .body("{\"absences\":[" + body + "]}")
                .put("/v1/directory/practitioners/" + practitioner + "/absences")
                .then();
    }

    private static ValidatableResponse read(String token) {
        return as(token).get("/v1/directory/practitioners/pr-ab/absences").then().statusCode(200);
    }

    private static ValidatableResponse page(String token, String query) {
        return as(token)
                .accept("text/html")
                .get("/absences" + query)
                .then()
                .statusCode(200)
                .contentType("text/html");
    }

    private static RequestSpecification form(String token) {
        return as(token).redirects().follow(false).header("Sec-Fetch-Site", "same-origin");
    }

    private static ValidatableResponse load(String more) {
        String person =
                """
                {"practitioner":"%s","agency":"absent-help","name":"%s","role":"practitioner",\
                "email":"x@absent-help.example","active":true%s}""";
        return as(ADMINISTRATOR)
                .contentType("application/json")
                .body(
                        """
                        {"agencies":[{"agency":"absent-help","name":"Example","kind":"example",\
                        "inboxes":{},"active":true}],"practitioners":[%s,%s,%s]}"""
                                .formatted(
                                        person.formatted("pr-ab-boss", "Jo Boss", ""),
                                        person.formatted("pr-ab-deputy", "Jo Deputy", ""),
                                        person.formatted(
                                                "pr-ab",
                                                "Kim Absent",
                                                ",\"manager\":\"pr-ab-boss\","
                                                        + "\"deputy\":\"pr-ab-deputy\""
                                                        + more)))
                .put("/v1/directory")
                .then();
    }
}
