package org.wholepicture.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.messaging.Rounds;
import org.wholepicture.platform.testsupport.Contracts;
import org.wholepicture.platform.testsupport.Deliveries;

/**
 * What an order erases is gone from what the rules know, and alerts say no more why they were
 * raised [docs/adr/0023].
 */
@QuarkusTest
@WithTestResource(AlertServers.class)
class ErasingTest {

    /** The plan and the proposal of the Coventry case. */
    private static final List<Integer> PLAN_HISTORY = List.of(5, 14);

    private static final List<Integer> THE_REST =
            IntStream.rangeClosed(1, 14).boxed().filter(n -> !PLAN_HISTORY.contains(n)).toList();

    @Inject Service service;
    @Inject Rounds rounds;

    @BeforeEach
    void knowTheDirectory() {
        service.knowsTheDirectory();
    }

    @Test
    void planHistoryStaysAndAlertsKeepNoReasons() {
        Child child = Child.number(9_911).coventry();
        service.hears(child);
        List<String> before = service.alertsInShort(child.person());
        assertThat(before).isNotEmpty();

        service.hears(child.erased(60, "BUT_PLAN_HISTORY", THE_REST, PLAN_HISTORY));

        assertThat(kinds(child)).containsExactly("plan", "step-down");
        assertThat(raised(child)).as("none anew, none forgotten").isEqualTo(rules(before));
        assertThat(
                        service.texts(
                                "SELECT DISTINCT state FROM alert WHERE person = '%s' AND reasons <> '{}' AND state <> 'OPEN'"
                                        .formatted(child.person())))
                .isEmpty();
        // What is published again of what was told by then says no reason either.
        assertThat(
                        service.texts(
                                """
                                SELECT convert_from(payload, 'UTF8') FROM outbox
                                WHERE topic = 'alerts' AND key = '%s'
                                  AND convert_from(payload, 'UTF8')::json ->> 'type' LIKE '%%raised%%'
                                """
                                        .formatted(child.record())))
                .isNotEmpty()
                .allSatisfy(
                        message -> {
                            Contracts.assertValidMessage("alerts", message);
                            assertThat(message).contains("\"reasons\":[]");
                        });
        rounds.turn("fact");
        assertThat(
                        service.number(
                                "SELECT count(*) FROM inbox_gap WHERE key = '%s'"
                                        .formatted(child.record())))
                .as("nothing is missed")
                .isZero();
    }

    @Test
    void anOrderThatComesBeforeWhatItErasesLeavesAsLittle() {
        Child inOrder = Child.number(9_912).coventry();
        service.hears(inOrder.erased(60, "BUT_PLAN_HISTORY", THE_REST, PLAN_HISTORY));
        Child reversed = Child.number(9_913).coventry();
        reversed.erased(60, "BUT_PLAN_HISTORY", THE_REST, PLAN_HISTORY);
        Child twice = Child.number(9_914).coventry();
        twice.erased(60, "BUT_PLAN_HISTORY", THE_REST, PLAN_HISTORY);

        Deliveries.reversed("child-events", reversed.messages());
        service.hasApplied(reversed.messages());
        Deliveries.twiceAtOnce("child-events", twice.messages());
        service.hasApplied(twice.messages());

        assertThat(kinds(reversed)).isEqualTo(kinds(inOrder));
        assertThat(kinds(twice)).isEqualTo(kinds(inOrder));
    }

    @Test
    void oneEventGoesAndWhatStoodOnItAloneIsWithdrawn() {
        Child child =
                Child.number(9_915)
                        .opened(0, -122)
                        .ledBy("pr-lead", 0)
                        .claimed(1, 3, "health-visiting", "SAFE_SLEEP", "WORSE", "OBSERVED")
                        .claimed(
                                2,
                                5,
                                "health-visiting",
                                "SUBSTANCE_USE_AT_HOME",
                                "WORSE",
                                "OBSERVED");
        service.hears(child);
        assertThat(service.alertsInShort(child.person())).containsExactly("5 SAFE-INFANT OPEN");

        service.hears(child.erased(6, "", List.of(1), List.of()));

        assertThat(service.alertsInShort(child.person()))
                .singleElement()
                .asString()
                .startsWith("5 SAFE-INFANT")
                .doesNotContain("OPEN");
        assertThat(kinds(child)).containsExactly("contact");
    }

    @Test
    void ofAChildOfWhomNothingStaysNothingIsKnown() {
        Child child = Child.number(9_916).coventry();
        child.erased(60, "EVERYTHING", IntStream.rangeClosed(1, 14).boxed().toList(), List.of());

        Deliveries.reversed("child-events", child.messages());
        service.hasApplied(child.messages());

        for (String table : List.of("fact", "birth", "confirmation")) {
            assertThat(
                            service.number(
                                    "SELECT count(*) FROM %s WHERE record = '%s'"
                                            .formatted(table, child.record())))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void theFrontDoorIsToldInTheSameTransaction() {
        Child child = Child.number(9_917).coventry();

        service.hears(child.erased(60, "BUT_PLAN_HISTORY", THE_REST, PLAN_HISTORY));

        List<String> reports =
                service.texts(
                        """
                        SELECT convert_from(payload, 'UTF8') FROM outbox
                        WHERE topic = 'erasure-reports' AND key = 'alert-service/%s'
                        """
                                .formatted(child.order()));
        assertThat(reports).hasSize(1);
        Contracts.assertValidMessage("erasure-reports", reports.getFirst());
    }

    private List<String> kinds(Child child) {
        return service.texts(
                "SELECT kind FROM fact WHERE record = '%s' ORDER BY kind"
                        .formatted(child.record()));
    }

    private List<String> raised(Child child) {
        return rules(service.alertsInShort(child.person()));
    }

    /** Without their state. */
    private static List<String> rules(List<String> alerts) {
        return alerts.stream().map(alert -> alert.substring(0, alert.lastIndexOf(' '))).toList();
    }
}
