package org.wholepicture.platform.messaging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.platform.messaging.Given.EVENTS;
import static org.wholepicture.platform.messaging.Given.soon;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Tokens;

/** People who run the service see on a page what is in quarantine, and replay it with a button. */
@QuarkusTest
class QuarantinePageTest {

    private static final String OPERATIONS = Tokens.inRole("operations");

    @Inject Given given;
    @Inject EffectHandler handler;

    @Test
    void showsWhereARecordStoodAndWhyButNothingOfIt() {
        String id = setAside("page-shown", "throws");

        String page = onItsPage(id);

        assertThat(page)
                .contains("Quarantine of messaging-test")
                .contains("child-events, partition ")
                .contains(
                        "The service failed when it applied it:"
                                + " java.lang.IllegalArgumentException.")
                .contains("/quarantine/" + id + "/replay")
                .doesNotContain("Ava", "page-shown", "behaviour", "<script");
    }

    @Test
    void aReplayThatFailsAgainSaysWhyAndTheRecordStillWaits() {
        String id = setAside("page-fails", "throws");

        Response answer = replay(id);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.contentType()).startsWith("text/html");
        assertThat(answer.asString())
                .contains("Failed again", "The record still waits.")
                .contains("java.lang.IllegalArgumentException")
                .doesNotContain("Ava");
        assertThat(given.effects("page-fails")).isEmpty();
        assertThat(onItsPage(id)).contains(id);
    }

    @Test
    void aReplayOnceRepairedAppliesTheRecordOnceAndTakesItOffTheList() {
        String id = setAside("page-repaired", "overflows");
        handler.repair("overflows");
        try {
            Response answer = replay(id);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.asString()).contains("Applied", "The record is applied now.");
            assertThat(given.effects("page-repaired")).containsExactly(1L);
            Response again = replay(id);
            assertThat(again.statusCode()).isEqualTo(409);
            assertThat(again.asString()).contains("Replayed before", "Nothing was done now.");
            assertThat(given.effects("page-repaired")).containsExactly(1L);
        } finally {
            handler.unrepair();
        }
        assertThat(pages()).noneMatch(page -> page.contains(id));
    }

    @Test
    void aRecordThatIsNotThereIsNotReplayed() {
        Response answer = replay(new UUID(0, 7).toString());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.asString()).contains("Not found");
    }

    @Test
    void aLongListHasPagesAndEachRecordStandsOnOneOfThem() {
        List<Deliveries.Message> many =
                IntStream.rangeClosed(1, 30)
                        .mapToObj(number -> Given.behaving("throws", "page-many", number))
                        .toList();
        Deliveries.inOrder(EVENTS, many);
        soon().untilAsserted(() -> assertThat(given.quarantined("page-many")).hasSize(30));

        List<String> pages = pages();

        assertThat(pages).hasSizeGreaterThan(1);
        assertThat(pages.getFirst()).contains("rel=\"next\"").doesNotContain("rel=\"prev\"");
        assertThat(pages.getLast()).contains("rel=\"prev\"").doesNotContain("rel=\"next\"");
        for (long offset : given.quarantined("page-many")) {
            assertThat(pages)
                    .filteredOn(page -> page.contains("offset " + offset + "</h2>"))
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "1.5", "99999999999999999999"})
    void aPageNumberThatIsNoneIsRefused(String number) {
        asOperations().queryParam("page", number).get("/quarantine").then().statusCode(400);
    }

    @Test
    void aFormOfAnotherSiteReplaysNothing() {
        String id = setAside("page-forged", "breaks a constraint");
        handler.repair("breaks a constraint");
        try {
            asOperations()
                    .header("Sec-Fetch-Site", "cross-site")
                    .contentType("application/x-www-form-urlencoded")
                    .post("/quarantine/{id}/replay", id)
                    .then()
                    .statusCode(403);
            asOperations()
                    .contentType("application/x-www-form-urlencoded")
                    .post("/quarantine/{id}/replay", id)
                    .then()
                    .statusCode(403);
        } finally {
            handler.unrepair();
        }
        assertThat(given.effects("page-forged")).isEmpty();
    }

    @Test
    void isForThePeopleWhoRunTheServiceOnly() {
        given().get("/quarantine").then().statusCode(401);
        RequestSpecification lead =
                given().auth().oauth2(Tokens.practitioner("pr-lead", "early-help"));
        lead.get("/quarantine").then().statusCode(403);
        lead.header("Sec-Fetch-Site", "same-origin")
                .contentType("application/x-www-form-urlencoded")
                .post("/quarantine/{id}/replay", new UUID(0, 7))
                .then()
                .statusCode(403);
    }

    private String setAside(String key, String behaviour) {
        Deliveries.inOrder(EVENTS, Given.behaving(behaviour, key, 1));
        soon().untilAsserted(() -> assertThat(given.quarantined(key)).hasSize(1));
        return asOperations()
                .get("/v1/quarantine")
                .jsonPath()
                .getString("find { it.key == '" + key + "' }.id");
    }

    private static String onItsPage(String id) {
        return pages().stream()
                .filter(page -> page.contains(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("on no page"));
    }

    /** Every page of the list, as its links lead. */
    private static List<String> pages() {
        List<String> pages = new ArrayList<>(List.of(page(1)));
        while (pages.getLast().contains("rel=\"next\"")) {
            pages.add(page(pages.size() + 1));
        }
        return pages;
    }

    private static String page(int number) {
        return asOperations()
                .queryParam("page", number)
                .get("/quarantine")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static Response replay(String id) {
        return asOperations()
                .header("Sec-Fetch-Site", "same-origin")
                .contentType("application/x-www-form-urlencoded")
                .post("/quarantine/{id}/replay", id);
    }

    private static RequestSpecification asOperations() {
        return given().auth().oauth2(OPERATIONS);
    }
}
