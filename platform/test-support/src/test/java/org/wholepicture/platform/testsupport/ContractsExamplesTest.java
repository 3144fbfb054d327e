package org.wholepicture.platform.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wholepicture.platform.testsupport.Contracts.Example;
import org.wholepicture.platform.testsupport.ContractsWalk.Place;

/** The examples that consumers are tested with are themselves right, complete and fictional. */
class ContractsExamplesTest {

    private static final Pattern TEN_DIGITS = Pattern.compile("(?<![0-9-])[0-9]{10}(?![0-9-])");

    static Stream<Example> sentByAgencies() {
        return Contracts.examples("events");
    }

    /** Topic, and an example of a message on it. */
    static Stream<Map.Entry<String, Example>> onTopics() {
        return Contracts.topics().stream()
                .flatMap(topic -> Contracts.examples(folder(topic)).map(e -> Map.entry(topic, e)));
    }

    static Stream<Example> all() {
        return Stream.concat(sentByAgencies(), onTopics().map(Map.Entry::getValue));
    }

    @ParameterizedTest
    @MethodSource("sentByAgencies")
    void exampleOfAnEventIsValid(Example example) {
        assertThat(Contracts.eventFaults(example.json())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("onTopics")
    void exampleOfAMessageIsValid(Map.Entry<String, Example> example) {
        assertThat(Contracts.messageFaults(example.getKey(), example.getValue().json())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void exampleIsOfTheTypeItIsNamedAfter(Example example) {
        String name = example.name().replaceFirst("^[a-z-]+/", "");

        assertThat(name).matches(Pattern.quote(Contracts.shortName(example.type())) + "\\.v1\\..*");
    }

    @ParameterizedTest
    @MethodSource("all")
    void numbersOfExamplesAreFromTheTestRange(Example example) {
        Matcher numbers = TEN_DIGITS.matcher(example.json().toString());

        List<String> found = numbers.results().map(r -> r.group()).toList();

        assertThat(found).allMatch(n -> n.startsWith("999") && checkDigitIsRight(n));
    }

    @ParameterizedTest
    @MethodSource("all")
    void minimalExampleHasNothingThatCouldBeLeftOut(Example example) {
        if (!example.name().endsWith(".minimal")) {
            return;
        }
        Set<String> members = new TreeSet<>();
        example.data().fieldNames().forEachRemaining(members::add);

        assertThat(members).isEqualTo(ContractsWalk.required(placeOf(example)));
    }

    @Test
    void examplesTogetherUseEveryMember() {
        // given: each kind of object by the schema it is the root of, or by its pointer inside
        Map<String, Set<String>> known = new TreeMap<>();
        Map<String, Set<String>> used = new TreeMap<>();

        // when
        all().forEach(
                        example -> {
                            Place root = placeOf(example);
                            ContractsWalk.objects(
                                    "",
                                    example.data(),
                                    root,
                                    (pointer, place) -> {
                                        String kind = kind(root, pointer);
                                        known.computeIfAbsent(kind, _ -> new TreeSet<>())
                                                .addAll(ContractsWalk.known(place));
                                        Set<String> members =
                                                used.computeIfAbsent(kind, _ -> new TreeSet<>());
                                        example.data()
                                                .at(pointer)
                                                .fieldNames()
                                                .forEachRemaining(members::add);
                                    });
                        });

        // then
        known.forEach((kind, names) -> names.removeAll(used.getOrDefault(kind, Set.of())));
        known.values().removeIf(Set::isEmpty);
        assertThat(known).isEmpty();
    }

    private static String kind(Place root, String pointer) {
        return pointer.isEmpty() ? root.document().getPath() : pointer.replaceAll("/[0-9]+", "/*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"filed/private.v1", "filed/private-record.v1"})
    void exampleOfSealedContentIsValidAndFull(String schema) {
        JsonNode content = Contracts.example(schema + ".full").json();
        Set<String> members = new TreeSet<>();
        content.fieldNames().forEachRemaining(members::add);

        assertThat(Contracts.faults(schema, content)).isEmpty();
        assertThat(members).isEqualTo(ContractsWalk.known(Place.of(schema)));
    }

    @Test
    void everyTypeHasBothExamples() {
        // given: examples() fails on a file that is not there
        int accepted = Contracts.acceptedTypes().size();
        int published =
                Contracts.topics().stream().mapToInt(t -> Contracts.publishedTypes(t).size()).sum();

        assertThat(sentByAgencies().count()).isEqualTo(2L * accepted);
        assertThat(onTopics().count()).isEqualTo(2L * published);
    }

    @Test
    void everyAcceptedTypeIsFiled() {
        assertThat(Contracts.publishedTypes("child-events").keySet())
                .containsAll(Contracts.acceptedTypes().keySet());
    }

    @Test
    void aNumberWithAWrongCheckDigitIsStillValid() {
        // given
        ObjectNode event = Contracts.example("events/concern.v1.minimal").json().deepCopy();
        ((ObjectNode) event.at("/data/subject/child/identifiers/0")).put("value", "999 000 0019");

        // when
        List<String> faults = Contracts.eventFaults(event);

        // then
        assertThat(faults).isEmpty();
    }

    @Test
    void aMessageUnderTheWrongKeyIsRefused() {
        ObjectNode message = Contracts.example("filed/merge.v1.full").json().deepCopy();
        message.put("subject", "00000000-0000-4000-8000-0000000000ff");

        assertThatThrownBy(() -> Contracts.assertValidMessage("child-events", message.toString()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("/subject");
    }

    @Test
    void aFiledEventWithTheDetailsOfAnotherTypeIsRefused() {
        ObjectNode message = Contracts.example("filed/plan.v1.full").json().deepCopy();
        message.put("type", "org.wholepicture.concern.v1");

        assertThatThrownBy(() -> Contracts.assertValidMessage("child-events", message.toString()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("/data/details");
    }

    @Test
    void aTypeOfAnotherTopicIsRefused() {
        String message = Contracts.example("filed/merge.v1.full").json().toString();

        assertThatThrownBy(() -> Contracts.assertValidMessage("alerts", message))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not a type of this topic");
    }

    private static String folder(String topic) {
        return topic.equals("child-events") ? "filed" : topic;
    }

    private static Place placeOf(Example example) {
        return Place.of(Contracts.dataSchema(example));
    }

    /** NHS number: weights 10 to 2, modulus 11 [domain.md D2]. */
    private static boolean checkDigitIsRight(String number) {
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (10 - i) * (number.charAt(i) - '0');
        }
        return (11 - sum % 11) % 11 == number.charAt(9) - '0';
    }
}
