package org.wholepicture.escalation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.platform.testsupport.Waits.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wholepicture.platform.testsupport.Contracts;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Deliveries.Message;
import org.wholepicture.platform.testsupport.Tokens;

/** What is learnt from the topics is the same, however it is delivered. */
@QuarkusTest
@WithTestResource(EscalationServers.class)
class ConsumerTest {

    static Stream<Arguments> waysOfDelivery() {
        return Stream.of(
                way("in order", 1, (topic, messages) -> Deliveries.inOrder(topic, messages)),
                way("twice at once", 2, Deliveries::twiceAtOnce),
                way("reversed", 3, Deliveries::reversed),
                way(
                        "shuffled and doubled",
                        4,
                        (topic, messages) ->
                                Deliveries.shuffledAndDoubled(topic, messages, 20260302)));
    }

    private static Arguments way(String name, int child, BiConsumer<String, List<Message>> way) {
        return Arguments.of(name, child, way);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysOfDelivery")
    void theOrderOfDeliveryDoesNotMatter(
            String name, int child, BiConsumer<String, List<Message>> way) throws SQLException {
        UUID other = new UUID(child, 0xb2);
        Story story =
                Story.ofChild(2000 + child)
                        .led("pr-lead")
                        .named("pr-hv")
                        .steppedDown(1, "PROPOSED")
                        .noLongerNamed("pr-hv")
                        .named("pr-school")
                        .tookBack(1)
                        .steppedDown(2, "DONE")
                        .led("pr-second-lead")
                        .splitTo(other)
                        .delivered(way);

        assertThat(story.person()).isEqualTo(other);
        assertThat(mayRead("pr-second-lead", other)).isTrue();
        assertThat(mayRead("pr-school", other)).isTrue();
        assertThat(mayRead("pr-lead", other)).isFalse();
        assertThat(mayRead("pr-hv", other)).isFalse();
        assertThat(page("pr-school", other))
                .contains(story.stepDown(2).toString())
                .doesNotContain(story.stepDown(1).toString());
        assertThat(
                        Story.count(
                                "SELECT count(*) FROM decision WHERE record = ANY (?)",
                                List.of(story.record())))
                .isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysOfDelivery")
    void onlyTheNewestVersionOfAStepDownStands(
            String name, int child, BiConsumer<String, List<Message>> way) {
        Story story =
                Story.ofChild(2100 + child)
                        .named("pr-hv")
                        .steppedDown(1, "PROPOSED")
                        .steppedDownInsteadOf(2, 1)
                        .steppedDownReplacedBy(3, 2)
                        .delivered(way);

        assertThat(page("pr-hv", story.person()))
                .contains(story.stepDown(2).toString())
                .doesNotContain(story.stepDown(1).toString(), story.stepDown(3).toString());
    }

    @Test
    void aConfirmationFiledUnderBothRecordsOfAChildHoldsForEachAlsoAfterASplit() {
        UUID second = new UUID(2201, 0xa2);
        Story story = Story.ofChild(2201).alsoUnder(second, "pr-lead");
        UUID person = story.person();
        UUID other = new UUID(2201, 0xb2);

        story.splitTo(other).delivered();

        assertThat(mayRead("pr-lead", person)).isTrue();
        assertThat(mayRead("pr-lead", other)).isTrue();
    }

    @Test
    void everyExampleOfTheContractsIsTakenIn() {
        List<UUID> ids = new ArrayList<>();
        ids.addAll(deliver("child-events", Contracts.examples("filed"), 3001));
        ids.addAll(deliver("directory", Contracts.examples("directory"), 3002));
        ids.addAll(deliver("child-events", later("filed"), 3011));
        ids.addAll(deliver("directory", later("directory"), 3012));

        Story.awaitTakenIn(ids);
    }

    @Test
    void aBrokenMessageIsQuarantinedAndTheNextOnesArrive() {
        String key = new UUID(3003, 1).toString();
        UUID broken = new UUID(3003, 2);
        Deliveries.inOrder(
                "child-events",
                Deliveries.message(
                        broken,
                        "org.wholepicture.step-down.v1",
                        key,
                        1,
                        "2026-03-02T10:00:00Z",
                        "{\"record\":\"%s\",\"person\":\"not-an-id\"}".formatted(key)));
        Deliveries.raw(
                "child-events",
                key.getBytes(StandardCharsets.UTF_8),
                "not json".getBytes(StandardCharsets.UTF_8));

        Story next = Story.ofChild(3004).named("pr-hv").delivered();

        assertThat(mayRead("pr-hv", next.person())).isTrue();
        String operations = Tokens.inRole("operations");
        await().untilAsserted(
                        () ->
                                assertThat(
                                                given().auth()
                                                        .oauth2(operations)
                                                        .get("/v1/quarantine")
                                                        .asString())
                                        .contains(key));
    }

    /** Each as a message of its own, whatever the numbers in the examples are. */
    /** In an upgrade two releases work side by side. */
    private static Stream<Contracts.Example> later(String folder) {
        return Contracts.examples(folder).map(Contracts.Example::ofALaterRelease);
    }

    private static List<UUID> deliver(
            String topic, Stream<Contracts.Example> examples, int series) {
        List<UUID> ids = new ArrayList<>();
        List<Message> messages = new ArrayList<>();
        examples.forEach(
                example -> {
                    JsonNode json = example.json().deepCopy();
                    UUID id = new UUID(series, ids.size());
                    ((ObjectNode) json).put("id", id.toString());
                    ((ObjectNode) json).put("sequence", String.valueOf(ids.size() + 1));
                    ids.add(id);
                    messages.add(new Message(json.path("subject").asText(), json.toString()));
                });
        assertThat(messages).isNotEmpty();
        Deliveries.inOrder(topic, messages);
        return ids;
    }

    private static boolean mayRead(String practitioner, UUID person) {
        return given().auth()
                        .oauth2(Tokens.practitioner(practitioner, "school", "practitioner"))
                        .get("/v1/dissents?person=" + person)
                        .statusCode()
                == 200;
    }

    private static String page(String practitioner, UUID person) {
        return given().auth()
                .oauth2(Tokens.practitioner(practitioner, "school", "practitioner"))
                .get("/people/" + person + "/dissent")
                .asString();
    }
}
