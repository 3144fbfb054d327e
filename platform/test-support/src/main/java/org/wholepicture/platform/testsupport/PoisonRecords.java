package org.wholepicture.platform.testsupport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The poison that every consumer is given: records that no service may apply, and none may stumble
 * over. Each is made from one valid message by one fault, and has a name.
 */
public final class PoisonRecords {

    /** Stands in every record that can hold it, and must not turn up in a log or a reason. */
    public static final String CANARY = "Zebedee Quokka 9990000018";

    /** Of a member of the data: what it must be, and so what it must not be. */
    public enum Kind {
        ID(CANARY, "", "AAAAAAAAAAAAAAAAAAAAAA==", "1-1-1-1-1"),
        MOMENT(
                CANARY,
                "",
                "2026-03-02",
                "2026-02-30T10:00:00Z",
                "2026-03-02T25:00:00Z",
                "1767607200",
                "0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
                "+999999999-12-31T23:59:59Z",
                "-999999999-01-01T00:00:00Z"),
        DAY(
                CANARY,
                "",
                "2026-02-30",
                "2026-13-01",
                "0001-01-01",
                "9999-12-31",
                "+999999999-12-31",
                "-999999999-01-01"),
        CODE(CANARY, ""),
        TEXT,
        FLAG(CANARY),
        OBJECT(CANARY);

        private final List<String> wrong;

        Kind(String... wrong) {
            this.wrong = List.of(wrong);
        }
    }

    /**
     * One poisonous record.
     *
     * @param name what is wrong with it
     */
    // Never compared: the arrays are only sent.
    @SuppressWarnings("ArrayRecordComponent")
    public record Poison(String name, byte @Nullable [] key, byte @Nullable [] value) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, List<String>> WRONG_ATTRIBUTES =
            Map.of(
                    "specversion", List.of("0.3", "1", "2.0"),
                    "id", List.of(CANARY, "1-1-1-1-1", "00000000000000000000000000000000"),
                    "source", List.of(CANARY, "/" + "s".repeat(300)),
                    "type",
                            List.of(
                                    CANARY,
                                    "concern",
                                    "com.example.concern.v1",
                                    "org.wholepicture.",
                                    "org.wholepicture.v1",
                                    "org.wholepicture.concern",
                                    "org.wholepicture.concern.v9",
                                    "org.wholepicture.CONCERN.v1",
                                    "org.wholepicture.horoscope.v1"),
                    "subject", List.of(CANARY, "another-key", "k".repeat(300)),
                    "time",
                            List.of(
                                    CANARY,
                                    "2026-03-02",
                                    "2026-03-02T10:00:00",
                                    "2026-02-30T10:00:00Z",
                                    "0001-01-01T00:00:00Z",
                                    "9999-12-31T23:59:59Z",
                                    "+999999999-12-31T23:59:59Z",
                                    "NaN"),
                    "datacontenttype", List.of("text/plain", "application/avro"),
                    "sequence",
                            List.of(
                                    "0",
                                    "-1",
                                    "017",
                                    "1.5",
                                    "1e3",
                                    "NaN",
                                    "900000000000000000",
                                    "9223372036854775807",
                                    "9".repeat(200)),
                    "data", List.of(CANARY));

    private final ObjectNode good;
    private final byte[] key;
    private final List<Poison> records = new ArrayList<>();

    private PoisonRecords(Deliveries.Message good) {
        this.good = object(String.valueOf(good.value()));
        this.good.withObject("/data").put("note", CANARY);
        this.key = String.valueOf(good.key()).getBytes(UTF_8);
    }

    /**
     * All of them.
     *
     * @param good a message that the consumer would apply, under a key that no good message has
     * @param members the members of its data that the consumer uses and that must be there, as JSON
     *     pointers
     */
    public static List<Poison> madeFrom(Deliveries.Message good, Map<String, Kind> members) {
        PoisonRecords poison = new PoisonRecords(good);
        poison.keys();
        poison.bytes();
        poison.json();
        WRONG_ATTRIBUTES.keySet().stream().sorted().forEach(poison::attribute);
        poison.speaksOfAnother(members);
        new TreeMap<>(members).forEach(poison::member);
        return List.copyOf(poison.records);
    }

