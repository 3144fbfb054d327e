package org.wholepicture.platform.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a producer says it filed in a day: contracts/tallies/tally.v1.
 *
 * @param day in UTC
 * @param until what became known from then on is not counted
 * @param filed messages by agency
 */
record Tally(LocalDate day, Instant until, Map<String, Long> filed) {

    Tally {
        filed = Map.copyOf(filed);
    }

    Instant from() {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** By agency, filed less applied where that is not nothing. */
    Map<String, Long> difference(Map<String, Long> applied) {
        Map<String, Long> difference = new TreeMap<>(filed);
        applied.forEach((agency, count) -> difference.merge(agency, -count, Long::sum));
        difference.values().removeIf(count -> count == 0);
        return difference;
    }

    /**
     * Reads the data of a message.
     *
     * @throws IllegalArgumentException when it is no tally
     */
    static Tally read(JsonNode data) {
        Map<String, Long> filed = new TreeMap<>();
        if (!data.path("filed").isArray()) {
            throw new IllegalArgumentException("not a tally");
        }
        for (JsonNode each : data.path("filed")) {
            if (!each.path("agency").isTextual() || !each.path("count").canConvertToLong()) {
                throw new IllegalArgumentException("not a tally");
            }
            filed.put(each.path("agency").textValue(), each.path("count").longValue());
        }
        try {
            return new Tally(
                    LocalDate.parse(data.path("day").asText()),
                    Instant.parse(data.path("until").asText()),
                    filed);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a tally");
        }
    }

    /** Counts as they are stored. */
    static ObjectNode json(Map<String, Long> counts) {
        ObjectNode json = EnvelopeJson.newObject();
        counts.forEach(json::put);
        return json;
    }

    /** The other way. */
    static Map<String, Long> counts(ObjectNode json) {
        Map<String, Long> counts = new TreeMap<>();
        json.properties().forEach(each -> counts.put(each.getKey(), each.getValue().asLong()));
        return counts;
    }
}
