package org.wholepicture.platform.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The part of RFC 8785 that objects of strings and lists of strings need: members sorted by UTF-16
 * code units, which is how Java compares strings, and the shortest escapes.
 */
final class CanonicalJson {

    private CanonicalJson() {}

    static String object(SortedMap<String, String> members) {
        return members.entrySet().stream()
                .map(m -> string(m.getKey()) + ':' + m.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    static String strings(List<String> values) {
        return values.stream()
                .map(CanonicalJson::string)
                .collect(Collectors.joining(",", "[", "]"));
    }

    static String string(String value) {
        var out = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