    /** One more, with a fault that only some consumer meets. */
    public static Poison madeFrom(
            Deliveries.Message good, String name, Consumer<ObjectNode> fault) {
        PoisonRecords poison = new PoisonRecords(good);
        poison.event(name, fault);
        return poison.records.getFirst();
    }

    private void keys() {
        byte[] value = valid("keys");
        add("no key", null, value);
        add("an empty key", new byte[0], value);
        add("another key", "another-key".getBytes(UTF_8), value);
        add("a key with a zero in it", new byte[] {'k', 0, 'y'}, value);
        add("a key that is not UTF-8", new byte[] {(byte) 0xc3, 0x28}, value);
        add("a key of 9,000 bytes", new byte[9_000], value);
        add("neither key nor value", null, null);
    }

    private void bytes() {
        byte[] value = valid("bytes");
        add("no value", null);
        add("an empty value", new byte[0]);
        add("white space", " \r\n\t ".getBytes(UTF_8));
        add("a zero byte", new byte[1]);
        add("a megabyte of zeros", new byte[1_000_000]);
        add("a megabyte of one text", large("\"" + "x".repeat(999_998) + "\""));
        add("a megabyte around a valid event", padded(1_000_000));
        add("not UTF-8", replaced(value, (byte) 'Z', (byte) 0xff));
        add("Latin 1", "{\"name\":\"Zo\u00eb\"}".getBytes(ISO_8859_1));
        add("UTF-16", new String(value, UTF_8).getBytes(UTF_16));
        add("an overlong zero", new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'});
        add("a surrogate as UTF-8", new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'});
        add("a byte order mark", ("\uFEFF" + new String(value, UTF_8)).getBytes(UTF_8));
        add("compressed", gzip(value));
        add("with a schema number before it", concat(new byte[] {0, 0, 0, 0, 7}, value));
        add("XML", ("<event>" + CANARY + "</event>").getBytes(UTF_8));
        add("a form", "id=1&name=Zebedee".getBytes(UTF_8));
        add("a Java object", new byte[] {(byte) 0xac, (byte) 0xed, 0, 5, 's', 'r'});
    }

    private void json() {
        text("not JSON", _ -> "{not json " + CANARY);
        text("cut off", json -> json.substring(0, json.length() / 2));
        text("without its last brace", json -> json.substring(0, json.length() - 1));
        text("two events", json -> json + json);
        text("something behind it", json -> json + " " + CANARY);
        text("a comma too many", json -> json.substring(0, json.length() - 1) + ",}");
        text("single quotes", json -> json.replace('"', '\''));
        text("a comment", json -> "/* " + CANARY + " */" + json);
        text("names without quotes", json -> json.replace("\"specversion\"", "specversion"));
        text("an array", json -> "[" + json + "]");
        text("an empty array", _ -> "[]");
        text("an empty object", _ -> "{}");
        text("a text", _ -> "\"" + CANARY + "\"");
        text("a number", _ -> "17");
        text("true", _ -> "true");
        text("null", _ -> "null");
        text("NaN", _ -> "NaN");
        text("nested 200,000 deep", _ -> "[".repeat(200_000));
        text("objects nested 50,000 deep", _ -> "{\"a\":".repeat(50_000));
        text("the data nested 2,000 deep", json -> within(json, nested(2_000)));
        text("NaN in the data", json -> within(json, "NaN"));
        text("minus infinity in the data", json -> within(json, "-Infinity"));
        text("a number with a leading zero", json -> within(json, "017"));
        text("a hexadecimal number", json -> within(json, "0x1F"));
        text("a number of 100,000 digits", json -> within(json, "9".repeat(100_000)));
        text("a line break in a text", json -> within(json, "\"a\nb\""));
        text("an escaped zero in a text", json -> within(json, "\"a\\u0000b\""));
        text("half a character in a text", json -> within(json, "\"a\\ud800b\""));
        text("the other half of a character", json -> within(json, "\"a\\udc00b\""));
        text("half a character in a name", json -> within(json, "{\"a\\ud800\":1}"));
        text("an unknown escape", json -> within(json, "\"a\\xb\""));
        text("an attribute twice", json -> json.replaceFirst("\\{", "{\"id\":\"1\","));
        text("a member twice", json -> within(json, "1,\"odd\":2"));
    }

    private void attribute(String name) {
        event("without " + name, event -> event.remove(name));
        others(name).forEach((kind, node) -> event(name + " " + kind, e -> e.set(name, node)));
        for (String wrong : WRONG_ATTRIBUTES.getOrDefault(name, List.of())) {
            event(name + " " + shortened(wrong), event -> event.put(name, wrong));
        }
        if (name.equals("data")) {
            event("data empty", event -> event.putObject(name));
        } else {
            event(name + " empty", event -> event.put(name, ""));
            event(name + " an object", event -> event.putObject(name));
        }
    }

    private void speaksOfAnother(Map<String, Kind> members) {
        if (members.containsKey("/record")) {
            event(
                    "another record than its key",
                    event -> event.withObject("/data").put("record", new UUID(9, 9).toString()));
            String noId = "not-a-uuid";
            ObjectNode event = identified("a key that is no id");
            event.put("subject", noId);
            add("a key that is no id", noId.getBytes(UTF_8), event.toString().getBytes(UTF_8));
        }
    }

    private void member(String pointer, Kind kind) {
        int slash = pointer.lastIndexOf('/');
        String name = pointer.substring(slash + 1);
        UnaryOperator<ObjectNode> parent =
                event -> {
                    JsonNode at = event.get("data").at(pointer.substring(0, slash));
                    return (ObjectNode) at;
                };
        event("data without " + pointer, event -> parent.apply(event).remove(name));
        others(name)
                .forEach(
                        (other, node) -> {
                            if (kind != Kind.FLAG || !node.isBoolean()) {
                                event(
                                        pointer + " " + other,
                                        event -> parent.apply(event).set(name, node));
                            }
                        });
        if (kind != Kind.OBJECT) {
            event(pointer + " an object", event -> parent.apply(event).putObject(name));
        }
        for (String wrong : kind.wrong) {
            event(pointer + " " + shortened(wrong), e -> parent.apply(e).put(name, wrong));
        }
    }

    /** What is neither a text nor an object. */
    private static Map<String, JsonNode> others(String name) {
        return Map.of(
                "null", JSON.nullNode(),
                "a number", JSON.getNodeFactory().numberNode(17),
                "a fraction", JSON.getNodeFactory().numberNode(1.5),
                "true", JSON.getNodeFactory().booleanNode(true),
                "an array", JSON.createArrayNode().add(name));
    }

    private void event(String name, Consumer<ObjectNode> fault) {
        ObjectNode event = identified(name);
        fault.accept(event);
        add(name, event.toString().getBytes(UTF_8));
    }

    private void text(String name, UnaryOperator<String> fault) {
        String json = new String(valid(name), UTF_8);
        String broken = fault.apply(json);
        if (broken.equals(json)) {
            throw new IllegalStateException("nothing was broken: " + name);
        }
        add(name, broken.getBytes(UTF_8));
    }

    private void add(String name, byte @Nullable [] value) {
        add(name, key, value);
    }

    private void add(String name, byte @Nullable [] otherKey, byte @Nullable [] value) {
        records.add(new Poison(name, otherKey, value));
    }

    private byte[] valid(String name) {
        return identified(name).toString().getBytes(UTF_8);
    }

    /** No two may be taken for copies of one message. */
    private ObjectNode identified(String name) {
        return good.deepCopy()
                .put(
                        "id",
                        UUID.nameUUIDFromBytes((new String(key, UTF_8) + name).getBytes(UTF_8))
                                .toString());
    }

    private byte[] padded(int length) {
        return identified("padded")
                .put("padding", "x".repeat(length - 5_000))
                .toString()
                .getBytes(UTF_8);
    }

    private static byte[] large(String json) {
        return json.getBytes(UTF_8);
    }

    private static String within(String json, String value) {
        return json.replaceFirst(
                "\"data\":\\{",
                java.util.regex.Matcher.quoteReplacement("\"data\":{\"odd\":" + value + ","));
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static String shortened(String wrong) {
        return wrong.length() > 60
                ? "of " + wrong.length() + " characters"
                : wrong.isEmpty() ? "empty" : wrong;
    }

    private static byte[] replaced(byte[] bytes, byte one, byte other) {
        byte[] copy = bytes.clone();
        for (int i = 0; i < copy.length; i++) {
            if (copy[i] == one) {
                copy[i] = other;
            }
        }
        return copy;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
