package org.wholepicture.cases.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wholepicture.cases.CaseEvent;
import org.wholepicture.cases.CaseEventKey;
import org.wholepicture.cases.CaseEventType;
import org.wholepicture.cases.CaseFile;
import org.wholepicture.cases.Disagreements;
import org.wholepicture.cases.RaisedAlert;

/**
 * The disagreements of one playing of a story, as practitioners have them in escalation-service.
 */
final class PlayedDissents {

    /** The rule of escalation-service. */
    private static final String OVERDUE = "ESC-OVERDUE";

    /** The last stage of the list, to which a child in danger is taken at once. */
    private static final int TOP = 5;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final CaseFile story;
    private final Disagreements disagreements;
    private final Anchor anchor;
    private final Connection connection;
    private final Http http;
    private final AccessTokens tokens;
    private final Clocks clocks;
    private final Known known;

    /** Each disagreement raised, by the story's event and the child. */
    private final Map<OfChild, Raised> dissents = new LinkedHashMap<>();

    /** Stages that were not settled in time. */
    private final Set<RaisedAlert> overdue = new LinkedHashSet<>();

    /**
     * What the playing has come to know; it goes on to fill these maps.
     *
     * @param receipts of each event sent, by the story's event id
     * @param persons person id of each child
     * @param leads user name of each child's confirmed lead
     */
    record Known(
            Map<String, String> receipts, Map<String, String> persons, Map<String, String> leads) {}

    private record OfChild(String event, String child) {}

    /**
     * A disagreement.
     *
     * @param dissent its id
     * @param by user name of who raised it: only that side may say that it is resolved
     * @param stage the one it is at
     */
    private record Raised(String dissent, String by, int stage) {}

    PlayedDissents(
            CaseFile story,
            Anchor anchor,
            Connection connection,
            Http http,
            AccessTokens tokens,
            Clocks clocks,
            Known known) {
        this.story = story;
        this.disagreements = new Disagreements(story);
        this.anchor = anchor;
        this.connection = connection;
        this.http = http;
        this.tokens = tokens;
        this.clocks = clocks;
        this.known = known;
    }

    /** The stages that were overdue at the end of a day on which that was read. */
    Set<RaisedAlert> overdue() {
        return Collections.unmodifiableSet(overdue);
    }

    /** It is raised, moved up or ended by a practitioner. */
    void happen(CaseEvent event) {
        for (String child : event.children()) {
            if (event.type() == CaseEventType.DISSENT) {
                raise(event, child);
                moveUp(event, new OfChild(event.id(), child));
                continue;
            }
            OfChild of = new OfChild(disagreements.dissent(event), child);
            if (!dissents.containsKey(of)) {
                throw new Refused(event.id() + ": no disagreement was raised about " + child);
            }
            if (event.type() == CaseEventType.ESCALATION_STAGE) {
                moveUp(event, of);
            } else {
                resolve(event, of);
            }
        }
    }

    /** By a practitioner of the agency, whom the child's lead names first. */
    private void raise(CaseEvent event, String child) {
        String username = Partnership.practitionerOf(event.agency());
        String person = known.persons().get(child);
        String lead = known.leads().get(child);
        if (person == null || lead == null) {
            throw new Refused(event.id() + ": nobody leads for " + child + " yet");
        }
        ObjectNode naming = JSON.objectNode();
        naming.put("practitioner", Partnership.practitionerId(username));
        naming.put("as", "NAMED");
        expect(
                event,
                http.send(
                        "POST",
                        connection.at("/referral/v1/people/" + person + "/confirmations"),
                        tokens.person(lead),
                        naming));
        clocks.awaitIdle();
        ObjectNode dissent = JSON.objectNode();
        dissent.put("person", person);
        ObjectNode about = dissent.putObject("about");
        Optional<CaseEvent> decision = decisionBefore(event, child);
        about.put("kind", kind(decision));
        decision.ifPresent(of -> about.put("event", known.receipts().getOrDefault(of.id(), "")));
        dissent.put("disagreement", "The agency does not agree.");
        dissent.put("askedFor", "Talk before it takes effect.");
        Http.Answer answer =
                http.send(
                        "POST",
                        connection.at("/escalation/v1/dissents"),
                        tokens.person(username),
                        dissent);
        expect(event, answer);
        dissents.put(
                new OfChild(event.id(), child),
                new Raised(answer.body().path("id").asText(), username, 1));
    }

