package org.wholepicture.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wholepicture.platform.testsupport.Contracts;

@QuarkusTest
class AcceptingEventsTest extends ServiceTest {

    static Stream<Contracts.Example> examples() {
        return Contracts.examples("events");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleOfTheContractsIsAccepted(Contracts.Example example) {
        String source = example.json().path("source").asText();
        String agency = source.substring("https://".length(), source.indexOf(".example"));

        var answer =
                as(systemOf(agency))
                        .contentType(SINGLE)
                        .body(example.json().toString())
                        .post("/v1/events");

        answer.then().statusCode(202).body("received", notNullValue());
        assertThat(answer.header("Location"))
                .endsWith("/referral/v1/receipts/" + answer.path("receipt"));
    }

    @Test
    void theSameEventAgainGetsTheSameReceipt() {
        AnEvent event = AnEvent.aConcern().about(AnEvent.newNhsNumber());
        String receipt = accepted(event);

        assertThat(accepted(event)).isEqualTo(receipt);
    }

    @Test
    void theOrderOfMembersAndTheSpaceBetweenThemDoNotMatter() {
        AnEvent event = AnEvent.aConcern().about(AnEvent.newNhsNumber());
        String receipt = accepted(event);
        ObjectNode turned = event.event().deepCopy();
        List<String> names = new ArrayList<>();
        event.data().fieldNames().forEachRemaining(names::add);
        Collections.reverse(names);
        ObjectNode data = turned.putObject("data");
        names.forEach(name -> data.set(name, event.data().path(name)));

        as(systemOf(event.agency()))
                .contentType(SINGLE)
                .body(turned.toPrettyString())
                .post("/v1/events")
                .then()
                .statusCode(202)
                .body("receipt", equalTo(receipt));
    }

    @Test
    void otherContentUnderTheSameKeyIsRefused() {
        AnEvent event = AnEvent.aConcern().about(AnEvent.newNhsNumber());
        accepted(event);

        send(event.with("level", "HIGH"))
                .then()
                .statusCode(422)
                .contentType(PROBLEM)
                .body("type", equalTo("https://wholepicture.org/problems/key-reused"));
    }

    @Test
    void twoAgenciesMayUseTheSameId() {
        AnEvent event = AnEvent.aConcern().about(AnEvent.newNhsNumber());

        assertThat(accepted(event)).isNotEqualTo(accepted(event.from("school")));
    }

    @Test
    void theSameEventManyTimesAtOnceIsOneEvent() throws Exception {
        AnEvent event = AnEvent.aConcern().about(AnEvent.newNhsNumber());
        List<Callable<String>> senders = Collections.nCopies(12, () -> accepted(event));
        Set<String> receipts = new HashSet<>();

        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            for (var answer : threads.invokeAll(senders)) {
                receipts.add(answer.get());
            }
        }

        assertThat(receipts).hasSize(1);
        assertThat(
                        rows(
                                "SELECT id FROM accepted_event WHERE source_id = '%s'"
                                        .formatted(event.id())))
                .containsExactlyElementsOf(receipts);
        assertThat(Published.filed(receipts.iterator().next(), 1)).hasSize(1);
    }

    @Test
    void aBatchGetsAnAnswerForEachEvent() {
        AnEvent good = AnEvent.aConcern().about(AnEvent.newNhsNumber());
        AnEvent bad = AnEvent.aConcern().about(AnEvent.newNhsNumber()).with("level", "AWFUL");
        AnEvent reused = AnEvent.aConcern().about(AnEvent.newNhsNumber());
        String known = accepted(reused);

        as(systemOf("health-visiting"))
                .contentType(BATCH)
                .body(
                        "[%s, %s, %s, {\"a\":1,\"a\":2}, 7, %s]"
                                .formatted(good.json(), bad.json(), good.json(), reused.json()))
                .post("/v1/events")
                .then()
                .statusCode(207)
                .body("", hasSize(6))
                .body("status", equalTo(List.of(202, 422, 202, 400, 400, 202)))
                .body("[1].problem.faults[0].pointer", equalTo("/data/level"))
                .body("[5].receipt", equalTo(known))
                .body("findAll { it.status == 202 }.receipt.unique().size()", equalTo(2));
    }

    @Test
    void aBatchOfNothingIsAnsweredWithNothing() {
        as(systemOf("school"))
                .contentType(BATCH)
                .body("[]")
                .post("/v1/events")
                .then()
                .statusCode(207)
                .body("", hasSize(0));
    }

    @Test
    void batchesWithTheSameEventsInOppositeOrdersDoNotBlockEachOther() throws Exception {
        List<AnEvent> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            events.add(AnEvent.aConcern().about(AnEvent.newNhsNumber()));
        }
        List<Callable<Integer>> senders = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            List<AnEvent> order = i % 2 == 0 ? events : events.reversed();
            String body =
                    order.stream()
                            .map(AnEvent::json)
                            .collect(java.util.stream.Collectors.joining(",", "[", "]"));
            senders.add(
                    () ->
                            as(systemOf("health-visiting"))
                                    .contentType(BATCH)
                                    .body(body)
                                    .post("/v1/events")
                                    .then()
                                    .statusCode(207)
                                    .extract()
                                    .<List<Integer>>path("status")
                                    .stream()
                                    .mapToInt(Integer::intValue)
                                    .max()
                                    .orElse(0));
        }

        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (var answer : threads.invokeAll(senders)) {
                assertThat(answer.get()).isEqualTo(202);
            }
        }
    }

    @Test
    void validatingStoresNothing() {
        AnEvent event = AnEvent.aConcern().about(AnEvent.newNhsNumber());

        as(systemOf(event.agency()))
                .contentType(SINGLE)
                .body(event.json())
                .post("/v1/events/validate")
                .then()
                .statusCode(200)
                .body("asks", hasSize(0));

        assertThat(
                        rows(
                                "SELECT id FROM accepted_event WHERE source_id = '%s'"
                                        .formatted(event.id())))
                .isEmpty();
    }

    @Test
    void validatingGivesTheSameFaultsAsSending() {
        AnEvent event =
                AnEvent.aConcern()
                        .about(AnEvent.newNhsNumber())
                        .with("level", "AWFUL")
                        .on("2025-02-31");
        String sent = send(event).then().statusCode(422).extract().asString();

        String validated =
                as(systemOf(event.agency()))
                        .contentType(SINGLE)
                        .body(event.json())
                        .post("/v1/events/validate")
                        .then()
                        .statusCode(422)
                        .extract()
                        .asString();

        assertThat(validated).isEqualTo(sent);
    }

    @Test
    void validatingABatchAnswersForEachEvent() {
        AnEvent good = AnEvent.aConcern().about(AnEvent.newNhsNumber());
        AnEvent wrongDigit = AnEvent.aConcern().about("9990000019");

        as(systemOf("health-visiting"))
                .contentType(BATCH)
                .body("[%s,%s,{}]".formatted(good.json(), wrongDigit.json()))
                .post("/v1/events/validate")
                .then()
                .statusCode(207)
                .body("status", equalTo(List.of(200, 200, 400)))
                .body("[0].asks", hasSize(0))
                .body("[1].asks[0].pointer", equalTo("/data/subject/child/identifiers/0"));
    }
}
