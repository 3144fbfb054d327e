package org.wholepicture.platform.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wholepicture.platform.testsupport.Contracts.Example;
import org.wholepicture.platform.testsupport.ContractsWalk.Place;

/** The schemas refuse what they should; the cases are made from the schemas and full examples. */
class ContractsStrictnessTest {

    static Stream<Example> full() {
        return Stream.of(
                        "events",
                        "filed",
                        "directory",
                        "alerts",
                        "escalations",
                        "tallies",
                        "erasure-reports",
                        "republish-requests")
                .flatMap(Contracts::examples)
                .filter(example -> example.name().endsWith(".full"));
    }

    @ParameterizedTest
    @MethodSource("full")
    void unknownMemberIsRefusedWhereverItStands(Example example) {
        List<String> let = new ArrayList<>();
        for (String pointer : ContractsWalk.objectPointers("", example.json())) {
            JsonNode changed = example.json().deepCopy();
            ((ObjectNode) changed.at(pointer)).put("unknownMember", "x");
            if (faults(example, changed).isEmpty()) {
                let.add(pointer);
            }
        }

        assertThat(let).as("objects that take an unknown member").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("full")
    void missingRequiredMemberIsRefused(Example example) {
        Map<String, Boolean> refused = new LinkedHashMap<>();
        for (Map.Entry<String, String> schema : schemas(example).entrySet()) {
            JsonNode instance = example.json().at(schema.getKey());
            ContractsWalk.objects(
                    "",
                    instance,
                    Place.of(schema.getValue()),
                    (pointer, place) -> {
                        for (String name : ContractsWalk.required(place)) {
                            JsonNode changed = instance.deepCopy();
                            ((ObjectNode) changed.at(pointer)).remove(name);
                            refused.put(
                                    schema.getKey() + pointer + "/" + name,
                                    Contracts.refusals(schema.getValue(), changed)
                                            .contains("required"));
                        }
                    });
        }

        assertThat(refused).isNotEmpty().doesNotContainValue(false);
    }

    @ParameterizedTest
    @MethodSource("full")
    void dayThatIsNotInTheCalendarIsRefused(Example example) {
        List<String> let = new ArrayList<>();
        for (String pointer : ContractsWalk.textPointers("", example.json())) {
            String value = example.json().at(pointer).asText();
            if (value.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}.*")) {
                JsonNode changed = example.json().deepCopy();
                put(changed, pointer, value.substring(0, 5) + "02-30" + value.substring(10));
                if (faults(example, changed).stream().noneMatch(f -> f.contains(": format: "))) {
                    let.add(pointer);
                }
            }
        }

        assertThat(let).as("dates that may be the 30th of February").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("full")
    void textWithoutEndIsRefused(Example example) {
        List<String> let = new ArrayList<>();
        for (String pointer : ContractsWalk.textPointers("", example.json())) {
            for (String turn : List.of("a", "-a", ":A", ".v1")) {
                JsonNode changed = example.json().deepCopy();
                put(changed, pointer, example.json().at(pointer).asText() + turn.repeat(20_000));
                if (faults(example, changed).isEmpty()) {
                    let.add(pointer);
                }
            }
        }

        assertThat(let).as("texts without a bound").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-05T10:00:00",
                "2026-01-05 10:00:00Z",
                "2026-01-05T24:00:00Z",
                "2016-12-31T23:59:60Z",
                "2026-01-05T10:00:00.1234567890Z",
                "2026-01-05T10:00:00+19:00",
                "05/01/2026",
                "2026-1-5",
                "0026-01-05",
                "\u0662\u0660\u0662\u0666-01-05",
                ""
            })
    void timeThatOurCodeCouldNotReadIsRefused(String from) {
        ObjectNode data = concern();
        ((ObjectNode) data.at("/occurred")).put("from", from);

        assertThat(Contracts.faults("events/concern.v1", data)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-05",
                "2024-02-29",
                "2026-01-05T10:00:00Z",
                "2026-01-05t10:00:00.123456789z",
                "2026-03-29T01:30:00+01:00"
            })
    void dayOrMomentIsTaken(String from) {
        ObjectNode data = concern();
        ((ObjectNode) data.at("/occurred")).put("from", from);

        assertThat(Contracts.faults("events/concern.v1", data)).isEmpty();
    }

