package org.wholepicture.referral.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.wholepicture.platform.messaging.Outbox;
import org.wholepicture.platform.messaging.PrivateMember;
import org.wholepicture.referral.domain.AppointmentReferences;
import org.wholepicture.referral.domain.Children.Demographics;
import org.wholepicture.referral.domain.Confirmation;
import org.wholepicture.referral.domain.DirectoryEntry;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.EventType;
import org.wholepicture.referral.domain.Identifier;
import org.wholepicture.referral.domain.IdentifierSystem;
import org.wholepicture.referral.domain.PersonName;
import org.wholepicture.referral.domain.Publication;
import org.wholepicture.referral.domain.RecordId;

/** Publishes through the outbox, in the caller's transaction. */
@ApplicationScoped
class OutboxPublication implements Publication {

    private static final String CHILD_EVENTS = "child-events";
    private static final String DIRECTORY = "directory";
    private static final String TYPE = "org.wholepicture.%s.v1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Outbox outbox;
    private final PrivateMember privateMember;
    private final AppointmentReferences references;

    OutboxPublication(
            Outbox outbox, PrivateMember privateMember, AppointmentReferences references) {
        this.outbox = outbox;
        this.privateMember = privateMember;
        this.references = references;
    }

    @Override
    public long opened(Demographics demographics, Instant known) {
        RecordId record = demographics.record();
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("record", record.toString());
        data.put("person", demographics.person().toString());
        data.put("known", known.toString());
        if (demographics.birthDate() != null) {
            data.put("birthDate", demographics.birthDate().toString());
        }
        if (demographics.expectedBirthDate() != null) {
            data.put("expectedBirthDate", demographics.expectedBirthDate().toString());
        }
        ObjectNode secret = whoItIs(demographics);
        if (!secret.isEmpty()) {
            data.put("private", privateMember.seal(record.value(), secret));
        }
        return outbox.append(
                CHILD_EVENTS, record.toString(), TYPE.formatted("record-opened"), known, data);
    }

    private static ObjectNode whoItIs(Demographics demographics) {
        ObjectNode secret = JsonNodeFactory.instance.objectNode();
        PersonName name = demographics.name();
        if (name != null) {
            secret.putObject("name").put("given", name.given()).put("family", name.family());
        }
        List<Identifier> identifiers =
                demographics.identifiers().stream()
                        // The mother's number is hers, not the child's.
                        .filter(identifier -> identifier.system() != IdentifierSystem.UNBORN)
                        .sorted(
                                Comparator.comparing(Identifier::system)
                                        .thenComparing(Identifier::value))
                        .toList();
        if (!identifiers.isEmpty()) {
            ArrayNode list = secret.putArray("identifiers");
            identifiers.forEach(
                    identifier ->
                            list.addObject()
                                    .put("system", identifier.system().code())
                                    .put("value", identifier.value()));
        }
        return secret;
    }

    @Override
    public long filed(Filed filed) {
        EventType type =
                filed.about() instanceof About.EarlierEvents
                        ? EventType.RETRACTION
                        : filed.event().type();
        FiledForm.Form form = FiledForm.of(filed, references);
        ObjectNode data = form.open();
        if (!form.secret().isEmpty()) {
            data.put("private", privateMember.seal(filed.id().value(), form.secret()));
        }
        return outbox.append(
                CHILD_EVENTS,
                filed.record().toString(),
                type.cloudEventsType(),
                filed.known(),
                data);
    }

    @Override
    public void confirmed(Confirmation confirmation, List<RecordId> records) {
        EventId claim = confirmation.claim();
        records.stream()
                .sorted()
                .forEach(
                        record -> {
                            ObjectNode data = JsonNodeFactory.instance.objectNode();
                            data.put("event", confirmation.id().toString());
                            data.put("record", record.toString());
                            data.put("person", confirmation.person().toString());
                            data.put("known", confirmation.known().toString());
                            data.put("practitioner", confirmation.practitioner());
                            data.put("as", confirmation.capacity().name());
                            data.put("from", confirmation.from().toString());
                            if (confirmation.until() != null) {
                                data.put("until", confirmation.until().toString());
                            }
                            data.put("confirmedBy", confirmation.confirmedBy());
                            if (claim != null) {
                                data.put("claim", claim.toString());
                            }
                            if (confirmation.ended()) {
                                data.put("ended", true);
                            }
                            outbox.append(
                                    CHILD_EVENTS,
                                    record.toString(),
                                    TYPE.formatted("confirmation"),
                                    confirmation.known(),
                                    data);
                        });
    }

    @Override
    public void listed(DirectoryEntry entry, Instant known) {
        String type = entry.kind() == DirectoryEntry.Kind.AGENCY ? "agency" : "practitioner";
        try {
            ObjectNode data = (ObjectNode) JSON.readTree(entry.content());
            outbox.append(DIRECTORY, entry.id(), TYPE.formatted(type), known, data);
        } catch (JsonProcessingException _) {
            // Without the cause: its message quotes the text.
            throw new IllegalStateException("a directory entry is not JSON");
        }
    }
}