    /** One stage after the other; past others to the top only as for a child in danger. */
    private void moveUp(CaseEvent event, OfChild of) {
        String reason = event.text(CaseEventKey.REASON).orElse("not agreed");
        int to = disagreements.stage(event);
        for (Raised raised = dissents.get(of);
                raised != null && raised.stage() < to;
                raised = dissents.get(of)) {
            boolean skips = to == TOP && raised.stage() + 1 < TOP;
            ObjectNode words = JSON.objectNode().put("reason", reason);
            if (skips) {
                words.put("emergency", "The duty social worker was telephoned at once.");
            }
            say(event, raised, skips ? "immediate-danger" : "stages", words);
            int stage = skips ? TOP : raised.stage() + 1;
            dissents.put(of, new Raised(raised.dissent(), raised.by(), stage));
        }
    }

    private void resolve(CaseEvent event, OfChild of) {
        Raised raised = dissents.get(of);
        if (raised != null) {
            String outcome = event.text(CaseEventKey.OUTCOME).orElse("agreed");
            say(event, raised, "resolution", JSON.objectNode().put("outcome", outcome));
        }
    }

    private void say(CaseEvent event, Raised raised, String what, ObjectNode words) {
        expect(
                event,
                http.send(
                        "POST",
                        connection.at("/escalation/v1/dissents/" + raised.dissent() + "/" + what),
                        tokens.person(raised.by()),
                        words));
    }

    /** What was decided last before somebody disagreed; nothing where nobody decided anything. */
    private Optional<CaseEvent> decisionBefore(CaseEvent dissent, String child) {
        return story.events().stream()
                .filter(event -> event.known() <= dissent.known())
                .filter(event -> event.children().contains(child))
                .filter(event -> isDecision(event.type()))
                .filter(event -> known.receipts().containsKey(event.id()))
                .reduce((_, later) -> later);
    }

    private static boolean isDecision(CaseEventType type) {
        return type == CaseEventType.CLOSE_PROPOSED
                || type == CaseEventType.STEP_DOWN_PROPOSED
                || type == CaseEventType.CLOSE
                || type == CaseEventType.STEP_DOWN
                || type == CaseEventType.REFERRAL_DECISION;
    }

    private static String kind(Optional<CaseEvent> decision) {
        return decision.map(
                        event ->
                                event.type() == CaseEventType.REFERRAL_DECISION
                                        ? "REFERRAL_ANSWER"
                                        : "STEP_DOWN")
                .orElse("LACK_OF_PROGRESS");
    }

    /** What the clock has marked overdue, as who raised it reads it at the end of a day. */
    void readOverdue() {
        dissents.forEach(
                (of, raised) -> {
                    Http.Answer answer =
                            http.get(
                                    connection.at("/escalation/v1/dissents/" + raised.dissent()),
                                    tokens.person(raised.by()));
                    if (answer.status() != 200) {
                        throw new Refused(
                                "who raised it cannot read a disagreement: " + answer.status());
                    }
                    for (JsonNode stage : answer.body().path("stages")) {
                        if (stage.path("overdue").isTextual()) {
                            overdue.add(
                                    new RaisedAlert(
                                            anchor.day(
                                                    LocalDate.parse(
                                                            stage.path("overdue").asText())),
                                            OVERDUE,
                                            of.child(),
                                            "dissent:%s#%d"
                                                    .formatted(
                                                            of.event(),
                                                            stage.path("number").asInt()),
                                            List.of()));
                        }
                    }
                });
    }

    private static void expect(CaseEvent event, Http.Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new Refused(
                    event.id() + " is not accepted: " + answer.status() + " " + answer.body());
        }
    }
}
