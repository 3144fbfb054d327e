package org.wholepicture.chronology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.messaging.Applied;
import org.wholepicture.platform.messaging.Rounds;
import org.wholepicture.platform.testsupport.Deliveries;

/** An entry that somebody deleted by hand is missed, said to be missing, and told again. */
@QuarkusTest
class LostEntriesTest {

    @Inject Service service;
    @Inject Rounds rounds;
    @Inject Applied applied;

    @Test
    void anEntryThatIsGoneIsSaidToBeMissingAndToldAgain() {
        Story story = Story.whole(0x90, service.privateMember());
        for (String topic : new String[] {"directory", "child-events", "alerts", "escalations"}) {
            Deliveries.inOrder(topic, story.on(topic));
        }
        AnyOrderTest.awaitApplied(story);
        UUID event = story.id("e05");
        Story.Sent told =
                story.sent().stream()
                        .filter(
                                sent ->
                                        sent.envelope()
                                                        .data()
                                                        .path("event")
                                                        .asText()
                                                        .equals(event.toString())
                                                && sent.envelope().type().contains("concern"))
                        .findFirst()
                        .orElseThrow();
        rounds.turn("entry");
        assertThat(missing(story)).as("nothing is lost yet").isZero();

        String entry =
                "FROM entry WHERE record = '%s' AND event = '%s'"
                        .formatted(told.envelope().key(), event);
        Servers.asSuperuser("DELETE " + entry);
        rounds.turn("entry");

        assertThat(missing(story)).isEqualTo(1);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(
                                                Servers.count(
                                                        """
                                                        SELECT count(*) FROM outbox
                                                        WHERE topic = 'republish-requests' AND key = '%s'
                                                        """
                                                                .formatted(told.envelope().key())))
                                        .as("asked for")
                                        .isPositive());

        // What the producer does then.
        Deliveries.inOrder("child-events", told.asItTravels());

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(missing(story)).isZero());
        assertThat(Servers.count("SELECT count(*) " + entry)).isEqualTo(1);
    }

    @Test
    void whatWasAppliedIsCountedByAgencyOnceHoweverOftenItCame() {
        Instant day = Instant.parse("2026-01-06T00:00:00Z");
        long before = countOfHealthVisiting(day);

        Story story = service.tell(0x91);
        long once = countOfHealthVisiting(day);
        story.sent().forEach(service::apply);

        assertThat(once).isGreaterThan(before);
        assertThat(countOfHealthVisiting(day)).isEqualTo(once);
    }

    private long countOfHealthVisiting(Instant day) {
        return applied.count(day, day.plus(Duration.ofDays(1))).getOrDefault("health-visiting", 0L);
    }

    private static int missing(Story story) {
        return Service.timeline(Service.asLead(), story.id("b1"), "")
                .jsonPath()
                .getInt("gaps.missing");
    }
}