    @Test
    void oneFaultDeepInsideIsOneFault() {
        // given
        ObjectNode data = concern();
        ((ObjectNode) data.at("/subject/child/name")).put("unknownMember", "x");

        // when
        List<String> faults = Contracts.faults("events/concern.v1", data);

        // then: without the names beside unevaluatedProperties it would be all members (ADR 0004)
        assertThat(faults).singleElement().asString().startsWith("/subject/child/name: ");
    }

    @Test
    void aboutChildAndAdultAtOnceIsRefused() {
        ObjectNode data = concern();
        ((ObjectNode) data.at("/subject"))
                .set(
                        "adult",
                        Contracts.example("events/attended-appointment.v1.full")
                                .data()
                                .at("/subject/adult"));

        assertThat(Contracts.refusals("events/concern.v1", data)).containsExactly("maxProperties");
    }

    @Test
    void aboutNobodyIsRefused() {
        ObjectNode data = concern();
        ((ObjectNode) data.at("/subject")).remove("child");

        assertThat(Contracts.refusals("events/concern.v1", data)).containsExactly("minProperties");
    }

    @Test
    void personWithNeitherIdentifierNorNameIsRefused() {
        ObjectNode data = concern();
        ((ObjectNode) data.at("/subject/child")).putArray("identifiers");
        ((ObjectNode) data.at("/subject/child")).remove("name");

        assertThat(Contracts.refusals("events/concern.v1", data)).containsExactly("required");
    }

    @Test
    void adultIsNotExpectedToBeBorn() {
        ObjectNode data =
                Contracts.example("events/attended-appointment.v1.full").data().deepCopy();
        ((ObjectNode) data.at("/subject/adult")).put("expectedBirthDate", "2026-06-20");

        assertThat(Contracts.refusals("events/attended-appointment.v1", data))
                .containsExactly("unevaluatedProperties");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ENGAGEMENT", "ENGAGEMENT:Drug Service", "SAFE SLEEP", "COT", "safe_sleep"})
    void topicOutsideTheVocabularyIsRefused(String topic) {
        ObjectNode data = concern();
        ((ObjectNode) data.at("/claims/0")).put("topic", topic);

        assertThat(Contracts.refusals("events/concern.v1", data)).containsExactly("pattern");
    }

    @Test
    void retractionHasNoSubject() {
        ObjectNode data = Contracts.example("events/retraction.v1.full").data().deepCopy();
        data.set("subject", concern().get("subject"));

        assertThat(Contracts.refusals("events/retraction.v1", data))
                .containsExactly("unevaluatedProperties");
    }

    private static ObjectNode concern() {
        return Contracts.example("events/concern.v1.full").data().deepCopy();
    }

    /** Pointer into the example, to the schema that describes what is there. */
    private static Map<String, String> schemas(Example example) {
        String envelope = example.name().startsWith("events/") ? "cloudevent.v1" : "message.v1";
        return Map.of("", envelope, "/data", Contracts.dataSchema(example));
    }

    private static List<String> faults(Example example, JsonNode json) {
        return example.name().startsWith("events/")
                ? Contracts.eventFaults(json)
                : Contracts.messageFaults(topic(example), json);
    }

    private static String topic(Example example) {
        String folder = example.name().substring(0, example.name().indexOf('/'));
        return folder.equals("filed") ? "child-events" : folder;
    }

    private static void put(JsonNode tree, String pointer, String value) {
        JsonPointer place = JsonPointer.compile(pointer);
        JsonNode parent = tree.at(place.head());
        if (parent instanceof ObjectNode object) {
            object.put(place.last().getMatchingProperty(), value);
        } else {
            ((ArrayNode) parent).set(place.last().getMatchingIndex(), value);
        }
    }
}
