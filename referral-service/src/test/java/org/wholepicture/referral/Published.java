package org.wholepicture.referral;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.core.ConditionFactory;
import org.wholepicture.platform.testsupport.Contracts;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Waits;

/** What the service has published; every message that is looked at meets its contract. */
final class Published {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, List<JsonNode>> READ = new ConcurrentHashMap<>();

    private Published() {}

    static ConditionFactory soon() {
        return Waits.await().atMost(Duration.ofSeconds(20));
    }

    /** Every message on a topic, in order within each key. Each is looked at once. */
    static List<JsonNode> on(String topic) {
        List<Deliveries.Message> standing = Deliveries.standingOn(topic);
        List<JsonNode> read = READ.computeIfAbsent(topic, _ -> new ArrayList<>());
        synchronized (read) {
            for (Deliveries.Message message :
                    standing.subList(Math.min(read.size(), standing.size()), standing.size())) {
                Contracts.assertValidMessage(topic, String.valueOf(message.value()));
                read.add(parse(String.valueOf(message.value())));
            }
            return List.copyOf(read);
        }
    }

    /** The data of what was filed of an event, one for each record. */
    static List<JsonNode> filed(String receipt) {
        return on("child-events").stream()
                .filter(message -> message.at("/data/event").asText().equals(receipt))
                .toList();
    }

    /** Waits until the event has been filed under so many records. */
    static List<JsonNode> filed(String receipt, int records) {
        soon().until(() -> filed(receipt).size() >= records);
        return filed(receipt);
    }

    /** Waits until the event has been filed under its one record; its data. */
    static JsonNode data(String receipt) {
        return filed(receipt, 1).getFirst().path("data");
    }

    /** Messages under one record, in their order. */
    static List<JsonNode> under(String record) {
        return on("child-events").stream()
                .filter(message -> message.path("subject").asText().equals(record))
                .toList();
    }

    /** The newest message of a directory entry. */
    static Optional<JsonNode> entry(String id) {
        return on("directory").stream()
                .filter(message -> message.path("subject").asText().equals(id))
                .reduce((_, newer) -> newer)
                .map(message -> message.path("data"));
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON", e);
        }
    }
}
