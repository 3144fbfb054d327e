package org.wholepicture.platform.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Messages as CloudEvents 1.0 JSON. What this project says about a message is read strictly;
 * extension attributes that others add, a trace for example, are let through unread.
 */
final class EnvelopeJson {

    private static final Pattern PLAIN = Pattern.compile("[!-~]{1,200}");

    /** Four times what the front door accepts, and more than any message of ours can have. */
    static final int LARGEST = 256 * 1024;

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private EnvelopeJson() {}

    /**
     * Writes a message.
     *
     * @throws IllegalArgumentException when {@link #read} would refuse the key or type
     */
    static byte[] write(Envelope message) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("specversion", "1.0");
        json.put("id", message.id().toString());
        json.put("source", plain("source", message.source()));
        json.put("type", plain("type", message.type()));
        json.put("subject", plain("subject", message.key()));
        json.put("time", message.time().toString());
        json.put("datacontenttype", "application/json");
        // CloudEvents sequence extension: a string.
        json.put("sequence", Long.toString(message.sequence()));
        json.set("data", message.data());
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("message cannot be written id=" + message.id(), e);
        }
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException when it is not one; its own message quotes nothing of it
     */
    static Envelope read(byte[] bytes) {
        JsonNode json = parse(bytes);
        if (!(json instanceof ObjectNode event)) {
            throw new IllegalArgumentException("not a JSON object");
        }
        if (!text(event, "specversion").equals("1.0")) {
            throw new IllegalArgumentException("specversion is not 1.0");
        }
        if (!text(event, "datacontenttype").equals("application/json")) {
            throw new IllegalArgumentException("datacontenttype is not application/json");
        }
        if (!(event.get("data") instanceof ObjectNode data)) {
            throw new IllegalArgumentException("data is not an object");
        }
        return new Envelope(
                id(text(event, "id")),
                plain("type", text(event, "type")),
                plain("source", text(event, "source")),
                plain("subject", text(event, "subject")),
                sequence(text(event, "sequence")),
                time(text(event, "time")),
                data);
    }

    static ObjectNode object(byte[] bytes) {
        if (parse(bytes) instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("not a JSON object");
    }

    static byte[] bytes(ObjectNode object) {
        try {
            return MAPPER.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("object cannot be written", e);
        }
    }

    static ObjectNode newObject() {
        return MAPPER.createObjectNode();
    }

    private static JsonNode parse(byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw new IllegalArgumentException("larger than any message of ours");
        }
        try {
            // Jackson lets some wrong UTF-8 pass.
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes))
                            .toString();
            JsonNode json = MAPPER.readTree(text);
            requireStorable(json);
            return json;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8");
        } catch (JsonProcessingException e) {
            // Without the cause: Jackson quotes what it read.
            throw new IllegalArgumentException("not JSON");
        }
    }

    /** PostgreSQL has no U+0000, and half a character would silently be stored as another one. */
    private static void requireStorable(JsonNode json) {
        if (json.isTextual() && !isStorable(json.textValue())) {
            throw new IllegalArgumentException("a text has characters that cannot be stored");
        }
        json.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!isStorable(name)) {
                                throw new IllegalArgumentException(
                                        "a name has characters that cannot be stored");
                            }
                        });
        json.forEach(EnvelopeJson::requireStorable);
    }

    private static boolean isStorable(String text) {
        // A code point that is a surrogate is one without its other half.
        return text.codePoints()
                .noneMatch(
                        c ->
                                c == 0
                                        || (c >= Character.MIN_SURROGATE
                                                && c <= Character.MAX_SURROGATE));
    }

    private static String text(ObjectNode event, String attribute) {
        JsonNode value = event.get(attribute);
        if (value == null || !value.isTextual()) {
            throw new IllegalArgumentException(attribute + " is missing or not a string");
        }
        return value.textValue();
    }

    /** Keys, types and sources are opaque codes: printable ASCII that every index can hold. */
    private static String plain(String attribute, String value) {
        if (!PLAIN.matcher(value).matches()) {
            throw new IllegalArgumentException(attribute + " is not 1 to 200 printable characters");
        }
        return value;
    }

    static UUID id(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (text.length() == 36) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // Said below, without quoting.
        }
        throw new IllegalArgumentException("id is not a UUID");
    }

    private static long sequence(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("sequence is not a number from 1");
        }
        return Long.parseLong(text);
    }

    private static Instant time(String text) {
        try {
            return MessageData.plausible(OffsetDateTime.parse(text)).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("time is not a date-time with an offset");
        }
    }
}
