package org.wholepicture.referral.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wholepicture.referral.domain.AcceptedEvent;
import org.wholepicture.referral.domain.AppointmentOutcome;
import org.wholepicture.referral.domain.EventKey;
import org.wholepicture.referral.domain.EventType;
import org.wholepicture.referral.domain.Happened;
import org.wholepicture.referral.domain.IdentifierSystem;
import org.wholepicture.referral.domain.Particulars;
import org.wholepicture.referral.domain.PersonDetails;
import org.wholepicture.referral.domain.PersonName;
import org.wholepicture.referral.domain.SourceVersion;
import org.wholepicture.referral.domain.Subject;
import org.wholepicture.referral.domain.Submission;

/** Reads of an event's data, which meets its contract, what filing has to know. */
final class SubmissionReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SubmissionReader() {}

    static Submission read(AcceptedEvent event) {
        return read(event.key(), event.type(), data(event));
    }

    /** Where a child stands in an event with this data. */
    static String childPointer(JsonNode data, int i) {
        return data.path("subject").has("child")
                ? "/data/subject/child"
                : "/data/subject/children/" + i;
    }

    static JsonNode data(AcceptedEvent event) {
        try {
            return JSON.readTree(event.data());
        } catch (JsonProcessingException e) {
            // Without the cause: its message quotes the text.
            throw new IllegalStateException("the data of event " + event.id() + " is not JSON");
        }
    }

    static Submission read(EventKey key, EventType type, JsonNode data) {
        return new Submission(
                subject(key, type, data),
                happened(data.path("occurred")),
                version(data.path("sourceRecord")),
                particulars(type, data));
    }

    private static Subject subject(EventKey key, EventType type, JsonNode data) {
        if (type == EventType.RETRACTION) {
            List<EventKey> targets = new ArrayList<>();
            for (JsonNode target : data.path("targets")) {
                targets.add(
                        new EventKey(
                                key.agency(),
                                target.path("source").asText(key.source()),
                                target.path("id").asText()));
            }
            return new Subject.EarlierEvents(targets.stream().distinct().toList());
        }
        JsonNode subject = data.path("subject");
        if (subject.has("adult")) {
            return new Subject.Adult(person(subject.path("adult")));
        }
        List<PersonDetails> children = new ArrayList<>();
        if (subject.has("child")) {
            children.add(person(subject.path("child")));
        }
        subject.path("children").forEach(child -> children.add(person(child)));
        return new Subject.Children(List.copyOf(children));
    }

    private static PersonDetails person(JsonNode person) {
        List<PersonDetails.Written> written = new ArrayList<>();
        for (JsonNode identifier : person.path("identifiers")) {
            IdentifierSystem system =
                    IdentifierSystem.findByCode(identifier.path("system").asText()).orElseThrow();
            written.add(new PersonDetails.Written(system, identifier.path("value").asText()));
        }
        JsonNode name = person.path("name");
        return PersonDetails.read(
                written,
                name.isObject()
                        ? new PersonName(name.path("given").asText(), name.path("family").asText())
                        : null,
                day(person.path("birthDate")),
                day(person.path("expectedBirthDate")),
                text(person.path("postcode")));
    }

    private static Happened happened(JsonNode occurred) {
        return new Happened(
                occurred.path("from").asText(),
                text(occurred.path("to")),
                Happened.Precision.valueOf(occurred.path("precision").asText("DAY")));
    }

    private static @Nullable SourceVersion version(JsonNode sourceRecord) {
        return sourceRecord.isObject()
                ? new SourceVersion(
                        sourceRecord.path("system").asText(),
                        sourceRecord.path("id").asText(),
                        sourceRecord.path("version").asInt())
                : null;
    }

    private static Particulars particulars(EventType type, JsonNode data) {
        return switch (type) {
            case MISSED_APPOINTMENT ->
                    new Particulars.Appointment(
                            AppointmentOutcome.valueOf(data.path("outcome").asText()),
                            data.path("serviceFault").asBoolean());
            case ATTENDED_APPOINTMENT ->
                    new Particulars.Appointment(AppointmentOutcome.ATTENDED, false);
            case HOUSEHOLD_MEMBER -> {
                JsonNode adult = data.path("member").path("adult");
                yield new Particulars.HouseholdMember(
                        adult.isObject() ? person(adult) : null,
                        data.path("role").asText(),
                        day(data.path("to")));
            }
            case LEAD_PRACTITIONER -> new Particulars.LeadClaim(data.path("practitioner").asText());
            case INVOLVEMENT ->
                    new Particulars.InvolvementClaim(
                            text(data.path("practitioner")), day(data.path("to")));
            case CONCERN -> new Particulars.Concern(data.path("sharedHome").asBoolean());
            case ATTENDANCE ->
                    new Particulars.Sessions(
                            data.path("possible").asInt(), data.path("absent").asInt());
            case CONTACT,
                    VISIT,
                    STEP_DOWN,
                    PLAN,
                    ASSESSMENT,
                    CARE_PROFILE,
                    MEETING,
                    MINUTES_SHARED,
                    REFERRAL,
                    REFERRAL_DECISION,
                    SERVICE_REFERRAL,
                    FAMILY_FACTOR,
                    RETRACTION ->
                    new Particulars.Plain();
        };
    }

    private static @Nullable LocalDate day(JsonNode node) {
        return node.isTextual() ? LocalDate.parse(node.asText()) : null;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }
}
