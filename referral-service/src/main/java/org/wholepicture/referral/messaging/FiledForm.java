package org.wholepicture.referral.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.wholepicture.referral.domain.AcceptedEvent;
import org.wholepicture.referral.domain.AppointmentReferences;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.EventKey;
import org.wholepicture.referral.domain.EventType;
import org.wholepicture.referral.domain.Publication.About;
import org.wholepicture.referral.domain.Publication.Filed;
import org.wholepicture.referral.domain.Publication.Why;

/**
 * Turns an accepted event into its published form. Members are taken over by name, so what is not
 * named here never leaves: names, numbers, postcodes. Narratives, and whatever else an agency says
 * in its own words, go into the part that is sealed.
 */
final class FiledForm {

    /**
     * The two parts.
     *
     * @param open readable by every service
     * @param secret to be sealed; empty if there is nothing
     */
    record Form(ObjectNode open, ObjectNode secret) {

        /** Leaves both out: they are personal data. */
        @Override
        public String toString() {
            return "Form[...]";
        }
    }

    /** Narratives, and the source's record, whose id may be anything. */
    private static final List<String> SECRET =
            List.of(
                    "summary",
                    "childVoice",
                    "action",
                    "outcomeNote",
                    "reasons",
                    "reason",
                    "sourceRecord");

    private static final List<String> COMMON = List.of("basis", "significance", "lawfulBasis");

    private static final String REFERENCE = "appointmentRef";

    private static final String OTHER_EVENT = "of";

    /** Said in the clear of the types whose rules ask whether there was a reason. */
    private static final String REASON_GIVEN = "reasonGiven";

    private static final Set<EventType> REASONED =
            Set.of(
                    EventType.STEP_DOWN,
                    EventType.PLAN,
                    EventType.MEETING,
                    EventType.REFERRAL,
                    EventType.REFERRAL_DECISION);

    private static final Map<EventType, List<String>> DETAILS =
            Map.ofEntries(
                    Map.entry(
                            EventType.CONCERN,
                            List.of(
                                    "level",
                                    "category",
                                    "neglectTypes",
                                    "physicalHarmDisclosed",
                                    "sharedHome")),
                    Map.entry(
                            EventType.MISSED_APPOINTMENT,
                            List.of("kind", "outcome", "serviceFault")),
                    Map.entry(EventType.ATTENDED_APPOINTMENT, List.of("kind")),
                    Map.entry(EventType.CONTACT, List.of("childSeen", "seenAlone", "socialWorker")),
                    Map.entry(
                            EventType.STEP_DOWN,
                            List.of("state", "from", "to", "network", "claimsReliedOn")),
                    Map.entry(EventType.SERVICE_REFERRAL, List.of("to")),
                    Map.entry(EventType.LEAD_PRACTITIONER, List.of("practitioner", "newWorker")),
                    Map.entry(EventType.INVOLVEMENT, List.of("practitioner", "to")),
                    Map.entry(EventType.HOUSEHOLD_MEMBER, List.of("role", "adultMale", "to")),
                    Map.entry(EventType.PLAN, List.of("state", "plan", "category", "categories")),
                    Map.entry(
                            EventType.VISIT,
                            List.of("childSeen", "seenAlone", "socialWorker", "announced")),
                    Map.entry(
                            EventType.ASSESSMENT,
                            List.of(
                                    "state",
                                    "kind",
                                    "childVoiceIncluded",
                                    "adultMalesConsidered",
                                    "newWorker")),
                    Map.entry(EventType.CARE_PROFILE, List.of("grades")),
                    Map.entry(
                            EventType.MEETING,
                            List.of("kind", "state", "s47", "physicalHarm", "medicalDecision")),
                    Map.entry(EventType.MINUTES_SHARED, List.of()),
                    Map.entry(EventType.ATTENDANCE, List.of("possible", "absent", "term")),
                    Map.entry(
                            EventType.REFERRAL,
                            List.of("historyGiven", "basisGiven", "levelOfNeed")),
                    Map.entry(EventType.REFERRAL_DECISION, List.of("outcome", "levelOfNeed")),
                    Map.entry(EventType.FAMILY_FACTOR, List.of("factor", "about")),
                    Map.entry(EventType.RETRACTION, List.of()));

    /** The reasons that are not the agency's own. */
    private static final Map<Why, String> OURS =
            Map.of(
                    Why.NEWER_VERSION,
                    "The agency has sent a newer version of this, which is not about this child.",
                    Why.HOUSEHOLD,
                    "The household has been corrected: this is about an adult who was not part of"
                            + " it then.");

    private static final ObjectMapper JSON = new ObjectMapper();

    private FiledForm() {}

