package org.wholepicture.referral.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.wholepicture.platform.web.StrictJson;

/**
 * Reads JSON that a stranger wrote: UTF-8 without a byte-order mark and nothing else, well formed,
 * no deeper than 20 levels, no text longer than 8 KB, no member twice, no NUL and no half of a
 * character pair anywhere.
 */
final class JsonText {

    /** Bytes of one text. */
    private static final int LONGEST_TEXT = 8 * 1024;

    /**
     * Looks for the ends of items alone, so nothing stops it that an item of the allowed size can
     * have; each item then gets the answer that it would get by itself.
     */
    private static final JsonFactory SPLITTER =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(EventsResource.LARGEST_EVENT + 1)
                                    .maxNumberLength(EventsResource.LARGEST_BATCH)
                                    .maxStringLength(EventsResource.LARGEST_BATCH)
                                    .maxNameLength(EventsResource.LARGEST_BATCH)
                                    .build())
                    .build();

    private static final String NOT_UTF_8 = "The body is not UTF-8 without a byte-order mark.";

    /** What was read. */
    sealed interface Read {

        /** It is JSON. */
        record Value(JsonNode json) implements Read {}

        /** It is not, in a sentence that quotes nothing. */
        record Unreadable(String why) implements Read {}
    }

    /** How a batch was cut. */
    sealed interface Cut {

        /** Into these items. */
        record Items(List<byte[]> items) implements Cut {}

        /** It cannot be cut, in a sentence that quotes nothing. */
        record Unreadable(String why) implements Cut {}
    }

    private static final Cut NO_ARRAY =
            new Cut.Unreadable("The body is not a whole JSON array in UTF-8.");

    private JsonText() {}

    static Read read(byte[] body) {
        if (looksLikeOtherUnicode(body)) {
            return new Read.Unreadable(NOT_UTF_8);
        }
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException _) {
            return new Read.Unreadable(NOT_UTF_8);
        }
        try {
            JsonNode json = StrictJson.mapper().readTree(body);
            if (json == null || json.isMissingNode()) {
                return new Read.Unreadable("The body is empty.");
            }
            return isClean(json)
                    ? new Read.Value(json)
                    : new Read.Unreadable(
                            "A text in the body is longer than 8 KB, or has a NUL or half of a"
                                    + " character pair in it.");
        } catch (StreamConstraintsException _) {
            return new Read.Unreadable(
                    "The body is nested more than 20 levels deep, or has too long a text or number.");
        } catch (JsonProcessingException _) {
            return new Read.Unreadable(
                    "The body is not well-formed JSON, or has a member twice in one object.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Cuts a JSON array into its items without reading them, so that one bad item spoils no other.
     *
     * @param most items that are looked at; one more is enough to know that it is too many
     */
    static Cut items(byte[] body, int most) {
        if (looksLikeOtherUnicode(body)) {
            return new Cut.Unreadable(NOT_UTF_8);
        }
        List<byte[]> items = new ArrayList<>();
        try (JsonParser parser = SPLITTER.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return NO_ARRAY;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == null) {
                    return NO_ARRAY;
                }
                int start = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                // Reads texts and numbers to their end; for objects it changes nothing.
                parser.finishToken();
                int end = (int) parser.currentLocation().getByteOffset();
                if (items.size() <= most) {
                    items.add(Arrays.copyOfRange(body, start, end));
                }
            }
            return parser.nextToken() == null ? new Cut.Items(items) : NO_ARRAY;
        } catch (StreamConstraintsException _) {
            return new Cut.Unreadable("An event in the batch is nested too deep to be cut out.");
        } catch (IOException _) {
            return NO_ARRAY;
        }
    }

    /**
     * UTF-16 and UTF-32 write JSON's own characters with NUL bytes or begin with a mark. The parser
     * would guess them, and then count in other places than we do.
     */
    private static boolean looksLikeOtherUnicode(byte[] body) {
        if (body.length > 1
                && ((body[0] & 0xff) >= 0xfe
                        || ((body[0] & 0xff) == 0xef && (body[1] & 0xff) == 0xbb))) {
            return true;
        }
        for (byte b : body) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isClean(JsonNode node) {
        if (node.isTextual()) {
            return isClean(node.textValue());
        }
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                if (!isClean(member.getKey()) || !isClean(member.getValue())) {
                    return false;
                }
            }
            return true;
        }
        for (JsonNode item : node) {
            if (!isClean(item)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        // Cheap first: most texts are far too short to matter.
        return text.length() <= LONGEST_TEXT / 3
                || text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_TEXT;
    }
}
