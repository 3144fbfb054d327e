package org.wholepicture.cases.services;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.wholepicture.cases.CaseEvent;
import org.wholepicture.cases.CaseEventKey;
import org.wholepicture.cases.CaseEventType;
import org.wholepicture.cases.CaseFile;

/**
 * Writes events of a story as CloudEvents of the contracts, by the table of design.md "Intake".
 * Dissent is not among them: a practitioner raises it in escalation-service.
 */
final class EventMapper {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final String ENGAGEMENT = "ENGAGEMENT:";

    private static final int SUMMARY = 500;

    private final Cast cast;
    private final Anchor anchor;
    private final String run;
    private final Map<String, String> texts;

    /**
     * @param run makes the ids of this playing different from those of any other
     * @param texts what the file says of an event, by event id; goes out as the summary
     */
    EventMapper(Cast cast, Anchor anchor, String run, Map<String, String> texts) {
        this.cast = cast;
        this.anchor = anchor;
        this.run = run;
        this.texts = Map.copyOf(texts);
    }

    /** What of a story no event type says yet; empty when all of it can be sent. */
    static Set<String> notAccepted(CaseFile story) {
        Set<String> missing = new TreeSet<>();
        for (CaseEvent event : story.events()) {
            if (!isAccepted(event.type())) {
                missing.add(event.type().name());
            }
            if (event.identity() == CaseEvent.Identity.AMBIGUOUS) {
                missing.add("an ambiguous identity");
            }
        }
        return missing;
    }

    private static boolean isAccepted(CaseEventType type) {
        return switch (type) {
            case CONCERN,
                    APPOINTMENT,
                    CLAIM,
                    CONTACT,
                    STEP_DOWN_PROPOSED,
                    STEP_DOWN,
                    CLOSE_PROPOSED,
                    CLOSE,
                    PLAN_START,
                    PLAN_END,
                    CIN_REVIEW,
                    REFERRAL_TO_SERVICE,
                    LEAD_ASSIGNED,
                    HOUSEHOLD_MEMBER,
                    RETRACTION,
                    DISSENT,
                    ESCALATION_STAGE,
                    ESCALATION_RESOLVED ->
                    true;
            default -> false;
        };
    }

    /** Whether a practitioner does it in escalation-service instead of an agency's system. */
    static boolean isByPractitioner(CaseEventType type) {
        return type == CaseEventType.DISSENT
                || type == CaseEventType.ESCALATION_STAGE
                || type == CaseEventType.ESCALATION_RESOLVED;
    }

    /** The CloudEvents id of an event of the story. */
    String id(String event) {
        return run + "-" + event;
    }

    /** Says who leads for a child, for stories in which no agency does. */
    Outgoing lead(String child, int day) {
        ObjectNode data = data(day);
        data.putObject("subject").set("child", cast.child(child, day));
        data.put("practitioner", Partnership.practitionerId(cast.lead(child)));
        return outgoing(Partnership.DESK, "lead-" + child, "lead-practitioner", data);
    }

    /** Something new about a child, to be sent by hand once the story is over. */
    Outgoing visit(String child, int day) {
        ObjectNode data = data(day);
        data.putObject("subject").set("child", cast.child(child, day));
        data.put("summary", "Home visit: the cot is in use again.");
        data.put("basis", "OBSERVED");
        data.put("childSeen", true);
        data.putArray("claims")
                .addObject()
                .put("topic", "SAFE_SLEEP")
                .put("value", "BETTER")
                .put("basis", "OBSERVED");
        return outgoing("health-visiting", "my-own-visit", "contact", data);
    }

    /** The event as its agency's system sends it. */
    Outgoing event(CaseEvent event) {
        ObjectNode data = data(event.day());
        Optional.ofNullable(texts.get(event.id()))
                .ifPresent(
                        text ->
                                data.put(
                                        "summary",
                                        text.substring(0, Math.min(SUMMARY, text.length()))));
        event.text(CaseEventKey.BASIS).ifPresent(basis -> data.put("basis", basis));
        String type = fill(event, data);
        return outgoing(event.agency(), event.id(), type, data);
    }

