package org.wholepicture.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MeasuresTest {

    @Inject Measures measures;
    @Inject MeterRegistry meters;
    @Inject InstantSource clock;
    @Inject Given given;

    @Test
    void theAgeOfTheOldestUnpublishedIsTold() {
        Given.soon().until(() -> measures.count().unpublished() == 0);
        given.update(
                "INSERT INTO outbox (message_id, topic, key, sequence, payload, created_at)"
                        + " VALUES (?, 'no-such-topic', 'old', 1, '{}', ?)",
                UUID.nameUUIDFromBytes(new byte[] {1}),
                clock.instant().minus(Duration.ofHours(2)).atOffset(java.time.ZoneOffset.UTC));
        try {
            measures.run();

            assertThat(meters.get("wp.outbox.oldest").gauge().value()).isBetween(7_200.0, 7_260.0);
            assertThat(meters.get("wp.outbox.unpublished").gauge().value()).isPositive();
        } finally {
            given.update("DELETE FROM outbox WHERE key = 'old'");
        }
        measures.run();
        assertThat(meters.get("wp.outbox.oldest").gauge().value()).isLessThan(60);
    }
}
