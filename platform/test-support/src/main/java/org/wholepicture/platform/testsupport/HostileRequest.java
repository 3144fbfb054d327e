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
 * @param early whether the HTTP server may refuse it by itself, before the service sees it
 */
public record HostileRequest(
        String what, String head, byte[] body, Set<Integer> statuses, boolean page, boolean early) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What only a careless answer has in it. */
    private static final Pattern INSIDES =
            Pattern.compile(
                    "Exception|Caused by|\\tat |java\\.|jakarta|org\\.(wholepicture|postgresql|jboss)"
                            + "|SQLSTATE|quarkus|vertx|netty|resteasy",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern LOGGED =
            Pattern.compile(HostileText.CANARY + "|answered 5|HTTP Request to .* failed");

    private static final Pattern MARKUP =
            Pattern.compile("<zebedee|<script|javascript:", Pattern.CASE_INSENSITIVE);

    /**
     * What Vert.x answers by itself, with no header but its length: its HTTP server to what it
     * cannot read as a request or finds too long, and its outermost router to what it cannot decode
     * or what lies outside of the service's root path. Quarkus lets nobody at either of them: the
     * handlers, filters and routers that it hands out all stand behind. The words are fixed.
     */
    private static final Set<String> OF_THE_SERVER =
            Set.of("", "<html><body><h1>Resource not found</h1></body></html>");

    /** The largest body, and what the two ends of a connection hold between them. */
    private static final long TAKEN_IN_AT_MOST = 16L << 20;

    private static final long A_GIGABYTE = 1L << 30;

    /**
     * Asserts that each has its own clear answer, that nothing is kept of any but in the security
     * log, and that no log line repeats one or tells of a failure.
     */
    public static void assertNothingComesOf(
            List<HostileRequest> requests, int port, String database) {
        StoredRows.settle(database);
        var before = StoredRows.of(database);
        List<String> wrong = new ArrayList<>();
        try (LoggedLines lines = new LoggedLines()) {
            RawHttp.each(requests, request -> request.complaints(port)).forEach(wrong::addAll);
            lines.lines().stream()
                    .filter(line -> LOGGED.matcher(line).find())
                    .forEach(line -> wrong.add("logged: " + line));
        }
        var after = StoredRows.of(database);
        if (!after.equals(before)) {
            wrong.add("stored: " + after + ", before: " + before);
        }
        assertNone(wrong);
    }

    /** Asserts that little is taken in of any, however much of a body is sent. */
    public static void assertLittleIsTakenInOf(List<HostileRequest> requests, int port) {
        List<String> wrong = new ArrayList<>();
        RawHttp.each(
                        requests,
                        request -> {
                            RawHttp.Endless sent =
                                    RawHttp.sendEndless(port, request.head, A_GIGABYTE);
                            List<String> complaints =
                                    new ArrayList<>(request.complaints(sent.answer()));
                            if (sent.bytes() > TAKEN_IN_AT_MOST) {
                                complaints.add(request.what + ": took " + sent.bytes() + " bytes");
                            }
                            return complaints;
                        })
                .forEach(wrong::addAll);
        assertNone(wrong);
    }

    private static void assertNone(List<String> wrong) {
        if (!wrong.isEmpty()) {
            List<String> first = wrong.subList(0, Math.min(200, wrong.size()));
            throw new AssertionError(wrong.size() + " are wrong:\n" + String.join("\n", first));
        }
    }

    private List<String> complaints(int port) {
        return complaints(RawHttp.send(port, head, body));
    }

    private List<String> complaints(Answer answer) {
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

    private static boolean isOfTheServer(Answer answer) {
        return OF_THE_SERVER.contains(answer.body())
                && !answer.headers().containsKey("x-request-id");
    }

    private void refusal(Answer answer, List<String> wrong) {
        if (INSIDES.matcher(answer.body()).find()) {
            wrong.add("shows its insides: " + answer.body());
        }
        if (early && isOfTheServer(answer)) {
            return;
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