    private String fill(CaseEvent event, ObjectNode data) {
        switch (event.type()) {
            case CONCERN -> {
                about(event, data);
                copy(event, data, CaseEventKey.LEVEL, CaseEventKey.CATEGORY);
                copyFlags(
                        event,
                        data,
                        CaseEventKey.PHYSICAL_HARM_DISCLOSED,
                        CaseEventKey.SHARED_HOME);
                copyLists(event, data, CaseEventKey.NEGLECT_TYPES);
                return "concern";
            }
            case APPOINTMENT -> {
                about(event, data);
                return appointment(event, data);
            }
            case CLAIM -> {
                return claim(event, data);
            }
            case CONTACT -> {
                about(event, data);
                copyFlags(event, data, CaseEventKey.CHILD_SEEN, CaseEventKey.SEEN_ALONE);
                event.flag(CaseEventKey.SW).ifPresent(sw -> data.put("socialWorker", sw));
                return "contact";
            }
            case STEP_DOWN_PROPOSED, CLOSE_PROPOSED -> {
                return stepDown(event, data, "PROPOSED");
            }
            case STEP_DOWN, CLOSE -> {
                return stepDown(event, data, "DONE");
            }
            case PLAN_START -> {
                about(event, data);
                data.put("state", "STARTED");
                copy(event, data, CaseEventKey.PLAN, CaseEventKey.CATEGORY);
                copyLists(event, data, CaseEventKey.CATEGORIES);
                return "plan";
            }
            case PLAN_END -> {
                about(event, data);
                data.put("state", "ENDED");
                copy(event, data, CaseEventKey.PLAN);
                return "plan";
            }
            case CIN_REVIEW -> {
                about(event, data);
                data.put("state", "REVIEWED").put("plan", "CIN");
                return "plan";
            }
            case REFERRAL_TO_SERVICE -> {
                about(event, data);
                copy(event, data, CaseEventKey.TO);
                return "service-referral";
            }
            case LEAD_ASSIGNED -> {
                about(event, data);
                data.put(
                        "practitioner",
                        Partnership.practitionerId(leadOf(event, event.children().getFirst())));
                copyFlags(event, data, CaseEventKey.NEW_WORKER);
                return "lead-practitioner";
            }
            case HOUSEHOLD_MEMBER -> {
                aboutChildren(event, data);
                String adult = event.adult();
                if (adult == null) {
                    data.putObject("member").put("notKnown", true);
                } else {
                    data.putObject("member").set("adult", cast.adult(adult));
                }
                data.put("role", event.text(CaseEventKey.ROLE).orElse("adult"));
                return "household-member";
            }
            case RETRACTION -> {
                ArrayNode targets = data.putArray("targets");
                event.list(CaseEventKey.TARGETS)
                        .forEach(target -> targets.addObject().put("id", id(target)));
                data.put("reason", event.text(CaseEventKey.REASON).orElse("entered by mistake"));
                data.remove(List.of("summary", "basis"));
                return "retraction";
            }
            default ->
                    throw new IllegalArgumentException(
                            "no event type says " + event.type() + " yet");
        }
    }

    /** Who leads by such an event: as it says, else as the story says of the child. */
    String leadOf(CaseEvent event, String child) {
        return event.text(CaseEventKey.LEAD).orElseGet(() -> cast.lead(child));
    }

    private static String appointment(CaseEvent event, ObjectNode data) {
        String outcome = event.required(CaseEventKey.OUTCOME);
        copy(event, data, CaseEventKey.KIND);
        event.text(CaseEventKey.APPT_REF).ifPresent(ref -> data.put("appointmentRef", ref));
        if (outcome.equals("ATTENDED")) {
            return "attended-appointment";
        }
        data.put("outcome", outcome);
        copyFlags(event, data, CaseEventKey.SERVICE_FAULT);
        return "missed-appointment";
    }

