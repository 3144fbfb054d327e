package org.wholepicture.chronology.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wholepicture.platform.messaging.Envelope;

/** Reads the data of messages: strictly what is used here, and nothing else is looked at. */
final class Wire {

    private static final Pattern TYPE = Pattern.compile("org\\.wholepicture\\.([a-z-]+)\\.v1");

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                    .build();

    private Wire() {}

    /** The short name of the message's type; empty for a type of another shape or version. */
    static Optional<String> shortName(Envelope message) {
        Matcher matcher = TYPE.matcher(message.type());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /**
     * The data as this service uses it.
     *
     * @throws IllegalArgumentException when something that is used is missing or of another kind;
     *     says nothing of the content
     */
    static <T> T read(ObjectNode data, Class<T> type) {
        try {
            return MAPPER.treeToValue(data, type);
        } catch (JsonProcessingException e) {
            // Without the cause: it quotes the content.
            throw new IllegalArgumentException("data is no " + type.getSimpleName());
        }
    }

    /** A message is put under the key that it speaks of, or it is not of our making. */
    static void requireKey(Envelope message, UUID record) {
        if (!message.key().equals(record.toString())) {
            throw new IllegalArgumentException("the key is not the record");
        }
    }

    static IllegalArgumentException unknownType() {
        return new IllegalArgumentException("a type that this version does not know");
    }
}
