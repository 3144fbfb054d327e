package org.wholepicture.cases.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.wholepicture.cases.CaseFile;

/** Moves the time of all services together, and waits until none has anything left to do. */
final class Clocks {

    /** Far longer than any day of a story takes; a service that never rests is a fault. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration POLL = Duration.ofMillis(25);

    private static final int IDLE_ROUNDS = 2;

    private final Connection connection;
    private final Http http;
    private final AccessTokens tokens;
    private boolean ended;

    Clocks(Connection connection, Http http, AccessTokens tokens) {
        this.connection = connection;
        this.http = http;
        this.tokens = tokens;
    }

    /** Makes it that time of that day, in London, for every service. */
    synchronized void set(LocalDate day, LocalTime time) {
        if (ended) {
            throw new IllegalStateException("playing was ended");
        }
        Instant now = day.atTime(time).atZone(CaseFile.ZONE).toInstant();
        move(JsonNodeFactory.instance.objectNode().put("now", now.toString()));
    }

    /** Real time again. */
    void reset() {
        move(JsonNodeFactory.instance.objectNode().put("offset", "PT0S"));
    }

    /** Real time again, for good: whoever still plays moves nothing any more. */
    synchronized void end() {
        ended = true;
        reset();
    }

    private void move(JsonNode body) {
        String token = tokens.operations();
        List<String> refused =
                ofEach(
                        service -> {
                            Http.Answer answer =
                                    http.send(
                                            "PUT",
                                            connection.direct(service, "/local/clock"),
                                            token,
                                            body);
                            return answer.status() == 200
                                    ? ""
                                    : service + "-service (" + answer.status() + ")";
                        });
        if (!refused.isEmpty()) {
            throw new IllegalStateException(
                    "clocks that do not move: " + String.join(", ", refused));
        }
    }

    /**
     * Waits until every service says idle, twice running: what one leaves for another lies between
     * them for a moment.
     */
    void awaitIdle() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int rounds = 0;
        while (rounds < IDLE_ROUNDS) {
            List<String> busy = busy();
            if (busy.isEmpty()) {
                rounds++;
                continue;
            }
            rounds = 0;
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "after %d s there is still work left: %s"
                                .formatted(PATIENCE.toSeconds(), String.join(", ", busy)));
            }
            Http.pause(POLL);
        }
    }

    private List<String> busy() {
        String token = tokens.operations();
        return ofEach(
                service -> {
                    Http.Answer answer = http.get(connection.direct(service, "/local/idle"), token);
                    return answer.body().path("idle").asBoolean(false)
                            ? ""
                            : "%s-service (%d) %s"
                                    .formatted(
                                            service,
                                            answer.status(),
                                            answer.body().path("remaining"));
                });
    }

    /** Asks all services at once; what they say, without the empty texts. */
    private static List<String> ofEach(UnaryOperator<String> question) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<String>> answers =
                    Connection.SERVICES.stream()
                            .map(
                                    service ->
                                            CompletableFuture.supplyAsync(
                                                    () -> question.apply(service), threads))
                            .toList();
            return answers.stream()
                    .map(CompletableFuture::join)
                    .filter(answer -> !answer.isEmpty())
                    .toList();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof UncheckedIOException away) {
                throw away;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }
}
