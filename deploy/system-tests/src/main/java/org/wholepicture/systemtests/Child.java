package org.wholepicture.systemtests;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A child of a test whose lead, the early help practitioner, has been confirmed by the front door.
 *
 * @param nhsNumber how agencies name the child
 * @param person how the services name it
 */
public record Child(Stack stack, String nhsNumber, String person) {

    public static final String LEAD = "early-help-lead";
    public static final LocalDate SOME_DAY = LocalDate.of(2026, 10, 5);

    private static final Set<String> STANDING = Set.of("OPEN", "ACKNOWLEDGED");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Sends the lead's assignment and confirms it. */
    public static Child ledByEarlyHelp(Stack stack, String nhsNumber) {
        ObjectNode assigned =
                Events.about(
                        nhsNumber,
                        "early-help",
                        "lead-practitioner",
                        "lead-of-" + nhsNumber,
                        SOME_DAY);
        Events.data(assigned).put("practitioner", "pr-" + LEAD);
        Web.Answer accepted = Web.publish(stack, "early-help", assigned);
        expect(accepted, 202);
        String receipt = accepted.json().path("receipt").asText();
        JsonNode claim =
                await().atMost(PATIENCE).until(() -> claim(stack, receipt), c -> c != null);
        String person = claim.path("person").asText();
        ObjectNode confirmation = Web.JSON.createObjectNode();
        confirmation.put("practitioner", "pr-" + LEAD);
        confirmation.put("as", "LEAD");
        confirmation.put("claim", receipt);
        Web.Answer confirmed =
                Web.send(
                        "POST",
                        stack.at("/referral/v1/people/" + person + "/confirmations"),
                        stack.token("front-door"),
                        "application/json",
                        confirmation.toString());
        expect(confirmed, 200, 201);
        Child child = new Child(stack, nhsNumber, person);
        await().atMost(PATIENCE).until(() -> child.timeline(LEAD).status() == 200);
        return child;
    }

    @SuppressWarnings("NullAway") // null until it is there
    private static JsonNode claim(Stack stack, String receipt) {
        JsonNode answer =
                Web.get(stack.at("/referral/v1/confirmations"), stack.token("front-door")).json();
        for (JsonNode claim : answer.isArray() ? answer : answer.path("confirmations")) {
            if (claim.path("claim").asText().equals(receipt)) {
                return claim;
            }
        }
        return null;
    }

    /** The first page of the timeline as somebody sees it. */
    public Web.Answer timeline(String who) {
        return page(who, "");
    }

    private Web.Answer page(String who, String cursor) {
        return Web.get(
                stack.at("/chronology/v1/people/" + person + "/timeline?limit=100" + cursor),
                stack.token(who));
    }

    /** All entries of one type, newest first. */
    public List<JsonNode> entries(String type) {
        return entries().stream().filter(e -> e.path("type").asText().equals(type)).toList();
    }

    /** All entries, over all pages, newest first. */
    public List<JsonNode> entries() {
        List<JsonNode> entries = new ArrayList<>();
        String cursor = "";
        do {
            Web.Answer page = page(LEAD, cursor);
            expect(page, 200);
            page.json().path("entries").forEach(entries::add);
            String next = page.json().path("next").asText("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return entries;
    }

    /** One entry by the id of its event, as the alert page fetches it. */
    public Web.Answer entry(String event) {
        return Web.get(
                stack.at("/chronology/v1/people/" + person + "/entries?event=" + event),
                stack.token(LEAD));
    }

    /** The alerts as the lead sees them. */
    public List<JsonNode> alerts() {
        Web.Answer answer =
                Web.get(stack.at("/alert/v1/alerts?person=" + person), stack.token(LEAD));
        expect(answer, 200);
        List<JsonNode> alerts = new ArrayList<>();
        JsonNode body = answer.json();
        (body.isArray() ? body : body.path("alerts")).forEach(alerts::add);
        return alerts;
    }

    /** Whether an alert has not ended. */
    public static boolean stands(JsonNode alert) {
        return STANDING.contains(alert.path("state").asText());
    }

    /**
     * What the rules find now: rule, subject and reasons of each alert that stands, without ids.
     */
    public List<String> findings() {
        return alerts().stream()
                .filter(Child::stands)
                .map(
                        alert ->
                                alert.path("rule").asText()
                                        + " "
                                        + alert.path("subject").asText().replace(':', ' ')
                                        + " "
                                        + alert.path("reasons"))
                .map(Child::withoutIds)
                .sorted()
                .toList();
    }

    /** The timeline without what differs between two children: ids and times of arrival. */
    public List<String> told() {
        return entries().stream()
                .filter(entry -> !entry.path("type").asText().startsWith("alert"))
                .map(
                        entry ->
                                entry.path("type").asText()
                                        + " "
                                        + entry.path("agency").asText()
                                        + " "
                                        + entry.path("happened").path("from").asText()
                                        + " "
                                        + entry.path("claims"))
                .sorted()
                .toList();
    }

    private static String withoutIds(String text) {
        return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID");
    }

    private static void expect(Web.Answer answer, Integer... statuses) {
        if (!List.of(statuses).contains(answer.status())) {
            throw new IllegalStateException(answer.status() + " " + answer.body());
        }
    }
}
