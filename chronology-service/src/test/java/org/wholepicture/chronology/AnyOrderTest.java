package org.wholepicture.chronology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Waits;

/**
 * Promise 2: the order, repetition and replay of delivery leave no trace, on whatever day one asks.
 */
@QuarkusTest
class AnyOrderTest {

    private static final List<String> DAYS =
            List.of(
                    "2026-01-04",
                    "2026-01-05",
                    "2026-01-06",
                    "2026-01-12",
                    "2026-02-03",
                    "2026-02-09",
                    "2026-02-10",
                    "2026-02-11",
                    "2026-02-12",
                    "2026-02-16",
                    "2026-02-20",
                    "2026-02-21",
                    "2026-02-25",
                    "2026-03-02",
                    "2026-03-03",
                    "2026-03-05",
                    "2026-03-06",
                    "");

    private static final List<String> TOPICS =
            List.of("directory", "child-events", "alerts", "escalations");

    /** What the story told in its order gives, on every day; told once. */
    private static @Nullable Map<String, String> inOrder;

    @Inject Service service;

    @BeforeEach
    void theStoryIsToldInItsOrder() {
        if (inOrder == null) {
            inOrder = everyDay(service.tell(0x10));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void aShuffledAndDoubledHistoryGivesTheSameTimelineOnEveryDay(int seed) {
        Story story = Story.whole(seed << 8, service.privateMember());
        List<Story.Sent> shuffled = new ArrayList<>(story.sent());
        shuffled.addAll(story.sent());
        Random random = new Random(seed);
        Collections.shuffle(shuffled, random);

        for (int i = 0; i < shuffled.size(); ) {
            int end = Math.min(shuffled.size(), i + 1 + random.nextInt(7));
            service.apply(shuffled.subList(i, end));
            i = end;
        }

        assertThat(everyDay(story)).isEqualTo(inOrder);
    }

    @Test
    void aReversedHistoryGivesTheSameTimelineOnEveryDay() {
        Story story = Story.whole(0x11, service.privateMember());

        story.sent().reversed().forEach(service::apply);

        assertThat(everyDay(story)).isEqualTo(inOrder);
    }

    @Test
    void throughTheBrokerTwiceAtOnceNothingIsLostOrDoubled() {
        deliver(0x21, Deliveries::twiceAtOnce);
    }

    @Test
    void throughTheBrokerReversedNothingIsLost() {
        deliver(0x22, Deliveries::reversed);
    }

    @Test
    void throughTheBrokerShuffledAndDoubledNothingIsLostOrDoubled() {
        deliver(0x23, (topic, messages) -> Deliveries.shuffledAndDoubled(topic, messages, 23));
    }

    private void deliver(int telling, BiConsumer<String, List<Deliveries.Message>> delivery) {
        Story story = Story.whole(telling, service.privateMember());

        TOPICS.forEach(topic -> delivery.accept(topic, story.on(topic)));

        awaitApplied(story);
        assertThat(everyDay(story)).isEqualTo(inOrder);
    }

    static void awaitApplied(Story story) {
        awaitApplied(story, TOPICS.toArray(String[]::new));
    }

    static void awaitApplied(Story story, String... topics) {
        List<Story.Sent> awaited =
                story.sent().stream()
                        .filter(sent -> List.of(topics).contains(sent.topic()))
                        .toList();
        String ids =
                awaited.stream()
                        .map(sent -> "'" + sent.envelope().id() + "'")
                        .collect(Collectors.joining(","));
        Waits.await()
                .untilAsserted(
                        () ->
                                assertThat(
                                                Servers.count(
                                                        "SELECT count(*) FROM inbox WHERE message_id IN ("
                                                                + ids
                                                                + ")"))
                                        .isEqualTo(awaited.size()));
    }

    private static Map<String, String> everyDay(Story story) {
        Map<String, String> answers = new TreeMap<>();
        for (String day : DAYS) {
            String answer =
                    Service.timeline(
                                    Service.asLead(),
                                    story.id("b1"),
                                    "?limit=200" + (day.isEmpty() ? "" : "&knownOn=" + day))
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString();
            answers.put(day, story.asTold(answer));
        }
        for (String day : List.of("2026-02-11", "")) {
            for (String view :
                    List.of(
                            "picture",
                            "household",
                            "claims",
                            "gaps",
                            "cycles",
                            "history-pack",
                            "changes?since=2026-02-09")) {
                answers.put(view + " " + day, story.asTold(view(story, view, day)));
            }
        }
        return answers;
    }

    private static String view(Story story, String view, String day) {
        boolean changes = view.startsWith("changes");
        String asked = (changes ? "&until=" : "?knownOn=") + day;
        return Service.asLead()
                .get("/v1/people/" + story.id("b1") + "/" + view + (day.isEmpty() ? "" : asked))
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
