package org.wholepicture.chronology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wholepicture.platform.messaging.Envelope;
import org.wholepicture.platform.testsupport.Contracts;

/**
 * Every example of the contracts that this service reads is applied and leaves what it says, with
 * what a later release may add beside it: in an upgrade the two work side by side.
 */
@QuarkusTest
class ContractExamplesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject Service service;

    /** Read without a fault, and not told: the timeline says that there is a disagreement. */
    private static final Set<String> UNTOLD =
            Set.of(
                    "org.wholepicture.dissent-answered.v1",
                    "org.wholepicture.dissent-moved-up.v1",
                    "org.wholepicture.dissent-overdue.v1");

    static Stream<Contracts.Example> filed() {
        return Contracts.examples("filed").map(Contracts.Example::ofALaterRelease);
    }

    static Stream<Contracts.Example> others() {
        return Stream.of("alerts", "escalations", "directory", "access")
                .flatMap(Contracts::examples)
                .map(Contracts.Example::ofALaterRelease);
    }

    @ParameterizedTest
    @MethodSource("filed")
    void aFiledExampleIsApplied(Contracts.Example example) {
        ObjectNode data = example.data().deepCopy();
        String id = data.path(data.has("event") ? "event" : "record").asText();
        if (data.has("private")) {
            data.put(
                    "private",
                    service.privateMember().seal(UUID.fromString(id), JSON.createObjectNode()));
        }

        service.apply(new Story.Sent("child-events", envelope(example.json(), data)));

        assertThat(
                        Servers.count(
                                """
                                SELECT (SELECT count(*) FROM entry WHERE event = '%1$s')
                                    + (SELECT count(*) FROM confirmation WHERE event = '%1$s')
                                    + (SELECT count(*) FROM erased_entry WHERE event = '%1$s')
                                    + (SELECT count(*) FROM record_now WHERE record = '%1$s')
                                """
                                        .formatted(id)))
                .isPositive();
    }

    @ParameterizedTest
    @MethodSource("others")
    void anExampleOfAnotherTopicIsApplied(Contracts.Example example) {
        ObjectNode data = example.data().deepCopy();
        String topic =
                example.name().startsWith("alerts")
                        ? "alerts"
                        : data.has("dissent")
                                ? "escalations"
                                : data.has("agency") && data.has("name") || data.has("email")
                                        ? "directory"
                                        : "access";

        service.apply(new Story.Sent(topic, envelope(example.json(), data)));

        if (topic.equals("access")) {
            assertThat(
                            Servers.count(
                                    """
                                    SELECT (SELECT count(*) FROM sharing_policy WHERE id::text = '%1$s')
                                        + (SELECT count(*) FROM shield_list WHERE person::text = '%1$s')
                                        + (SELECT count(*) FROM access_heartbeat WHERE '%1$s' = 'referral-service')
                                    """
                                            .formatted(example.json().path("subject").asText())))
                    .isPositive();
            return;
        }
        if (UNTOLD.contains(example.type())) {
            return;
        }
        String id =
                Stream.of("decision", "answered", "alert", "dissent")
                        .filter(data::has)
                        .map(member -> data.path(member).asText())
                        .findFirst()
                        .orElse("");
        assertThat(
                        topic.equals("directory")
                                ? Servers.count(
                                        """
                                        SELECT (SELECT count(*) FROM directory_agency WHERE agency = '%1$s')
                                            + (SELECT count(*) FROM directory_practitioner
                                                WHERE practitioner = '%1$s')
                                        """
                                                .formatted(example.json().path("subject").asText()))
                                : Servers.count(
                                        """
                                        SELECT (SELECT count(*) FROM entry WHERE event = '%1$s')
                                            + (SELECT count(*) FROM entry_mark WHERE event = '%1$s')
                                        """
                                                .formatted(id)))
                .isPositive();
    }

    private static Envelope envelope(JsonNode json, ObjectNode data) {
        return new Envelope(
                UUID.fromString(json.path("id").asText()),
                json.path("type").asText(),
                json.path("source").asText(),
                json.path("subject").asText(),
                Long.parseLong(json.path("sequence").asText()),
                Instant.parse(json.path("time").asText()),
                data);
    }
}
