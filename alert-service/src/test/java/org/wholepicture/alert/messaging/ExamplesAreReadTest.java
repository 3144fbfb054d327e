package org.wholepicture.alert.messaging;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wholepicture.alert.AlertServers;
import org.wholepicture.platform.messaging.Envelope;
import org.wholepicture.platform.testsupport.Contracts;
import org.wholepicture.platform.testsupport.Contracts.Example;

/** Every example of the contracts of the topics that this service reads is read. */
@QuarkusTest
@WithTestResource(AlertServers.class)
class ExamplesAreReadTest {

    @Inject Listener listener;

    static Stream<Example> examples() {
        // In an upgrade two releases work side by side.
        return Stream.of("filed", "directory", "escalations")
                .flatMap(Contracts::examples)
                .flatMap(example -> Stream.of(example, example.ofALaterRelease()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsRead(Example example) {
        String topic =
                example.name().startsWith("directory")
                        ? "directory"
                        : example.name().startsWith("escalations") ? "escalations" : "child-events";

        // Rolled back: the examples are about one child and contradict one another.
        assertThatCode(
                        () -> {
                            QuarkusTransaction.begin();
                            try {
                                listener.handle(topic, envelope(example));
                            } finally {
                                QuarkusTransaction.rollback();
                            }
                        })
                .doesNotThrowAnyException();
    }

    @Test
    void aTypeThatIsNotKnownGoesToQuarantineRatherThanPastTheRules() {
        var message =
                new Envelope(
                        new UUID(1, 1),
                        "org.wholepicture.something-new.v1",
                        "/referral-service",
                        "key",
                        1,
                        Instant.parse("2026-01-05T10:00:00Z"),
                        JsonNodeFactory.instance.objectNode());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> listener.handle("child-events", message));
    }

    private static Envelope envelope(Example example) {
        return new Envelope(
                UUID.fromString(example.json().path("id").asText()),
                example.type(),
                example.json().path("source").asText(),
                example.json().path("subject").asText(),
                Long.parseLong(example.json().path("sequence").asText()),
                Instant.parse(example.json().path("time").asText()),
                (ObjectNode) example.data());
    }
}
