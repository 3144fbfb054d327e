package org.wholepicture.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.platform.messaging.Given.EVENTS;
import static org.wholepicture.platform.messaging.Given.soon;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** A lost message is noticed, asked for and arrives; or people are told. */
@QuarkusTest
class GapTest {

    @Inject Outbox outbox;
    @Inject Given given;
    @Inject Gaps gaps;
    @Inject MeterRegistry meters;

    @Test
    void aLostMessageIsAskedForAndArrives() {
        String key = "lost-on-the-way";

        appendThreeAndLose(key, 2, "UPDATE outbox SET published_at = now()");

        soon().untilAsserted(() -> assertThat(gaps.open(key)).hasSize(1));
        assertThat(gaps.missing(key)).isEqualTo(1);
        soon().untilAsserted(() -> assertThat(given.effects(key)).containsExactly(1L, 3L, 2L));
        soon().untilAsserted(() -> assertThat(gaps.open(key)).isEmpty());
        assertThat(given.numbers(key)).containsExactly(3L);
    }

    @Test
    void aMessageThatNobodyHasRaisesTheAlarm() {
        String key = "lost-for-ever";

        appendThreeAndLose(key, 2, "DELETE FROM outbox");

        try {
            soon().until(() -> meters.get("wp.gaps.late").gauge().value() >= 1);
            assertThat(given.effects(key)).containsExactly(1L, 3L);
            assertThat(gaps.open(key)).extracting(Gaps.Gap::sequence).containsExactly(2L);
            soon().untilAsserted(
                            () ->
                                    assertThat(
                                                    given.longs(
                                                            "SELECT 1 FROM outbox WHERE topic = ? AND key = ?",
                                                            RepublishHandler.TOPIC,
                                                            key))
                                            .as("asked again and again")
                                            .hasSizeGreaterThanOrEqualTo(2));
        } finally {
            given.update("DELETE FROM inbox_gap WHERE key = ?", key);
        }
    }

    private void appendThreeAndLose(String key, long number, String loss) {
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            for (int i = 0; i < 3; i++) {
                                outbox.append(
                                        EVENTS,
                                        key,
                                        Given.TYPE,
                                        Given.KNOWN,
                                        EnvelopeJson.newObject());
                            }
                            given.update(loss + " WHERE key = ? AND sequence = ?", key, number);
                        });
    }
}
