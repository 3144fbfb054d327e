package org.wholepicture.platform.testsupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.wholepicture.platform.testsupport.RawHttp.Answer;

/**
 * One request that nobody honest sends, and how it has to be answered.
 *
 * @param what it is, for a message
 * @param head request line and headers
 * @param body what follows them
 * @param statuses one of these
 * @param page whether it asks for a page, which may show what was typed, as text
 */
public record HostileRequest(
        String what, String head, byte[] body, Set<Integer> statuses, boolean page) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What only a careless answer has in it. */
    private static final Pattern INSIDES =
            Pattern.compile(
                    "Exception|Caused by|\\tat |java\\.|jakarta|org\\.(wholepicture|postgresql|jboss)"
                            + "|SQLSTATE|quarkus|vertx|netty|resteasy",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern MARKUP =
            Pattern.compile("<zebedee|<script|javascript:", Pattern.CASE_INSENSITIVE);

    /** Sends them all and says what is wrong with the answers; empty if nothing is. */
    public static List<String> complaints(int port, List<HostileRequest> requests) {
        return RawHttp.each(requests, request -> request.complaints(port)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<String> complaints(int port) {
        Answer answer = RawHttp.send(port, head, body);
        List<String> wrong = new ArrayList<>();
        if (!statuses.contains(answer.status())) {
            wrong.add("answered " + answer.status() + ", not one of " + statuses);
        }
        if (!answer.closed()) {
            wrong.add("left the connection open");
        }
        if (MARKUP.matcher(answer.body()).find()) {
            wrong.add("answered markup");
        }
        if (answer.headers().toString().contains(HostileText.CANARY)
                || answer.headers().containsKey("zebedee-injected")) {
            wrong.add("answered a header of the sender's: " + answer.headers());
        }
        if (answer.headers().containsKey("server")
                || answer.headers().containsKey("x-powered-by")) {
            wrong.add("says what it is made of");
        }
        if (answer.status() >= 400) {
            refusal(answer, wrong);
        }
        return wrong.stream().map(one -> what + ": " + one).toList();
    }

    private void refusal(Answer answer, List<String> wrong) {
        if (INSIDES.matcher(answer.body()).find()) {
            wrong.add("shows its insides: " + answer.body());
        }
        if (!answer.header("X-Content-Type-Options").equals("nosniff")
                || !answer.header("Content-Security-Policy").startsWith("default-src 'none'")) {
            wrong.add("has no security headers");
        }
        String type = answer.header("Content-Type");
        if (page && type.startsWith("text/html")) {
            return;
        }
        if (answer.body().contains(HostileText.CANARY)) {
            wrong.add("repeats what was sent: " + answer.body());
        }
        if (head.startsWith("HEAD ")) {
            return;
        }
        if (!type.equals("application/problem+json")) {
            wrong.add("is " + answer.status() + " and not a problem but " + type);
            return;
        }
        try {
            JsonNode problem = JSON.readTree(answer.body());
            if (problem.path("status").asInt() != answer.status()
                    || problem.path("title").asText().isBlank()
                    || problem.path("type").asText().isBlank()) {
                wrong.add("is no clear problem: " + answer.body());
            }
        } catch (JsonProcessingException e) {
            wrong.add("is no JSON: " + answer.body());
        }
    }
}
