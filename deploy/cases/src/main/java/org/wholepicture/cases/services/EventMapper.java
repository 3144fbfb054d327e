package org.wholepicture.cases.services;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.wholepicture.cases.CaseEvent;
import org.wholepicture.cases.CaseEventKey;
import org.wholepicture.cases.CaseEventType;

/**
 * Writes events of a story as CloudEvents of the contracts, by the table of design.md "Intake".
 * Dissent is not among them: a practitioner raises it in escalation-service.
 */
final class EventMapper {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final String ENGAGEMENT = "ENGAGEMENT:";

    private static final int SUMMARY = 500;

    private static final int ROLE = 40;

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

    /**
     * Says who leads for a child, for stories in which no agency does.
     *
     * @param day on which it is told; it was so before anything of the story happened
     */
    Outgoing lead(String child, int day) {
        ObjectNode data = data(Math.min(day, cast.firstDay()));
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

    /**
     * Says that somebody belongs to the household of children, where the story takes it for known.
     */
    Outgoing belongs(Family.Link link, int number) {
        ObjectNode data = data(link.from());
        ObjectNode subject = data.putObject("subject");
        subject.putArray("children")
                .addAll(
                        link.children().stream()
                                .map(child -> cast.child(child, link.known()))
                                .toList());
        data.putObject("member").set("adult", cast.adult(link.adult()));
        data.put("role", "carer");
        return outgoing(Partnership.DESK, "home-" + number, "household-member", data);
    }

    /** Tells of a child whom the story's children can be taken for. */
    Outgoing introduction(ObjectNode child, int number, int day) {
        ObjectNode data = data(day);
        data.putObject("subject").set("child", child);
        return outgoing(Partnership.DESK, "other-" + number, "involvement", data);
    }

    /**
     * The event as its agency's system sends it.
     *
     * @param receipts of what was sent before, by the story's event
     */
    Outgoing event(CaseEvent event, Map<String, String> receipts) {
        ObjectNode data = data(event.day());
        Optional.ofNullable(texts.get(event.id()))
                .ifPresent(
                        text ->
                                data.put(
                                        "summary",
                                        text.substring(0, Math.min(SUMMARY, text.length()))));
        event.text(CaseEventKey.BASIS).ifPresent(basis -> data.put("basis", basis));
        String type = fill(event, data, receipts);
        return outgoing(event.agency(), event.id(), type, data);
    }

    /** Fills in what the event says; the short name of its type. */
    private String fill(CaseEvent event, ObjectNode data, Map<String, String> receipts) {
        return switch (event.type()) {
            case CONCERN -> {
                about(event, data);
                copy(event, data, CaseEventKey.LEVEL, CaseEventKey.CATEGORY);
                copyFlags(
                        event,
                        data,
                        CaseEventKey.PHYSICAL_HARM_DISCLOSED,
                        CaseEventKey.SHARED_HOME);
                copyLists(event, data, CaseEventKey.NEGLECT_TYPES);
                yield "concern";
            }
            case APPOINTMENT -> {
                about(event, data);
                yield appointment(event, data);
            }
            case CLAIM -> claim(event, data);
            case CONTACT -> {
                seen(event, data);
                yield "contact";
            }
            case VISIT -> {
                seen(event, data);
                if (!data.has("childSeen") && cast.isUnborn(event.children(), event.day())) {
                    // To visit an unborn child is to see the expectant mother [A55].
                    data.put("childSeen", true);
                }
                yield "visit";
            }
            case STEP_DOWN_PROPOSED, CLOSE_PROPOSED -> stepDown(event, data, "PROPOSED");
            case STEP_DOWN, CLOSE -> stepDown(event, data, "DONE");
            case PLAN_START -> plan(event, data, "STARTED");
            case PLAN_END -> plan(event, data, "ENDED");
            case CIN_REVIEW -> plan(event, data, "REVIEWED");
            case EH_ASSESSMENT -> assessment(event, data, "STARTED", "EARLY_HELP");
            case ASSESSMENT_START -> assessment(event, data, "STARTED", "CHILD_AND_FAMILY");
            case ASSESSMENT_END -> assessment(event, data, "ENDED", "CHILD_AND_FAMILY");
            case GCP -> {
                aboutChildren(event, data);
                ObjectNode grades = data.putObject("grades");
                event.grades().forEach(grades::put);
                yield "care-profile";
            }
            case STRATEGY_DISCUSSION ->
                    meeting(event, data, receipts, "STRATEGY_DISCUSSION", "HELD");
            case STRATEGY_DECLINED ->
                    meeting(event, data, receipts, "STRATEGY_DISCUSSION", "DECIDED_AGAINST");
            case ICPC -> meeting(event, data, receipts, "INITIAL_CONFERENCE", "HELD");
            case S47_END_NO_ICPC ->
                    meeting(event, data, receipts, "INITIAL_CONFERENCE", "DECIDED_AGAINST");
            case REVIEW_CONFERENCE -> meeting(event, data, receipts, "REVIEW_CONFERENCE", "HELD");
            case CORE_GROUP -> meeting(event, data, receipts, "CORE_GROUP", "HELD");
            case TAF_MEETING -> meeting(event, data, receipts, "TEAM_AROUND_THE_FAMILY", "HELD");
            case MINUTES_SHARED -> {
                aboutChildren(event, data);
                other(event, data, receipts);
                yield "minutes-shared";
            }
            case ATTENDANCE -> {
                aboutChildren(event, data);
                copyNumbers(event, data, CaseEventKey.POSSIBLE, CaseEventKey.ABSENT);
                copy(event, data, CaseEventKey.TERM);
                yield "attendance";
            }
            case REFERRAL -> {
                about(event, data);
                copyFlags(event, data, CaseEventKey.HISTORY_GIVEN, CaseEventKey.BASIS_GIVEN);
                copy(event, data, CaseEventKey.REASON);
                yield "referral";
            }
            case REFERRAL_DECISION -> {
                aboutChildren(event, data);
                copy(event, data, CaseEventKey.OUTCOME, CaseEventKey.REASON);
                other(event, data, receipts);
                yield "referral-decision";
            }
            case REFERRAL_TO_SERVICE -> {
                about(event, data);
                copy(event, data, CaseEventKey.TO);
                event.text(CaseEventKey.REASON).ifPresent(why -> data.put("outcomeNote", why));
                yield "service-referral";
            }
            case LEAD_ASSIGNED -> {
                about(event, data);
                data.put(
                        "practitioner",
                        Partnership.practitionerId(leadOf(event, event.children().getFirst())));
                copyFlags(event, data, CaseEventKey.NEW_WORKER);
                yield "lead-practitioner";
            }
            case FACTOR -> {
                about(event, data);
                copy(event, data, CaseEventKey.FACTOR);
                yield "family-factor";
            }
            case HOUSEHOLD_MALE -> {
                data.put("adultMale", true);
                yield householdMember(event, data, "partner");
            }
            case HOUSEHOLD_MEMBER -> householdMember(event, data, "adult");
            case RETRACTION -> {
                ArrayNode targets = data.putArray("targets");
                event.list(CaseEventKey.TARGETS)
                        .forEach(target -> targets.addObject().put("id", id(target)));
                data.put("reason", event.text(CaseEventKey.REASON).orElse("entered by mistake"));
                data.remove(List.of("summary", "basis"));
                yield "retraction";
            }
            case CONTRA_RESOLVED, DISSENT, ESCALATION_STAGE, ESCALATION_RESOLVED ->
                    throw new IllegalArgumentException(
                            event.type() + " is done by a person, not sent by an agency");
        };
    }

    /** Who leads by such an event: as it says, else as the story says of the child. */
    String leadOf(CaseEvent event, String child) {
        return event.text(CaseEventKey.LEAD).map(cast::who).orElseGet(() -> cast.lead(child));
    }

    private void seen(CaseEvent event, ObjectNode data) {
        about(event, data);
        copyFlags(event, data, CaseEventKey.CHILD_SEEN, CaseEventKey.SEEN_ALONE);
        event.flag(CaseEventKey.SW).ifPresent(sw -> data.put("socialWorker", sw));
    }

    private String plan(CaseEvent event, ObjectNode data, String state) {
        about(event, data);
        data.put("state", state).put("plan", event.text(CaseEventKey.PLAN).orElse("CIN"));
        copy(event, data, CaseEventKey.CATEGORY, CaseEventKey.REASON);
        copyLists(event, data, CaseEventKey.CATEGORIES);
        return "plan";
    }

    private String assessment(CaseEvent event, ObjectNode data, String state, String kind) {
        aboutChildren(event, data);
        data.put("state", state).put("kind", kind);
        event.flag(CaseEventKey.VOICE).ifPresent(voice -> data.put("childVoiceIncluded", voice));
        event.flag(CaseEventKey.ADULT_MALES_INCLUDED)
                .ifPresent(males -> data.put("adultMalesConsidered", males));
        copyFlags(event, data, CaseEventKey.NEW_WORKER);
        return "assessment";
    }

    private String meeting(
            CaseEvent event,
            ObjectNode data,
            Map<String, String> receipts,
            String kind,
            String state) {
        aboutChildren(event, data);
        data.put("kind", kind).put("state", state);
        copyFlags(event, data, CaseEventKey.S47);
        event.flag(CaseEventKey.PHYSICAL).ifPresent(harm -> data.put("physicalHarm", harm));
        copy(event, data, CaseEventKey.MEDICAL_DECISION, CaseEventKey.REASON);
        other(event, data, receipts);
        return "meeting";
    }

    /**
     * What the event belongs to: of its own agency by the name it was sent under; of another agency
     * by its receipt, where it was sent before. What has not reached the services nobody can name.
     */
    private void other(CaseEvent event, ObjectNode data, Map<String, String> receipts) {
        event.text(CaseEventKey.OF)
                .map(cast::event)
                .ifPresent(
                        other -> {
                            String receipt = receipts.get(other.id());
                            if (other.agency().equals(event.agency())) {
                                data.putObject("of").put("id", id(other.id()));
                            } else if (receipt != null) {
                                data.putObject("of").put("receipt", receipt);
                            }
                        });
    }

    private String householdMember(CaseEvent event, ObjectNode data, String role) {
        aboutChildren(event, data);
        String adult = event.adult();
        if (adult != null) {
            data.putObject("member").set("adult", cast.adult(adult));
        } else if (event.type() == CaseEventType.HOUSEHOLD_MALE) {
            data.putObject("member").set("adult", cast.adult(Family.manOf(event)));
        } else {
            data.putObject("member").put("notKnown", true);
        }
        data.put("role", event.text(CaseEventKey.ROLE).map(EventMapper::code).orElse(role));
        return "household-member";
    }

    /** Words as a code: "mother's partner" is mothers-partner. */
    private static String code(String words) {
        String code =
                words.toLowerCase(Locale.ROOT)
                        .replaceAll("['\u2019]", "")
                        .replaceAll("[^a-z]+", "-")
                        .replaceAll("^-|-$", "");
        return code.isEmpty() ? "adult" : code.substring(0, Math.min(ROLE, code.length()));
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
            data.putObject("subject").set("adult", cast.adult(adult, event.identity()));
        }
    }

    private void aboutChildren(CaseEvent event, ObjectNode data) {
        ObjectNode subject = data.putObject("subject");
        List<ObjectNode> children =
                event.children().stream()
                        .map(child -> cast.child(child, event.known(), event.identity()))
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

    private static void copyNumbers(CaseEvent event, ObjectNode data, CaseEventKey... keys) {
        for (CaseEventKey key : keys) {
            event.number(key).ifPresent(number -> data.put(key.key(), number));
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
