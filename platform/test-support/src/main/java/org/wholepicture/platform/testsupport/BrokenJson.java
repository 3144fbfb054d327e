package org.wholepicture.platform.testsupport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.wholepicture.platform.testsupport.BrokenJson.Case.Kind;

/**
 * What can be wrong with a JSON text: made from one that is right, with one thing changed in each
 * case, at every place that it has. The same text always gives the same cases.
 */
public final class BrokenJson {

    /** Stands for a value that the library could not write. */
    private static final String RAW = "@raw@";

    /** Stands for a name that is there already. */
    private static final String TWICE = "@twice@";

    private BrokenJson() {}

    /**
     * One broken text.
     *
     * @param what was done, for a message
     * @param kind of what was done
     * @param pointer to the place where it was done, in the text that was right
     * @param body the text
     */
    public record Case(String what, Kind kind, String pointer, byte[] body) {

        /** What was done. */
        public enum Kind {
            /** A member or entry left out: it may have been optional. */
            REMOVED,
            /** A member that is null. */
            NULL,
            /** A value of another JSON type. */
            TYPE,
            /** A member that nobody knows. */
            UNKNOWN,
            /** A text that is hostile, and may be as good as any other. */
            TEXT,
            /** Another number. */
            NUMBER,
            /** A list without entries, or with too many. */
            LIST,
            /** Not JSON as it is taken here: depth, length, bytes, a member twice. */
            UNREADABLE
        }

        @Override
        public String toString() {
            return kind + " " + what + " at " + (pointer.isEmpty() ? "the whole" : pointer);
        }
    }

    /** Every case of a text. */
    public static List<Case> of(JsonNode right) {
        List<Case> cases = new ArrayList<>();
        at(right, "", right, cases);
        whole(right.toString(), cases);
        return cases;
    }

