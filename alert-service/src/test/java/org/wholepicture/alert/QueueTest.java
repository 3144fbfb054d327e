package org.wholepicture.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts that nobody answers for are a queue from which people of the front door take them. */
@QuarkusTest
@WithTestResource(AlertServers.class)
class QueueTest {

    private static final int DAY = 808;
    private static final As ANOTHER = new As("pr-other", "front-door");

    @Inject Service service;

    @BeforeEach
    void dayOfTheseStories() {
        service.knowsTheDirectory();
        service.isAt(DAY, "10:00");
    }

    @Test
    void whoTakesOneAnswersForItAndNobodyElseOfTheFrontDoor() {
        String alert = alertOf(aChildOfNobody(880));
        assertThat(As.FRONT_DOOR.page("/queue")).contains(alert, "Take it");

        assertThat(As.FRONT_DOOR.moves(alert, "claim").jsonPath().getString("claimedBy"))
                .isEqualTo("pr-front-door");
        assertThat(As.FRONT_DOOR.moves(alert, "claim").statusCode()).isEqualTo(200);
        assertThat(ANOTHER.moves(alert, "claim").statusCode()).isEqualTo(409);
        assertThat(ANOTHER.moves(alert, "release").statusCode()).isEqualTo(409);
        assertThat(ANOTHER.acknowledges(alert, "Mine?", false).statusCode()).isEqualTo(404);
        assertThat(ANOTHER.asks().get("/v1/alerts/{a}", alert).statusCode()).isEqualTo(200);
        assertThat(As.FRONT_DOOR.asks().get("/v1/alerts").asString()).contains(alert);
        assertThat(As.FRONT_DOOR.page("/")).contains(alert, "Taken by Name-Canary pr-front-door");
        assertThat(As.FRONT_DOOR.acknowledges(alert, "Will find a lead.", false).statusCode())
                .isEqualTo(200);
        assertThat(history(alert))
                .containsExactly("RAISED", "CLAIMED pr-front-door", "ACKNOWLEDGED pr-front-door");
    }

    @Test
    void whoLetsItGoGivesItBackToTheQueue() {
        String alert = alertOf(aChildOfNobody(881));
        As.FRONT_DOOR.moves(alert, "claim");

        assertThat(As.FRONT_DOOR.moves(alert, "release").statusCode()).isEqualTo(200);
        assertThat(As.FRONT_DOOR.moves(alert, "release").statusCode()).isEqualTo(200);
        assertThat(ANOTHER.moves(alert, "claim").statusCode()).isEqualTo(200);
        assertThat(history(alert))
                .containsExactly(
                        "RAISED",
                        "CLAIMED pr-front-door",
                        "RELEASED pr-front-door",
                        "CLAIMED pr-other");
    }

    @Test
    void ofManyAtOnceOneGetsIt() throws Exception {
        String alert = alertOf(aChildOfNobody(882));
        List<Callable<Integer>> claims =
                IntStream.range(0, 8)
                        .<Callable<Integer>>mapToObj(
                                n ->
                                        () ->
                                                new As(
                                                                List.of(
                                                                                "pr-front-door",
                                                                                "pr-other",
                                                                                "pr-other-lead",
                                                                                "pr-deputy")
                                                                        .get(n % 4),
                                                                "front-door")
                                                        .moves(alert, "claim")
                                                        .statusCode())
                        .toList();

        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> answer : threads.invokeAll(claims)) {
                assertThat(answer.get()).isIn(200, 409);
            }
        }

        assertThat(history(alert)).filteredOn(line -> line.startsWith("CLAIMED")).hasSize(1);
    }

    @Test
    void onceThereIsALeadTheLeadAnswersAndIsTold() {
        Child child = aChildOfNobody(883);
        String alert = alertOf(child);
        As.FRONT_DOOR.moves(alert, "claim");

        service.isAt(DAY, "11:30");
        assertThat(service.mailsAbout(child.person())).isEmpty();
        service.hears(child.ledBy("pr-lead", DAY));

        assertThat(As.FRONT_DOOR.moves(alert, "claim").statusCode()).isEqualTo(404);
        assertThat(As.FRONT_DOOR.acknowledges(alert, "Mine?", false).statusCode()).isEqualTo(404);
        assertThat(As.LEAD.acknowledges(alert, "Will ask.", false).statusCode()).isEqualTo(200);
        assertThat(service.mailsAbout(child.person())).hasSize(1);
        assertThat(history(alert))
                .containsExactly(
                        "RAISED", "CLAIMED pr-front-door", "RELEASED", "ACKNOWLEDGED pr-lead");
    }

    @ParameterizedTest(name = "{0} as {1}: {2}")
    @CsvSource({
        "pr-front-door, practitioner, 404",
        "pr-lead, manager, 404",
        "pr-left, front-door, 404",
        "pr-unknown, front-door, 404",
        "pr-front-door, agency, 403",
        "pr-front-door, front-door, 200"
    })
    void onlyTheFrontDoorTakesThem(String who, String role, int status) {
        String alert = alertOf(aChildOfNobody(884));

        assertThat(new As(who, role).moves(alert, "claim").statusCode()).isEqualTo(status);

        As.FRONT_DOOR.moves(alert, "release");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"RESOLVED", "WITHDRAWN"})
    void whatHasEndedIsNotTaken(String state) {
        String alert = alertOf(aChildOfNobody(state.equals("RESOLVED") ? 885 : 886));
        service.changes(
                "UPDATE alert SET state = '"
                        + state
                        + "', ended_on = raised_on WHERE id = '"
                        + alert
                        + "'");

        assertThat(As.FRONT_DOOR.moves(alert, "claim").statusCode()).isEqualTo(409);
    }

    @Test
    void whoTookItProposesAndNobodyWithoutAManagerAgrees() {
        String alert = alertOf(aChildOfNobody(887));
        assertThat(As.FRONT_DOOR.proposes(alert, 1).statusCode()).isEqualTo(403);
        As.FRONT_DOOR.moves(alert, "claim");

        assertThat(As.FRONT_DOOR.proposes(alert, 1).statusCode()).isEqualTo(200);
        assertThat(As.FRONT_DOOR.decides(alert, true).statusCode()).isEqualTo(403);
        assertThat(ANOTHER.decides(alert, true).statusCode()).isEqualTo(403);
        assertThat(As.FRONT_DOOR.decides(alert, false).jsonPath().getString("state"))
                .isEqualTo("OPEN");
    }

    @Test
    void theQueueIsForTheFrontDoorAlone() {
        assertThat(As.LEAD.asks().accept("text/html").get("/queue").statusCode()).isEqualTo(403);
    }

    private Child aChildOfNobody(int number) {
        Child child = Child.number(number);
        if (service.alertsInShort(child.person()).isEmpty()) {
            service.hears(child.contradicted("", DAY));
        }
        return child;
    }

    private String alertOf(Child child) {
        return service.alertOf(child.person(), "CONTRA-PAIR");
    }

    private List<String> history(String alert) {
        return service.texts(
                "SELECT concat_ws(' ', what, by) FROM alert_history WHERE alert = '"
                        + alert
                        + "' ORDER BY number");
    }
}