    /**
     * Puts a filed event into its two parts.
     *
     * @param others the ids of other events, by what their sender calls them
     */
    static Form of(
            Filed filed, AppointmentReferences references, Function<EventKey, EventId> others) {
        AcceptedEvent event = filed.event();
        JsonNode data = read(event);
        Optional<String> ours =
                filed.about() instanceof About.EarlierEvents(_, var why)
                        ? Optional.ofNullable(OURS.get(why))
                        : Optional.empty();
        ObjectNode open = JsonNodeFactory.instance.objectNode();
        open.put("event", filed.id().toString());
        open.put("record", filed.record().toString());
        open.put("person", filed.person().toString());
        open.put("agency", event.key().agency());
        ObjectNode happened = open.putObject("happened");
        copy(data.path("occurred"), happened, List.of("from", "to"));
        happened.put("precision", data.path("occurred").path("precision").asText("DAY"));
        open.put("recorded", event.recorded().toString());
        open.put("received", event.received().toString());
        open.put("known", filed.known().toString());
        open.put("sensitivity", data.path("sensitivity").asText("NORMAL"));
        boolean whole = ours.isEmpty() && !(filed.about() instanceof About.ASibling);
        if (whole) {
            copy(data, open, COMMON);
            String author = data.path("author").path("practitioner").asText();
            if (!author.isEmpty()) {
                open.putObject("author").put("practitioner", author);
            }
        }
        filed.versions().supersedes().ifPresent(id -> open.put("supersedes", id.toString()));
        filed.versions().supersededBy().ifPresent(id -> open.put("supersededBy", id.toString()));
        ArrayNode claims = open.putArray("claims");
        if (whole) {
            data.path("claims").forEach(claims::add);
        }
        filed.engagement()
                .ifPresent(
                        claim ->
                                claims.addObject()
                                        .put("topic", claim.topic())
                                        .put("value", claim.better() ? "BETTER" : "WORSE")
                                        .put("basis", "SERVICE_RECORD"));
        ObjectNode details = open.putObject("details");
        details(filed, data, details);
        if (whole && !(filed.about() instanceof About.EarlierEvents)) {
            if (data.has(REFERENCE)) {
                details.put(REFERENCE, references.digest(data.path(REFERENCE).asText()));
            }
            if (data.has(OTHER_EVENT)) {
                details.put(
                        OTHER_EVENT, other(data.path(OTHER_EVENT), event.key(), others).toString());
            }
            if (REASONED.contains(event.type()) && (data.has("reason") || data.has("reasons"))) {
                details.put(REASON_GIVEN, true);
            }
        }
        return new Form(open, whole ? secret(event.type(), data) : onlyWhy(ours));
    }

    private static void details(Filed filed, JsonNode data, ObjectNode details) {
        switch (filed.about()) {
            case About.TheChild _ -> {
                copy(data, details, named(filed));
                details.put("whose", "CHILD");
            }
            case About.AnAdult _ -> {
                copy(data, details, named(filed));
                details.put("whose", "ADULT");
            }
            case About.AMember(var adult) -> {
                copy(data, details, named(filed));
                details.put("whose", "CHILD");
                adult.ifPresentOrElse(
                        id -> details.put("adult", id.toString()),
                        () -> details.put("notKnown", true));
            }
            case About.ASibling(var leads) -> {
                copy(data, details, List.of("level"));
                ArrayNode list = details.putArray("leads");
                leads.stream().sorted().forEach(list::add);
            }
            case About.EarlierEvents(var targets, _) -> {
                ArrayNode list = details.putArray("targets");
                targets.forEach(target -> list.add(target.toString()));
            }
        }
    }

    private static EventId other(JsonNode named, EventKey by, Function<EventKey, EventId> others) {
        return named.has("receipt")
                ? new EventId(UUID.fromString(named.path("receipt").asText()))
                : others.apply(
                        new EventKey(
                                by.agency(),
                                named.path("source").asText(by.source()),
                                named.path("id").asText()));
    }

    private static List<String> named(Filed filed) {
        return DETAILS.getOrDefault(filed.event().type(), List.of());
    }

    private static ObjectNode secret(EventType type, JsonNode data) {
        ObjectNode secret = JsonNodeFactory.instance.objectNode();
        copy(data, secret, SECRET);
        if (data.path("author").has("role")) {
            secret.set("authorRole", data.path("author").get("role"));
        }
        if (type == EventType.INVOLVEMENT) {
            copy(data, secret, List.of("role"));
        }
        JsonNode member = data.path("member").path("adult").path("name");
        if (member.isObject()) {
            secret.set("memberName", member);
        }
        return secret;
    }

    private static ObjectNode onlyWhy(Optional<String> reason) {
        ObjectNode secret = JsonNodeFactory.instance.objectNode();
        reason.ifPresent(why -> secret.put("reason", why));
        return secret;
    }

    private static void copy(JsonNode from, ObjectNode to, List<String> members) {
        for (String member : members) {
            JsonNode value = from.get(member);
            if (value != null) {
                to.set(member, whole(value));
            }
        }
    }

    /** 3.0 is a whole number by the contract, and is published as 3. */
    private static JsonNode whole(JsonNode value) {
        if (value.isFloatingPointNumber() && value.canConvertToExactIntegral()) {
            return IntNode.valueOf(value.intValue());
        }
        if (value.isObject()) {
            ObjectNode whole = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(one -> whole.set(one.getKey(), whole(one.getValue())));
            return whole;
        }
        return value;
    }

    private static JsonNode read(AcceptedEvent event) {
        try {
            return JSON.readTree(event.data());
        } catch (JsonProcessingException _) {
            // Without the cause: its message quotes the text.
            throw new IllegalStateException("the data of event " + event.id() + " is not JSON");
        }
    }
}
