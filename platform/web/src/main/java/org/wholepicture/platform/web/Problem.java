package org.wholepicture.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as RFC 9457 describes it. It never has an {@code instance}: two answers to the same
 * question are the same bytes, and the request's id stands in a header.
 *
 * @param type what kind of refusal
 * @param detail a sentence about this occurrence, without personal data
 * @param faults what is wrong in the content, if that is the reason
 * @param retryAfter when to try again, at least a second
 */
public record Problem(
        ProblemType type,
        @Nullable String detail,
        List<Fault> faults,
        @Nullable Duration retryAfter) {

    /** {@code application/problem+json}. */
    public static final String MEDIA_TYPE = "application/problem+json";

    static final MediaType JSON = MediaType.valueOf(MEDIA_TYPE);

    private static final ObjectMapper PLAIN = JsonMapper.builder().build();

    public Problem {
        faults = List.copyOf(faults);
    }

    /** A problem with nothing to add to its type. */
    public static Problem of(ProblemType type) {
        return new Problem(type, null, List.of(), null);
    }

    /** The same with a sentence about this occurrence. */
    public Problem withDetail(String sentence) {
        return new Problem(type, sentence, faults, retryAfter);
    }

    /** The same with what is wrong in the content. */
    public Problem withFaults(List<Fault> found) {
        return new Problem(type, detail, found, retryAfter);
    }

    /** The same with the time to wait; rounded up to whole seconds in the header. */
    public Problem retryAfter(Duration wait) {
        return new Problem(type, detail, faults, wait);
    }

    /** To answer with from a resource. */
    public Response toResponse() {
        var response = Response.status(type.status()).type(JSON).entity(this);
        if (retryAfter != null) {
            response.header(
                    HttpHeaders.RETRY_AFTER, Math.max(1, retryAfter.plusMillis(999).toSeconds()));
        }
        return response.build();
    }

    /** To leave a resource with from deeper down. */
    public ProblemException exception() {
        return new ProblemException(this);
    }

    /** The JSON text: members in a fixed order, those without content left out. */
    public String json() {
        ObjectNode node = PLAIN.createObjectNode();
        node.put("type", type.uri().toString());
        node.put("title", type.title());
        node.put("status", type.status());
        if (detail != null) {
            node.put("detail", detail);
        }
        if (!faults.isEmpty()) {
            ArrayNode list = node.putArray("faults");
            faults.forEach(
                    f -> list.addObject().put("pointer", f.pointer()).put("detail", f.detail()));
        }
        try {
            return PLAIN.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
