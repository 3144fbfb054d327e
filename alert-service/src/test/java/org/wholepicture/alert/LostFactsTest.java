package org.wholepicture.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.messaging.Gaps;
import org.wholepicture.platform.messaging.Rounds;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Deliveries.Message;

/** A fact that somebody deleted by hand is missed, and heard again. */
@QuarkusTest
@WithTestResource(AlertServers.class)
class LostFactsTest {

    @Inject Service service;
    @Inject Rounds rounds;
    @Inject Gaps gaps;

    @Test
    void aFactThatIsGoneIsAskedForAndHeardAgain() {
        Child child =
                Child.number(9_901)
                        .opened(0, -2_000)
                        .claimed(1, 0, "school", "FOOD_GROWTH", "WORSE", "OBSERVED");
        service.hears(child);
        Message claim = child.messages().getLast();
        rounds.turn("fact");
        assertThat(gaps.missing(child.record().toString())).as("nothing is lost yet").isZero();

        service.changes("DELETE FROM fact WHERE record = '" + child.record() + "'");
        rounds.turn("fact");

        assertThat(gaps.missing(child.record().toString())).isEqualTo(1);
        // What the producer does when it is asked.
        Deliveries.inOrder("child-events", List.of(claim));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(gaps.missing(child.record().toString()))
                                        .as("it has come")
                                        .isZero());
        assertThat(
                        service.number(
                                "SELECT count(*) FROM fact WHERE record = '"
                                        + child.record()
                                        + "'"))
                .isEqualTo(1);
        rounds.turn("fact");
        assertThat(gaps.missing(child.record().toString())).isZero();
    }
}
