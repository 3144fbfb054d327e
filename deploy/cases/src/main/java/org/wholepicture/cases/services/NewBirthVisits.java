package org.wholepicture.cases.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * Since when the partnership expects new-birth visits, as its two administrators set it for a story
 * and put it back: one proposes, the other approves. Settings are the whole partnership's, so
 * stories are played one after the other.
 */
final class NewBirthVisits {

    private static final LocalTime MORNING = LocalTime.of(9, 0);
    private static final String SETTINGS = "/alert/v1/settings";

    private final Connection connection;
    private final Http http;
    private final AccessTokens tokens;
    private final Clocks clocks;
    private JsonNode former = JsonNodeFactory.instance.objectNode();
    private boolean changed;

    NewBirthVisits(Connection connection, Http http, AccessTokens tokens, Clocks clocks) {
        this.connection = connection;
        this.http = http;
        this.tokens = tokens;
        this.clocks = clocks;
    }

    /**
     * Expects them of children born on or after a day.
     *
     * @param eve the day on which it is set; it is in force from the next
     */
    void expectFrom(LocalDate born, LocalDate eve) {
        Http.Answer answer =
                http.get(connection.at(SETTINGS), tokens.person(Partnership.ADMINISTRATOR));
        expect(200, answer);
        former = latestApproved(answer.body()).path("newBirthVisits");
        ObjectNode wanted = JsonNodeFactory.instance.objectNode().put("from", born.toString());
        if (!wanted.equals(former)) {
            set(wanted, eve);
            changed = true;
        }
    }

    /** Puts back what {@link #expectFrom} found, in force from the same day. */
    void putBack(LocalDate eve) {
        if (changed) {
            set(former.isObject() ? former : JsonNodeFactory.instance.objectNode(), eve);
        }
    }

    /** Versions are listed newest first. */
    private static JsonNode latestApproved(JsonNode answer) {
        return answer.path("versions")
                .valueStream()
                .filter(version -> version.path("inForceFrom").isTextual())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the rules have no settings"));
    }

    private void set(JsonNode visits, LocalDate eve) {
        clocks.set(eve, MORNING);
        clocks.awaitIdle();
        ObjectNode proposal = JsonNodeFactory.instance.objectNode();
        proposal.set("newBirthVisits", visits);
        proposal.put("reason", "What the case histories played here ask for.");
        Http.Answer proposed =
                http.send(
                        "POST",
                        connection.at(SETTINGS),
                        tokens.person(Partnership.ADMINISTRATOR),
                        proposal);
        expect(201, proposed);
        // Nothing is approved before it is worked out what it would change.
        clocks.awaitIdle();
        expect(
                200,
                http.send(
                        "POST",
                        connection.at(
                                SETTINGS
                                        + "/"
                                        + proposed.body().path("version").asInt()
                                        + "/approval"),
                        tokens.person(Partnership.SECOND_ADMINISTRATOR),
                        JsonNodeFactory.instance.objectNode()));
    }

    private static void expect(int status, Http.Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException(
                    "the settings of the rules cannot be changed: "
                            + answer.status()
                            + " "
                            + answer.body());
        }
    }
}
