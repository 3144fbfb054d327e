package org.wholepicture.cases.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
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

    Clocks(Connection connection, Http http, AccessTokens tokens) {
        this.connection = connection;
        this.http = http;
        this.tokens = tokens;
    }

    /** Makes it that time of that day, in London, for every service. */
    void set(LocalDate day, LocalTime time) {
        Instant now = day.atTime(time).atZone(CaseFile.ZONE).toInstant();
        move(JsonNodeFactory.instance.objectNode().put("now", now.toString()));
    }

    /** Real time again. */
    void reset() {
        move(JsonNodeFactory.instance.objectNode().put("offset", "PT0S"));
    }

    private void move(JsonNode body) {
        for (String service : Connection.SERVICES) {
            Http.Answer answer =
                    http.send(
                            "PUT",
                            connection.direct(service, "/local/clock"),
                            tokens.operations(),
                            body);
            if (answer.status() != 200) {
                throw new IllegalStateException(
                        service + "-service does not move its clock: " + answer.status());
            }
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
            String busy = busy();
            if (busy.isEmpty()) {
                rounds++;
                continue;
            }
            rounds = 0;
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "after " + PATIENCE.toSeconds() + " s there is still work left: " + busy);
            }
            Http.pause(POLL);
        }
    }

    private String busy() {
        StringBuilder busy = new StringBuilder();
        for (String service : Connection.SERVICES) {
            Http.Answer answer =
                    http.get(connection.direct(service, "/local/idle"), tokens.operations());
            if (!answer.body().path("idle").asBoolean(false)) {
                busy.append(service).append("-service (").append(answer.status()).append("): ");
                busy.append(answer.body().path("remaining")).append(' ');
            }
        }
        return busy.toString();
    }
}