    /**
     * What a service's own record says of an adult's engagement with it is an appointment of that
     * adult, and the service knows no child; any other claim is a contact.
     */
    private String claim(CaseEvent event, ObjectNode data) {
        String topic = event.required(CaseEventKey.TOPIC);
        String value = event.required(CaseEventKey.VALUE);
        String basis = event.required(CaseEventKey.BASIS);
        about(event, data);
        if (event.adult() != null
                && basis.equals("SERVICE_RECORD")
                && topic.equals(ENGAGEMENT + event.agency())) {
            data.put("kind", event.agency());
            if (value.equals("BETTER")) {
                return "attended-appointment";
            }
            data.put("outcome", "DID_NOT_ATTEND");
            return "missed-appointment";
        }
        data.putArray("claims")
                .addObject()
                .put("topic", topic)
                .put("value", value)
                .put("basis", basis);
        return "contact";
    }

    private String stepDown(CaseEvent event, ObjectNode data, String state) {
        about(event, data);
        boolean closure =
                event.type() == CaseEventType.CLOSE || event.type() == CaseEventType.CLOSE_PROPOSED;
        data.put("state", state);
        copy(event, data, CaseEventKey.FROM);
        data.put("to", event.text(CaseEventKey.TO).orElse(closure ? "CLOSED" : "UNIVERSAL"));
        copyLists(event, data, CaseEventKey.NETWORK);
        event.text(CaseEventKey.REASON).ifPresent(reason -> data.put("reasons", reason));
        return "step-down";
    }

    /** What names an adult is about that adult alone: the agency's system holds no child. */
    private void about(CaseEvent event, ObjectNode data) {
        String adult = event.adult();
        if (adult == null) {
            aboutChildren(event, data);
        } else {
            data.putObject("subject").set("adult", cast.adult(adult));
        }
    }

    private void aboutChildren(CaseEvent event, ObjectNode data) {
        ObjectNode subject = data.putObject("subject");
        List<ObjectNode> children =
                event.children().stream()
                        .map(
                                child ->
                                        event.identity() == CaseEvent.Identity.INVALID
                                                ? cast.childWithBadNumber(child, event.known())
                                                : cast.child(child, event.known()))
                        .toList();
        if (children.size() == 1) {
            subject.set("child", children.getFirst());
        } else {
            subject.putArray("children").addAll(children);
        }
    }

    private ObjectNode data(int day) {
        ObjectNode data = JSON.objectNode();
        data.putObject("occurred").put("from", anchor.date(day).toString());
        return data;
    }

    private Outgoing outgoing(String agency, String event, String type, ObjectNode data) {
        ObjectNode cloudEvent = JSON.objectNode();
        cloudEvent.put("specversion", "1.0");
        cloudEvent.put("id", id(event));
        cloudEvent.put(
                "source",
                Partnership.agency(agency)
                                .map(Partnership.Agency::sourcePrefix)
                                .orElse("https://" + agency + ".example/")
                        + "records");
        cloudEvent.put("type", "org.wholepicture." + type + ".v1");
        cloudEvent.put("datacontenttype", "application/json");
        cloudEvent.set("data", data);
        return new Outgoing(agency, id(event), cloudEvent);
    }

    private static void copy(CaseEvent event, ObjectNode data, CaseEventKey... keys) {
        for (CaseEventKey key : keys) {
            event.text(key).ifPresent(text -> data.put(key.key(), text));
        }
    }

    private static void copyFlags(CaseEvent event, ObjectNode data, CaseEventKey... keys) {
        for (CaseEventKey key : keys) {
            event.flag(key).ifPresent(flag -> data.put(key.key(), flag));
        }
    }

    private static void copyLists(CaseEvent event, ObjectNode data, CaseEventKey... keys) {
        for (CaseEventKey key : keys) {
            List<String> values = event.list(key);
            if (!values.isEmpty()) {
                ArrayNode list = data.putArray(key.key());
                values.forEach(list::add);
            }
        }
    }
}
