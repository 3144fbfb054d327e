package org.wholepicture.systemtests.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.wholepicture.systemtests.Child;
import org.wholepicture.systemtests.Stack;
import org.wholepicture.systemtests.Web;

/**
 * Gives escalation-service's timers something to fire: the lead disagrees about one child after the
 * other, and moves up what is open already. For one thread.
 */
final class Disagreements {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    /** A minute after both sides are reminded of a stage's last day. */
    private static final LocalTime REMINDED = LocalTime.of(9, 1);

    private static final String ADDRESS = "/escalation/v1/dissents";

    private final Stack stack;
    private final List<Child> children;
    private int next;

    Disagreements(Stack stack, List<Child> children) {
        this.stack = stack;
        this.children = children;
    }

    /**
     * Begins a stage.
     *
     * @return when a timer of it has become due
     */
    Instant begin() {
        Child child = children.get(next++ % children.size());
        ObjectNode dissent = Web.JSON.createObjectNode();
        dissent.put("person", child.person());
        dissent.putObject("about").put("kind", "LACK_OF_PROGRESS");
        dissent.put("disagreement", "Nothing is done.").put("askedFor", "Do something.");
        Web.Answer answer = post(ADDRESS, dissent);
        if (answer.status() == 409) {
            answer = post(ADDRESS + "/" + open(child) + "/stages", reason());
        }
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException("nobody disagrees: " + answer.status());
        }
        LocalDate limit = LocalDate.MIN;
        for (JsonNode stage : answer.json().path("stages")) {
            limit = LocalDate.parse(stage.path("limit").asText());
        }
        return limit.atTime(REMINDED).atZone(LONDON).toInstant();
    }

    private String open(Child child) {
        for (JsonNode dissent :
                Web.get(stack.at(ADDRESS + "?person=" + child.person()), stack.token(Child.LEAD))
                        .json()
                        .path("dissents")) {
            if (!dissent.path("state").asText().equals("RESOLVED")) {
                return dissent.path("id").asText();
            }
        }
        throw new IllegalStateException("nothing is open");
    }

    private static ObjectNode reason() {
        return Web.JSON.createObjectNode().put("reason", "Not agreed.");
    }

    private Web.Answer post(String address, ObjectNode body) {
        return Web.send(
                "POST",
                stack.at(address),
                stack.token(Child.LEAD),
                "application/json",
                body.toString());
    }
}
