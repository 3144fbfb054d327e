package org.wholepicture.chronology;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.wholepicture.platform.messaging.Envelope;
import org.wholepicture.platform.messaging.PrivateMember;
import org.wholepicture.platform.testsupport.Contracts;
import org.wholepicture.platform.testsupport.Deliveries;

/**
 * A child's history as messages, numbered as the producers number them. Every id begins with the
 * number of the telling, so that the same story can be told again to the same service about other
 * children; two tellings differ in nothing else. Each message is valid by its contract.
 */
final class Story {

    /** A message and the topic it stands on. */
    record Sent(String topic, Envelope envelope) {

        Deliveries.Message asItTravels() {
            return Deliveries.message(
                    envelope.id(),
                    envelope.type(),
                    envelope.key(),
                    envelope.sequence(),
                    envelope.time().toString(),
                    envelope.data().toString());
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final int telling;
    private final PrivateMember privateMember;
    private final List<Sent> sent = new ArrayList<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private int messages;

    Story(int telling, PrivateMember privateMember) {
        this.telling = telling;
        this.privateMember = privateMember;
    }

    UUID id(String number) {
        return UUID.fromString(
                "%08x-0000-4000-8000-%12s".formatted(telling, number).replace(' ', '0'));
    }

    /** An answer of this telling as the telling 0 would have given it. */
    String asTold(String answer) {
        return answer.replace(
                "%08x-0000-4000-8000-".formatted(telling), "00000000-0000-4000-8000-");
    }

    List<Sent> sent() {
        return List.copyOf(sent);
    }

    List<Deliveries.Message> on(String topic) {
        return sent.stream()
                .filter(one -> one.topic().equals(topic))
                .map(Sent::asItTravels)
                .toList();
    }

    Story opened(String record, String person, String known, String given, String birthDate) {
        UUID id = id(record);
        ObjectNode data = moved(record, person, known);
        if (!birthDate.isEmpty()) {
            data.put("birthDate", birthDate);
        }
        ObjectNode name = JSON.createObjectNode();
        name.putObject("name").put("given", given).put("family", "Sample");
        name.putArray("identifiers");
        data.put("private", privateMember.seal(id, name));
        return add("child-events", record, "record-opened", known, data);
    }

    Story merged(String record, String person, String known) {
        return add("child-events", record, "merge", known, moved(record, person, known));
    }

    Story split(String record, String person, String known) {
        return add("child-events", record, "split", known, moved(record, person, known));
    }

    private ObjectNode moved(String record, String person, String known) {
        return JSON.createObjectNode()
                .put("record", id(record).toString())
                .put("person", id(person).toString())
                .put("known", known);
    }

    Story confirmed(
            String event,
            String record,
            String person,
            String known,
            String practitioner,
            String heldAs,
            String more) {
        ObjectNode data = moved(record, person, known);
        data.put("event", id(event).toString())
                .put("practitioner", practitioner)
                .put("as", heldAs)
                .put("from", known)
                .put("confirmedBy", "pr-front-door");
        data.setAll(object(more));
        return add("child-events", record, "confirmation", known, data);
    }

    /**
     * An agency's event.
     *
     * @param happened the member {@code happened}, JSON
     * @param details the member {@code details}, JSON
     * @param words what is sealed, JSON
     * @param more further members, JSON
     */
    Story filed(
            String event,
            String record,
            String person,
            String known,
            String type,
            String agency,
            String happened,
            String details,
            String words,
            String more) {
        ObjectNode data = moved(record, person, known);
        data.put("event", id(event).toString())
                .put("agency", agency)
                .put("recorded", known)
                .put("received", known)
                .put("sensitivity", "NORMAL");
        data.set("happened", object(happened));
        data.putArray("claims");
        data.set("details", object(details));
        data.put("private", privateMember.seal(id(event), object(words)));
        data.setAll(object(more));
        return add("child-events", record, type, known, data);
    }

    Story alert(
            String what, String alert, String record, String person, String known, String more) {
        ObjectNode data = moved(record, person, known);
        data.put("alert", id(alert).toString())
                .put("rule", "CONTRA-PAIR")
                .put("ruleVersion", 1)
                .put("subject", "topic:ENGAGEMENT:drug-alcohol")
                .put("severity", "MED")
                .put("day", known.substring(0, 10));
        data.putArray("reasons");
        data.putArray("events").add(id("e08").toString()).add(id("e09").toString());
        data.setAll(object(more));
        return add("alerts", record, what, known, data);
    }

    /** What was decided before a step-down, or answered when somebody asked. */
    Story done(String what, String id, String record, String person, String known, String outcome) {
        ObjectNode data = moved(record, person, known);
        data.put(what.equals("step-down-decided") ? "decision" : "answered", id(id).toString())
                .put("agency", "early-help")
                .put("practitioner", "pr-lead")
                .put("outcome", outcome)
                .put("day", known.substring(0, 10));
        if (what.equals("step-down-decided")) {
            data.putArray("reasons").add("UNCONFIRMED:SAFE_SLEEP");
        } else {
            data.put("alert", id("d1").toString()).put("basis", "SERVICE_RECORD");
        }
        data.putArray("events").add(id("e08").toString());
        return add("alerts", record, what, known, data);
    }

    Story dissent(
            String what, String dissent, String record, String person, String about, String known) {
        ObjectNode data = moved(record, person, known);
        data.put("dissent", id(dissent).toString())
                .put("agency", "health-visiting")
                .put("practitioner", "pr-health-visitor")
                .put("happened", known.substring(0, 10));
        data.putObject("about").put("kind", "STEP_DOWN").put("event", id(about).toString());
        return add("escalations", record, what, known, data);
    }

    /**
     * An order of erasure about a record.
     *
     * @param extent of the child; empty where it is about these events alone
     */
    Story erasure(
            String record,
            String person,
            String known,
            String extent,
            List<String> erased,
            List<String> kept) {
        ObjectNode data = moved(record, person, known);
        data.put("order", id("0dd").toString()).put("part", part(record).toString());
        if (!extent.isEmpty()) {
            data.put("extent", extent);
        }
        copies(data.putArray("erased"), record, erased);
        copies(data.putArray("kept"), record, kept);
        return add("child-events", record, "erasure", known, data);
    }

    /** The message of an order that a report names. */
    UUID part(String record) {
        return id("0dd" + record);
    }

    private void copies(ArrayNode copies, String record, List<String> events) {
        for (String event : events) {
            copies.addObject()
                    .put("event", id(event).toString())
                    .put("message", told(event, record).envelope().id().toString());
        }
    }

    /** The message that told an event under a record. */
    Sent told(String event, String record) {
        return sent.stream()
                .filter(one -> one.topic().equals("child-events"))
                .filter(one -> one.envelope().key().equals(id(record).toString()))
                .filter(
                        one ->
                                one.envelope()
                                        .data()
                                        .path("event")
                                        .asText()
                                        .equals(id(event).toString()))
                .findFirst()
                .orElseThrow();
    }

    /**
     * The same messages as their producers have them once the orders among them are carried out.
     */
    List<Sent> asErased() {
        Map<UUID, Sent> instead = new HashMap<>();
        for (Sent order : sent) {
            if (!order.envelope().type().equals("org.wholepicture.erasure.v1")) {
                continue;
            }
            ObjectNode data = order.envelope().data();
            for (Sent one : sent) {
                Envelope message = one.envelope();
                if (!message.key().equals(order.envelope().key())) {
                    continue;
                }
                if (names(data.path("erased"), message)) {
                    instead.put(message.id(), placeholder(message, data));
                } else if (names(data.path("kept"), message)) {
                    instead.put(message.id(), reduced(message));
                } else if (data.path("extent").asText().equals("EVERYTHING")
                        && message.type().equals("org.wholepicture.record-opened.v1")) {
                    ObjectNode nobody = message.data().deepCopy();
                    nobody.retain("record", "person", "known");
                    instead.put(message.id(), with(message, message.type(), nobody));
                }
            }
        }
        return sent.stream().map(one -> instead.getOrDefault(one.envelope().id(), one)).toList();
    }

    private static boolean names(JsonNode copies, Envelope message) {
        for (JsonNode copy : copies) {
            if (copy.path("message").asText().equals(message.id().toString())) {
                return true;
            }
        }
        return false;
    }

    private static Sent placeholder(Envelope message, ObjectNode order) {
        ObjectNode left = message.data().deepCopy();
        left.retain("event", "record", "person", "agency", "known", "supersedes", "supersededBy");
        left.set("order", order.get("order"));
        if (message.data().path("details").has("targets")) {
            left.set("targets", message.data().path("details").path("targets"));
        }
        return with(message, "org.wholepicture.erased.v1", left);
    }

    private static Sent reduced(Envelope message) {
        ObjectNode left = message.data().deepCopy();
        left.remove(List.of("private", "author", "basis", "significance", "lawfulBasis"));
        left.putArray("claims");
        ((ObjectNode) left.path("details")).remove(List.of("claimsReliedOn", "reasonGiven"));
        return with(message, message.type(), left);
    }

    private static Sent with(Envelope message, String type, ObjectNode data) {
        Sent one =
                new Sent(
                        "child-events",
                        new Envelope(
                                message.id(),
                                type,
                                message.source(),
                                message.key(),
                                message.sequence(),
                                message.time(),
                                data));
        String json = one.asItTravels().value();
        Contracts.assertValidMessage("child-events", json == null ? "" : json);
        return one;
    }

    Story agency(String agency, String name, boolean active) {
        ObjectNode data =
                JSON.createObjectNode()
                        .put("agency", agency)
                        .put("name", name)
                        .put("kind", "agency")
                        .put("active", active);
        data.putObject("inboxes");
        return addUnder("directory", agency, "agency", "2026-01-02T09:00:00Z", data);
    }

    Story practitioner(String id, String name, String agency, boolean active) {
        return addUnder(
                "directory",
                id,
                "practitioner",
                "2026-01-02T09:00:00Z",
                JSON.createObjectNode()
                        .put("practitioner", id)
                        .put("name", name)
                        .put("agency", agency)
                        .put("role", "practitioner")
                        .put("email", id + "@" + agency + ".example")
                        .put("active", active));
    }

    /** A practitioner with their manager. */
    Story managed(String id, String agency, String manager) {
        return addUnder(
                "directory",
                id,
                "practitioner",
                "2026-01-02T09:00:00Z",
                JSON.createObjectNode()
                        .put("practitioner", id)
                        .put("name", "Name of " + id)
                        .put("agency", agency)
                        .put("role", "practitioner")
                        .put("email", id + "@" + agency + ".example")
                        .put("manager", manager)
                        .put("active", true));
    }

    /** A practitioner who is away, or others who stand in: further members of the entry. */
    Story practitioner(String id, boolean active, String more) {
        ObjectNode data =
                JSON.createObjectNode()
                        .put("practitioner", id)
                        .put("name", "Name of " + id)
                        .put("agency", "early-help")
                        .put("role", "practitioner")
                        .put("email", id + "@early-help.example")
                        .put("active", active);
        data.setAll(object(more));
        return addUnder("directory", id, "practitioner", "2026-01-02T09:00:00Z", data);
    }

    /** A sharing policy from the beginning of the year. */
    Story policy(String policy, String agency, String dataClass, String effect, String more) {
        ObjectNode data =
                JSON.createObjectNode()
                        .put("policy", id(policy).toString())
                        .put("agency", agency)
                        .put("dataClass", dataClass)
                        .put("effect", effect)
                        .put("from", "2026-01-01T00:00:00Z");
        data.setAll(object(more));
        return addUnder(
                "access", id(policy).toString(), "sharing-policy", "2026-01-02T09:00:00Z", data);
    }

    Story shielded(String person, String... practitioners) {
        ObjectNode data = JSON.createObjectNode().put("person", id(person).toString());
        var list = data.putArray("practitioners");
        List.of(practitioners).forEach(list::add);
        return addUnder(
                "access", id(person).toString(), "shield-list", "2026-01-02T09:00:00Z", data);
    }

    Story heartbeat(String at) {
        return addUnder(
                "access",
                "referral-service",
                "heartbeat",
                at,
                JSON.createObjectNode().put("from", "referral-service").put("at", at));
    }

    private Story add(String topic, String record, String type, String time, ObjectNode data) {
        return addUnder(topic, id(record).toString(), type, time, data);
    }

    private Story addUnder(String topic, String key, String type, String time, ObjectNode data) {
        // The directory is shared by all tests: a telling's word is later than that of any example.
        long first = topic.equals("directory") ? 1000 : 1;
        long number = numbers.merge(topic + " " + key, first, (last, _) -> last + 1);
        Sent one =
                new Sent(
                        topic,
                        new Envelope(
                                id("f%03d".formatted(++messages)),
                                "org.wholepicture." + type + ".v1",
                                "/test",
                                key,
                                number,
                                Instant.parse(time),
                                data));
        String json = one.asItTravels().value();
        Contracts.assertValidMessage(topic, json == null ? "" : json);
        sent.add(one);
        return this;
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /**
     * Everything that the service reads, about one child (person b1): all types, four times that
     * differ, versions, a retraction, a late lower version, a record that was merged and one that
     * was merged by mistake and split off again, alerts, a disagreement, the directory.
     */
    static Story whole(int telling, PrivateMember privateMember) {
        return new Story(telling, privateMember)
                .agency("early-help", "Early Help", true)
                .agency("health-visiting", "Health Visitors", true)
                .agency("health-visiting", "Health Visiting", true)
                .agency("drug-alcohol", "Drug and Alcohol Service", true)
                .agency("dental", "Dental Clinic", true)
                .agency("gp", "GP Surgery", true)
                .agency("police", "Police", true)
                .agency("youth-club", "Youth Club", false)
                .practitioner("pr-lead", "Kim Example", "early-help", true)
                .practitioner("pr-health-visitor", "Sam Example", "health-visiting", true)
                .practitioner("pr-closed", "Jo Example", "dental", true)
                .practitioner("pr-closed", "Jo Example", "dental", false)
                .opened("a1", "b1", "2026-01-05T09:00:00Z", "Alex", "")
                .confirmed("c01", "a1", "b1", "2026-01-05T10:00:00Z", "pr-lead", "LEAD", "{}")
                .confirmed(
                        "c02",
                        "a1",
                        "b1",
                        "2026-01-06T10:00:00Z",
                        "pr-health-visitor",
                        "NAMED",
                        "{}")
                .confirmed("c03", "a1", "b1", "2026-01-06T10:00:00Z", "pr-closed", "NAMED", "{}")
                .filed(
                        "e04",
                        "a1",
                        "b1",
                        "2026-01-05T11:00:00Z",
                        "plan",
                        "early-help",
                        """
                        {"from":"2026-01-05","precision":"DAY"}""",
                        """
                        {"state":"STARTED","plan":"EH"}""",
                        "{}",
                        "{}")
                .filed(
                        "e05",
                        "a1",
                        "b1",
                        "2026-01-06T09:00:00Z",
                        "concern",
                        "health-visiting",
                        """
                        {"from":"2025-12-01","to":"2025-12-20","precision":"ABOUT"}""",
                        """
                        {"level":"MODERATE","category":"NEG","neglectTypes":["PHYSICAL"],"sharedHome":true}""",
                        """
                        {"summary":"The home was cold.","childVoice":"I sleep in my coat.","action":"Spoke to mother.",
                         "outcomeNote":"A heater was promised.","authorRole":"health visitor","sourceRecord":{"system":"hv","id":"77","version":1}}""",
                        """
                        {"basis":"OBSERVED","significance":{"level":"MODERATE","direction":"CONCERN"},
                         "author":{"practitioner":"pr-health-visitor"},"lawfulBasis":"PUBLIC_TASK",
                         "claims":[{"topic":"WARMTH_HEATING","about":"child","value":"WORSE","basis":"OBSERVED"}]}""")
                .filed(
                        "e06",
                        "a1",
                        "b1",
                        "2026-01-07T09:00:00Z",
                        "service-referral",
                        "early-help",
                        """
                        {"from":"2026-01-07","precision":"DAY"}""",
                        """
                        {"to":"drug-alcohol"}""",
                        "{}",
                        "{}")
                .filed(
                        "e07",
                        "a1",
                        "b1",
                        "2026-01-07T09:30:00Z",
                        "household-member",
                        "early-help",
                        """
                        {"from":"2025-11-01","precision":"MONTH"}""",
                        """
                        {"role":"partner","notKnown":true}""",
                        "{}",
                        "{}")
                .filed(
                        "e08",
                        "a1",
                        "b1",
                        "2026-01-12T16:00:00Z",
                        "contact",
                        "early-help",
                        """
                        {"from":"2026-01-12","precision":"DAY"}""",
                        """
                        {"childSeen":true,"seenAlone":false}""",
                        """
                        {"summary":"Mother says she attends."}""",
                        """
                        {"basis":"SELF_REPORT","claims":[
                         {"topic":"ENGAGEMENT:drug-alcohol","about":"mother","value":"BETTER","basis":"SELF_REPORT"}]}""")
                .filed(
                        "e09",
                        "a1",
                        "b1",
                        "2026-02-09T08:00:00Z",
                        "missed-appointment",
                        "drug-alcohol",
                        """
                        {"from":"2026-01-19T09:30:00Z","precision":"EXACT"}""",
                        """
                        {"kind":"keywork","outcome":"DID_NOT_ATTEND","whose":"ADULT"}""",
                        "{}",
                        """
                        {"basis":"SERVICE_RECORD","claims":[
                         {"topic":"ENGAGEMENT:drug-alcohol","value":"WORSE","basis":"SERVICE_RECORD"}]}""")
                .filed(
                        "e10",
                        "a1",
                        "b1",
                        "2026-02-03T09:00:00Z",
                        "missed-appointment",
                        "dental",
                        """
                        {"from":"2026-02-02","precision":"DAY"}""",
                        """
                        {"kind":"dental","outcome":"WAS_NOT_BROUGHT","whose":"CHILD","appointmentRef":"a1b2c3d4e5f6a7b8a1b2c3d4e5f6a7b8a1b2c3d4e5f6a7b8a1b2c3d4e5f6a7b8"}""",
                        """
                        {"sourceRecord":{"system":"den","id":"D-1","version":1}}""",
                        "{}")
                .filed(
                        "e11",
                        "a1",
                        "b1",
                        "2026-02-10T09:00:00Z",
                        "attended-appointment",
                        "dental",
                        """
                        {"from":"2026-02-02","precision":"DAY"}""",
                        """
                        {"kind":"dental","whose":"CHILD","appointmentRef":"a1b2c3d4e5f6a7b8a1b2c3d4e5f6a7b8a1b2c3d4e5f6a7b8a1b2c3d4e5f6a7b8"}""",
                        """
                        {"sourceRecord":{"system":"den","id":"D-1","version":3}}""",
                        """
                        {"supersedes":"%s"}"""
                                .formatted(idOf(telling, "e10")))
                .filed(
                        "e12",
                        "a1",
                        "b1",
                        "2026-02-11T09:00:00Z",
                        "missed-appointment",
                        "dental",
                        """
                        {"from":"2026-02-02","precision":"DAY"}""",
                        """
                        {"kind":"dental","outcome":"RESCHEDULED","whose":"CHILD","appointmentRef":"a1b2c3d4e5f6a7b8a1b2c3d4e5f6a7b8a1b2c3d4e5f6a7b8a1b2c3d4e5f6a7b8"}""",
                        """
                        {"sourceRecord":{"system":"den","id":"D-1","version":2}}""",
                        """
                        {"supersededBy":"%s"}"""
                                .formatted(idOf(telling, "e11")))
                .filed(
                        "e13",
                        "a1",
                        "b1",
                        "2026-02-11T10:00:00Z",
                        "concern",
                        "police",
                        """
                        {"from":"2026-02-10T22:15:00Z","precision":"EXACT"}""",
                        """
                        {"level":"HIGH","category":"PHY"}""",
                        """
                        {"summary":"Seen outside late."}""",
                        """
                        {"basis":"HEARSAY"}""")
                .filed(
                        "e14",
                        "a1",
                        "b1",
                        "2026-02-12T10:00:00Z",
                        "retraction",
                        "police",
                        """
                        {"from":"2026-02-12T09:59:00Z","precision":"EXACT"}""",
                        """
                        {"targets":["%s"]}"""
                                .formatted(idOf(telling, "e13")),
                        """
                        {"reason":"It was another child."}""",
                        "{}")
                .filed(
                        "e15",
                        "a1",
                        "b1",
                        "2026-02-13T10:00:00Z",
                        "involvement",
                        "health-visiting",
                        """
                        {"from":"2026-01-01","precision":"DAY"}""",
                        """
                        {"practitioner":"pr-health-visitor"}""",
                        """
                        {"role":"health visitor"}""",
                        "{}")
                .filed(
                        "e16",
                        "a1",
                        "b1",
                        "2026-02-13T11:00:00Z",
                        "lead-practitioner",
                        "early-help",
                        """
                        {"from":"2026-01-05","precision":"DAY"}""",
                        """
                        {"practitioner":"pr-lead"}""",
                        "{}",
                        "{}")
                .filed(
                        "e17",
                        "a1",
                        "b1",
                        "2026-02-14T11:00:00Z",
                        "contact",
                        "police",
                        """
                        {"from":"2026-02-13","precision":"DAY"}""",
                        """
                        {"childSeen":true}""",
                        """
                        {"summary":"Told in confidence."}""",
                        """
                        {"sensitivity":"RESTRICTED","basis":"OBSERVED"}""")
                .filed(
                        "e18",
                        "a1",
                        "b1",
                        "2026-03-02T10:00:00Z",
                        "step-down",
                        "early-help",
                        """
                        {"from":"2026-03-02","precision":"DAY"}""",
                        """
                        {"state":"PROPOSED","from":"EH","to":"CLOSED","network":["drug-alcohol","health-visiting"],
                         "claimsReliedOn":["ENGAGEMENT:drug-alcohol"]}""",
                        """
                        {"reasons":"All is going well.","authorRole":"early help practitioner"}""",
                        """
                        {"author":{"practitioner":"pr-lead"},"basis":"OPINION"}""")
                .opened("a1", "b1", "2026-02-16T09:00:00Z", "Alexandra", "2025-09-20")
                .opened("a4", "b4", "2026-01-10T09:00:00Z", "Sandy", "2025-09-20")
                .filed(
                        "e40",
                        "a4",
                        "b4",
                        "2026-01-11T09:00:00Z",
                        "attended-appointment",
                        "gp",
                        """
                        {"from":"2026-01-11","precision":"DAY"}""",
                        """
                        {"kind":"immunisation","whose":"CHILD"}""",
                        "{}",
                        "{}")
                .filed(
                        "e08",
                        "a4",
                        "b4",
                        "2026-01-12T16:00:00Z",
                        "contact",
                        "early-help",
                        """
                        {"from":"2026-01-12","precision":"DAY"}""",
                        """
                        {"childSeen":true,"seenAlone":false}""",
                        """
                        {"summary":"Mother says she attends."}""",
                        """
                        {"basis":"SELF_REPORT","claims":[
                         {"topic":"ENGAGEMENT:drug-alcohol","about":"mother","value":"BETTER","basis":"SELF_REPORT"}]}""")
                .merged("a4", "b1", "2026-02-21T09:00:00Z")
                .opened("a2", "b2", "2026-01-08T09:00:00Z", "Other", "2024-05-05")
                .filed(
                        "e20",
                        "a2",
                        "b2",
                        "2026-01-09T09:00:00Z",
                        "concern",
                        "health-visiting",
                        """
                        {"from":"2026-01-09","precision":"DAY"}""",
                        """
                        {"level":"LOW","category":"EMO"}""",
                        """
                        {"summary":"CANARY of another child"}""",
                        """
                        {"basis":"OBSERVED"}""")
                .merged("a2", "b1", "2026-02-20T09:00:00Z")
                .split("a2", "b3", "2026-02-25T09:00:00Z")
                .alert("alert-raised", "d1", "a1", "b1", "2026-02-09T08:00:01Z", "{}")
                .alert("alert-added-to", "d1", "a1", "b1", "2026-02-10T08:00:01Z", "{}")
                .alert(
                        "alert-acknowledged",
                        "d1",
                        "a1",
                        "b1",
                        "2026-02-11T08:00:01Z",
                        """
                        {"acknowledgedBy":"pr-lead","useful":true}""")
                .alert("alert-withdrawn", "d1", "a1", "b1", "2026-02-12T10:00:01Z", "{}")
                .alert(
                        "alert-raised",
                        "d2",
                        "a1",
                        "b1",
                        "2026-03-02T10:00:01Z",
                        """
                        {"rule":"STEPDOWN-CHECK","severity":"HIGH","subject":"proposal:%s",
                         "reasons":["OPEN_CONTRADICTION:ENGAGEMENT:drug-alcohol","AGENCY_SILENT:drug-alcohol"]}"""
                                .formatted(idOf(telling, "e18")))
                .alert("alert-resolved", "d2", "a1", "b1", "2026-03-06T10:00:01Z", "{}")
                .dissent("dissent-raised", "d9", "a1", "b1", "e18", "2026-03-03T09:00:00Z")
                .dissent("dissent-resolved", "d9", "a1", "b1", "e18", "2026-03-05T09:00:00Z");
    }

    private static UUID idOf(int telling, String number) {
        return UUID.fromString(
                "%08x-0000-4000-8000-%12s".formatted(telling, number).replace(' ', '0'));
    }
}
