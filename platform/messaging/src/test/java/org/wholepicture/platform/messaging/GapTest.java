package org.wholepicture.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.platform.messaging.Given.EVENTS;
import static org.wholepicture.platform.messaging.Given.soon;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A lost message is noticed, asked for and arrives; or people are told. */
@QuarkusTest
class GapTest {

    /** Above no other key than the one that is asked about. */
    private static final String BEFORE = "lost-for-eve";

    @Inject Outbox outbox;
    @Inject Given given;
    @Inject Gaps gaps;
    @Inject KeptMessages kept;
    @Inject WholeKeys keys;
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
            assertThat(kept.read(EVENTS, BEFORE, key, 10).messages())
                    .as("what there is, with the hole in it")
                    .map(EnvelopeJson::read)
                    .map(Envelope::sequence)
                    .containsExactly(1L, 3L);
            assertThat(ahead(key, 1L, 3L)).as("what never arrived is not ahead").isEmpty();
            assertThat(ahead(key, 3L)).as("a hole where something arrived").containsExactly(key);
            assertThat(ahead(key, 1L)).as("more than is at hand").containsExactly(key);
        } finally {
            given.update("DELETE FROM inbox_gap WHERE key = ?", key);
        }
    }

    private Set<String> ahead(String key, Long... atHand) {
        return keys.ahead(
                List.of(EVENTS),
                Map.of(new WholeKeys.Line(EVENTS, key), Set.of(atHand)),
                BEFORE,
                key);
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
