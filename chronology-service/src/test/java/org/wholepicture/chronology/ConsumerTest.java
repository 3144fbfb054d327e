package org.wholepicture.chronology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Waits;

/** What the consumer does when something goes wrong around a message. */
@QuarkusTest
class ConsumerTest {

    private static final List<String> TOPICS =
            List.of("directory", "child-events", "alerts", "escalations");

    @Inject Service service;

    @Test
    void aCrashBeforeTheCommitLeavesNothingAndTheRepetitionAppliesItOnce() {
        Story story = Story.whole(0x40, service.privateMember());

        assertThatThrownBy(
                        () ->
                                QuarkusTransaction.requiringNew()
                                        .run(
                                                () -> {
                                                    service.applyInside(story.sent());
                                                    throw new IllegalStateException("crash");
                                                }))
                .hasMessage("crash");
        assertThat(entries(story)).isZero();

        story.sent().forEach(service::apply);
        assertThat(entries(story)).isEqualTo(told(story, TOPICS));
    }

    @Test
    void aCrashBeforeTheAcknowledgementAppliesNothingTwice() {
        Story story = service.tell(0x41);
        long before = entries(story);

        // What the broker does when offsets were not committed: all of it again.
        for (String topic : TOPICS) {
            Deliveries.inOrder(topic, story.on(topic));
        }
        AnyOrderTest.awaitApplied(story);

        assertThat(entries(story)).isEqualTo(before);
    }

    @Test
    void whatCannotBeReadIsQuarantinedAndTheOthersMove() {
        Story story = Story.whole(0x42, service.privateMember());
        UUID unknown = story.id("fff1");
        String record = story.id("a1").toString();
        Deliveries.inOrder(
                "child-events",
                Deliveries.message(
                        unknown,
                        "org.wholepicture.visit.v1",
                        record,
                        // The number after the last of the story's.
                        story.sent().stream()
                                        .filter(of -> of.envelope().key().equals(record))
                                        .filter(of -> of.topic().equals("child-events"))
                                        .count()
                                + 1,
                        "2026-01-05T09:00:00Z",
                        "{\"record\":\"" + record + "\"}"));

        Deliveries.inOrder("child-events", story.on("child-events"));

        Waits.await()
                .untilAsserted(
                        () ->
                                assertThat(
                                                Servers.count(
                                                        "SELECT count(*) FROM quarantine WHERE key = '%s'"
                                                                .formatted(record)))
                                        .isEqualTo(1));
        AnyOrderTest.awaitApplied(story, "child-events");
        assertThat(entries(story)).isEqualTo(told(story, List.of("child-events")));
        assertThat(
                        Service.timeline(Service.asLead(), story.id("b1"), "")
                                .jsonPath()
                                .getInt("gaps.missing"))
                .isEqualTo(1);
    }

    @Test
    void anEventSealedForAnotherIsNotRead() {
        Story story = Story.whole(0x43, service.privateMember());
        Story.Sent concern =
                story.sent().stream()
                        .filter(sent -> sent.envelope().type().contains("concern"))
                        .findFirst()
                        .orElseThrow();
        concern.envelope()
                .data()
                .put(
                        "private",
                        service.privateMember()
                                .seal(story.id("e99"), concern.envelope().data().objectNode()));

        assertThatThrownBy(() -> service.apply(concern))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAgencysEventCannotPassForAnAlert() {
        Story story = Story.whole(0x44, service.privateMember());
        Story.Sent plan =
                story.sent().stream()
                        .filter(sent -> sent.envelope().type().contains("plan"))
                        .findFirst()
                        .orElseThrow();
        var forged =
                new org.wholepicture.platform.messaging.Envelope(
                        plan.envelope().id(),
                        "org.wholepicture.alert.v1",
                        "/test",
                        plan.envelope().key(),
                        1,
                        plan.envelope().time(),
                        plan.envelope().data());

        assertThatThrownBy(() -> service.apply(new Story.Sent("child-events", forged)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** How many entries the messages of these topics make: a fact once under each record. */
    private static long told(Story story, List<String> topics) {
        return story.sent().stream()
                .filter(sent -> topics.contains(sent.topic()))
                .map(sent -> sent.envelope().data())
                .flatMap(
                        data ->
                                Stream.of("alert", "dissent", "event")
                                        .filter(data::has)
                                        // A confirmation is an event and no entry.
                                        .filter(_ -> !data.has("confirmedBy"))
                                        .map(id -> data.get("record") + " " + data.get(id)))
                .distinct()
                .count();
    }

    private static long entries(Story story) {
        return Servers.count(
                "SELECT count(*) FROM entry WHERE record IN ('%s', '%s', '%s')"
                        .formatted(story.id("a1"), story.id("a2"), story.id("a4")));
    }
}
