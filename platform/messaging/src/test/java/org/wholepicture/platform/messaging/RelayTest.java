package org.wholepicture.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.platform.messaging.Given.soon;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RelayTest {

    private static final String TOPIC = "escalations";

    @Inject Outbox outbox;
    @Inject Given given;
    @Inject TestCrashPoints crashPoints;
    @Inject Relay relay;
    @Inject DirectConnections connections;
    @Inject KafkaClients clients;
    @Inject InstantSource clock;

    @Test
    void publishesAgainWithTheSameIdAfterACrashBetweenPublishingAndMarking() {
        String key = "crashed-before-mark";
        crashPoints.crashOnceAt(CrashPoints.Point.AFTER_PUBLISH_BEFORE_MARK);

        append(key);

        soon().untilAsserted(
                        () -> {
                            assertThat(crashPoints.crashed()).isTrue();
                            assertThat(given.unpublished(key)).isEmpty();
                        });
        List<UUID> ids = Given.envelopes(TOPIC, key).stream().map(Envelope::id).toList();
        assertThat(ids).hasSize(2);
        assertThat(ids.get(0)).isEqualTo(ids.get(1));
    }

    @Test
    void onlyOneOfTwoIsActiveAndTheOtherTakesOver() {
        soon().until(relay::isActive);
        Relay second =
                new Relay(
                        connections,
                        clients::producer,
                        500,
                        clock,
                        _ -> {},
                        new Traces(OpenTelemetry.noop()),
                        new SimpleMeterRegistry());
        Worker worker = new Worker("second relay", Duration.ofMillis(5), second);
        try {
            worker.start();
            append("one-active");
            soon().until(() -> given.unpublished("one-active").isEmpty());
            assertThat(second.isActive()).isFalse();

            // The first relay's session ends; it pauses before it tries again.
            given.longs(
                    "SELECT pg_terminate_backend(pid)::int FROM pg_locks WHERE locktype = 'advisory'");

            soon().until(second::isActive);
            append("taken-over");
            soon().until(() -> given.unpublished("taken-over").isEmpty());
            soon().until(() -> !relay.isActive());
            assertThat(Given.published(TOPIC, "taken-over")).containsExactly(1L);
        } finally {
            worker.stop();
        }
        soon().until(relay::isActive);
    }

    private void append(String key) {
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                outbox.append(
                                        TOPIC,
                                        key,
                                        Given.TYPE,
                                        Given.KNOWN,
                                        EnvelopeJson.newObject()));
    }
}