    /**
     * The bytes of a text with some of them changed, left out, added or repeated.
     *
     * @param seed of what is changed: the same seed gives the same cases
     */
    public static List<Case> bytes(JsonNode right, long seed, int cases) {
        Random random = new Random(seed);
        byte[] bytes = right.toString().getBytes(UTF_8);
        List<Case> all = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            byte[] broken = bytes.clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                broken = changed(broken, random);
            }
            all.add(new Case("bytes " + seed + "/" + i, Kind.UNREADABLE, "", broken));
        }
        return all;
    }

    private static byte[] changed(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, at + 1 + random.nextInt(12));
        byte[] before = Arrays.copyOf(bytes, at);
        byte[] after = Arrays.copyOfRange(bytes, to, bytes.length);
        return switch (random.nextInt(4)) {
            case 0 -> {
                byte[] flipped = bytes.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                yield flipped;
            }
            case 1 -> join(before, after);
            case 2 -> join(before, new byte[] {(byte) random.nextInt(256)}, bytes, at);
            default -> join(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, at, bytes.length));
        };
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        // Nothing left would be nothing to change.
        return both.length == 0 ? new byte[] {'{'} : both;
    }

    private static byte[] join(byte[] before, byte[] added, byte[] bytes, int at) {
        return join(join(before, added), Arrays.copyOfRange(bytes, at, bytes.length));
    }

    private static void at(JsonNode right, String pointer, JsonNode value, List<Case> cases) {
        if (!pointer.isEmpty()) {
            cases.add(new Case("left out", Kind.REMOVED, pointer, without(right, pointer)));
            cases.add(raw(right, pointer, Kind.NULL, "null", "null"));
            cases.add(
                    raw(
                            right,
                            pointer,
                            Kind.UNREADABLE,
                            "too deep",
                            "[".repeat(30) + "]".repeat(30)));
        }
        for (String other : others(value)) {
            if (!pointer.isEmpty()) {
                cases.add(raw(right, pointer, Kind.TYPE, other, other));
            }
        }
        if (value.isTextual()) {
            texts(right, pointer, value.textValue(), cases);
        } else if (value.isNumber()) {
            for (String number :
                    List.of(
                            "-1",
                            "0",
                            "1.5",
                            "2147483648",
                            "99999999999999999999",
                            "1e999999999")) {
                cases.add(raw(right, pointer, Kind.NUMBER, number, number));
            }
            for (String number : List.of("NaN", "01", "9".repeat(2_000))) {
                cases.add(raw(right, pointer, Kind.UNREADABLE, "an odd number", number));
            }
        } else if (value.isArray()) {
            list(right, pointer, value, cases);
        } else if (value.isObject()) {
            object(right, pointer, value, cases);
        }
    }

    private static void texts(JsonNode right, String pointer, String value, List<Case> cases) {
        for (String text : HostileText.TEXTS) {
            cases.add(raw(right, pointer, Kind.TEXT, "text " + escaped(text), escaped(text)));
        }
        cases.add(raw(right, pointer, Kind.TEXT, "an empty text", "\"\""));
        cases.add(raw(right, pointer, Kind.TEXT, "8,000 characters", longText(8_000)));
        cases.add(raw(right, pointer, Kind.UNREADABLE, "9,000 characters", longText(9_000)));
        for (String text : HostileText.NEVER) {
            cases.add(raw(right, pointer, Kind.UNREADABLE, "half or NUL", escaped(text)));
        }
        cases.add(raw(right, pointer, Kind.UNREADABLE, "a bare line break", "\"Zebedee\n\""));
        if (value.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}.*")) {
            for (String time : HostileText.TIMES) {
                cases.add(raw(right, pointer, Kind.TEXT, "day " + time, escaped(time)));
            }
        }
    }

    private static void list(JsonNode right, String pointer, JsonNode value, List<Case> cases) {
        cases.add(raw(right, pointer, Kind.LIST, "no entries", "[]"));
        if (!value.isEmpty()) {
            String many = (value.get(0) + ",").repeat(60) + value.get(0);
            cases.add(raw(right, pointer, Kind.LIST, "61 entries", "[" + many + "]"));
        }
        for (int i = 0; i < value.size(); i++) {
            at(right, pointer + "/" + i, value.get(i), cases);
        }
    }

    private static void object(JsonNode right, String pointer, JsonNode value, List<Case> cases) {
        for (String unknown : List.of(HostileText.CANARY, "__proto__", "", HostileText.MARKUP)) {
            JsonNode changed = right.deepCopy();
            ((ObjectNode) changed.at(pointer)).put(unknown, HostileText.CANARY);
            cases.add(
                    new Case(
                            "member " + unknown,
                            Kind.UNKNOWN,
                            pointer,
                            changed.toString().getBytes(UTF_8)));
        }
        value.properties()
                .forEach(
                        member -> {
                            JsonNode changed = right.deepCopy();
                            ((ObjectNode) changed.at(pointer)).set(TWICE, member.getValue());
                            cases.add(
                                    new Case(
                                            "twice " + member.getKey(),
                                            Kind.UNREADABLE,
                                            pointer,
                                            changed.toString()
                                                    .replace(TWICE, member.getKey())
                                                    .getBytes(UTF_8)));
                            at(right, pointer + "/" + member.getKey(), member.getValue(), cases);
                        });
    }

    /** Values of the other JSON types. */
    private static List<String> others(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> List.of("7", "true", "{}", "[\"Zebedee\"]");
            case NUMBER -> List.of("\"7\"", "true", "{}", "[]");
            case BOOLEAN -> List.of("\"true\"", "1", "{}", "[]");
            case ARRAY -> List.of("{}", "\"Zebedee\"", "7");
            case OBJECT -> List.of("[]", "\"Zebedee\"", "7");
            default -> List.of();
        };
    }

    private static void whole(String right, List<Case> cases) {
        byte[] bytes = right.getBytes(UTF_8);
        for (int part = 0; part < 8; part++) {
            cases.add(unreadable("cut off", Arrays.copyOf(bytes, bytes.length * part / 8)));
        }
        for (String text :
                List.of(
                        "null",
                        "[]",
                        "7",
                        "\"Zebedee\"",
                        "NaN",
                        right + right,
                        right + " Zebedee",
                        right.replace('"', '\''),
                        "/* Zebedee */" + right,
                        right.substring(0, right.length() - 1) + ",}",
                        "[".repeat(30_000),
                        "{\"Zebedee\":".repeat(5_000),
                        "<zebedee-x/>",
                        "\ufeff" + right)) {
            cases.add(unreadable("the whole", text.getBytes(UTF_8)));
        }
        cases.add(unreadable("UTF-16", right.getBytes(UTF_16BE)));
        cases.add(
                unreadable(
                        "Latin-1",
                        right.replaceFirst("\":\"", "\":\"\u00e9").getBytes(ISO_8859_1)));
        cases.add(
                unreadable(
                        "overlong",
                        right.replaceFirst("\":\"", "\":\"\u00c0\u00af").getBytes(ISO_8859_1)));
        cases.add(unreadable("a NUL byte", join(bytes, new byte[] {0})));
        cases.add(
                unreadable("gzip's first bytes", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0}));
    }

    private static Case unreadable(String what, byte[] body) {
        return new Case(what, Kind.UNREADABLE, "", body);
    }

    private static Case raw(JsonNode right, String pointer, Kind kind, String what, String value) {
        JsonNode changed = right.deepCopy();
        JsonPointer place = JsonPointer.compile(pointer);
        JsonNode parent = changed.at(place.head());
        if (parent instanceof ArrayNode array) {
            array.set(place.last().getMatchingIndex(), array.textNode(RAW));
        } else {
            ((ObjectNode) parent).put(place.last().getMatchingProperty(), RAW);
        }
        String body = changed.toString().replace("\"" + RAW + "\"", value);
        String name = what.length() > 60 ? what.substring(0, 60) : what;
        return new Case(name, kind, pointer, body.getBytes(UTF_8));
    }

    private static byte[] without(JsonNode right, String pointer) {
        JsonNode changed = right.deepCopy();
        JsonPointer place = JsonPointer.compile(pointer);
        JsonNode parent = changed.at(place.head());
        if (parent instanceof ArrayNode array) {
            array.remove(place.last().getMatchingIndex());
        } else {
            ((ObjectNode) parent).remove(place.last().getMatchingProperty());
        }
        return changed.toString().getBytes(UTF_8);
    }

    private static String longText(int characters) {
        return "\"" + HostileText.CANARY + "x".repeat(characters) + "\"";
    }

    /** As a JSON text in ASCII, so that halves of pairs can be written. */
    private static String escaped(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars()
                .forEach(
                        c ->
                                json.append(
                                        c < 127 && c > 31 && c != '"' && c != '\\'
                                                ? Character.toString(c)
                                                : "\\u%04x".formatted(c)));
        return json.append('"').toString();
    }
}
