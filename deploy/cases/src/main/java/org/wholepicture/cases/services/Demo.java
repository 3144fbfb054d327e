package org.wholepicture.cases.services;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a played story leaves to look at and to go on with.
 *
 * @param person person id of its first child
 * @param event an event about that child which can be sent as it is, by health visiting's system
 */
public record Demo(String person, JsonNode event) {

    /** As it is kept. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("person", person);
        json.set("event", event);
        return json;
    }

    /** Reads what {@link #json} made. */
    public static Demo read(String text) {
        try {
            JsonNode json = new ObjectMapper().readTree(text);
            return new Demo(json.path("person").asText(), json.path("event"));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("not written by this program", broken);
        }
    }

    /** Leaves the event out: it names somebody. */
    @Override
    public String toString() {
        return "Demo[" + person + "]";
    }
}
