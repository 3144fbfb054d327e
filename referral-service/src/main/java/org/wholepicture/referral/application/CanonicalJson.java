package org.wholepicture.referral.application;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * One text for the same content: members sorted, no white space, whole numbers without a fraction.
 * For telling a repeated event from other content under the same key.
 */
final class CanonicalJson {

    private CanonicalJson() {}

    /** SHA-256 of a type and its data, hexadecimal. */
    static String digest(String type, JsonNode data) {
        StringBuilder text = new StringBuilder(type).append('\n');
        write(data, text);
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no SHA-256", e);
        }
    }

    static String write(JsonNode node) {
        StringBuilder text = new StringBuilder();
        write(node, text);
        return text.toString();
    }

    private static void write(JsonNode node, StringBuilder text) {
        if (node.isObject()) {
            writeObject(node, text);
        } else if (node.isArray()) {
            char separator = '[';
            for (JsonNode item : node) {
                text.append(separator);
                write(item, text);
                separator = ',';
            }
            text.append(separator == '[' ? "[]" : "]");
        } else if (node.isNumber() && node.canConvertToExactIntegral()) {
            text.append(node.bigIntegerValue());
        } else {
            // Strings, true, false, null and fractions: as Jackson writes them.
            text.append(node);
        }
    }

    private static void writeObject(JsonNode node, StringBuilder text) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        Collections.sort(names);
        char separator = '{';
        for (String name : names) {
            text.append(separator)
                    .append(com.fasterxml.jackson.databind.node.TextNode.valueOf(name))
                    .append(':');
            write(node.path(name), text);
            separator = ',';
        }
        text.append(separator == '{' ? "{}" : "}");
    }
}
