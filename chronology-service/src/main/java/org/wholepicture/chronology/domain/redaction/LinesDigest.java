package org.wholepicture.chronology.domain.redaction;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.Claim;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.Narrative;

/**
 * SHA-256 over all that lines say, in their order: what was reviewed and what is given out are the
 * same, or they are not. Not thread-safe; asked once.
 */
public final class LinesDigest {

    private final MessageDigest digest = sha();

    /** Adds a line. */
    public void add(Line line) {
        Entry entry = line.entry();
        Narrative words = entry.narrative();
        text(entry.id());
        text(entry.type());
        text(entry.agency());
        text(entry.happened());
        text(entry.recorded());
        text(entry.known());
        text(entry.author());
        text(entry.basis());
        text(entry.significance());
        text(entry.sensitivity());
        text(entry.lawfulBasis());
        for (Claim claim : entry.claims()) {
            text(claim);
        }
        value(entry.details());
        text(words.summary());
        text(words.childVoice());
        text(words.action());
        text(words.outcomeNote());
        text(words.reasons());
        text(words.reason());
        text(words.memberName());
        text(words.sourceRecord());
        text(line.withheld());
        for (Line.Said mark : line.marks()) {
            text(mark.kind());
            text(mark.by());
            text(mark.known());
            text(mark.practitioner());
            text(mark.reason() == null ? null : mark.reason().text());
        }
    }

    /** Hexadecimal. */
    public String end() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** With its length before it, so that no two lists of texts are the same bytes. */
    private void text(@Nullable Object value) {
        byte[] bytes = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
        digest.update(
                ((value == null ? "-" : "+") + bytes.length + ":")
                        .getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    /** Maps in the order of their keys, which they need not have. */
    private void value(@Nullable Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                Map<String, Object> sorted = new TreeMap<>();
                map.forEach((key, one) -> sorted.put(String.valueOf(key), one));
                text(sorted.size());
                sorted.forEach(
                        (key, one) -> {
                            text(key);
                            value(one);
                        });
            }
            case List<?> list -> {
                text(list.size());
                list.forEach(this::value);
            }
            case null -> text(null);
            default -> text(value);
        }
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
