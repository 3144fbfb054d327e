package org.wholepicture.referral.messaging;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.wholepicture.platform.messaging.PrivateMember;
import org.wholepicture.referral.application.PlanHistory;
import org.wholepicture.referral.domain.AcceptedEvent;
import org.wholepicture.referral.domain.AppointmentReferences;
import org.wholepicture.referral.domain.Children.Demographics;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.EventIds;
import org.wholepicture.referral.domain.EventKey;
import org.wholepicture.referral.domain.EventStore;
import org.wholepicture.referral.domain.Identifier;
import org.wholepicture.referral.domain.IdentifierSystem;
import org.wholepicture.referral.domain.NumberedMessages.Numbered;
import org.wholepicture.referral.domain.PersonName;
import org.wholepicture.referral.domain.Publication.Filed;
import org.wholepicture.referral.domain.RecordId;

/** The data of messages about records, narratives and names sealed. */
@ApplicationScoped
class MessageForms {

    private final PrivateMember privateMember;
    private final AppointmentReferences references;
    private final EventStore events;
    private final EventIds ids;

    MessageForms(
            PrivateMember privateMember,
            AppointmentReferences references,
            EventStore events,
            EventIds ids) {
        this.privateMember = privateMember;
        this.references = references;
        this.events = events;
        this.ids = ids;
    }

    ObjectNode filed(Filed filed) {
        FiledForm.Form form = FiledForm.of(filed, references, this::idOf);
        ObjectNode data = form.open();
        if (!form.secret().isEmpty()) {
            data.put("private", privateMember.seal(filed.id().value(), form.secret()));
        }
        return data;
    }

    /** What stands in the place of a message whose content an order has erased. */
    ObjectNode erased(Numbered message, ObjectNode recipe) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("event", recipe.path("id").asText());
        data.put("record", message.record().toString());
        data.put("person", Recipe.person(recipe).toString());
        data.put("agency", message.agency());
        data.put("known", message.known().toString());
        data.put("order", recipe.path("order").asText());
        for (String member : List.of("supersedes", "supersededBy", "targets")) {
            if (recipe.has(member)) {
                data.set(member, recipe.get(member));
            }
        }
        return data;
    }

    /** A filed event by what it takes to write it again. */
    ObjectNode filed(Numbered message, ObjectNode recipe, AcceptedEvent event) {
        return filed(
                Recipe.filed(
                        message,
                        recipe,
                        Recipe.isReduced(recipe)
                                ? event.saying(PlanHistory.reduce(event.data()))
                                : event));
    }

    /** Also of an event that has not come yet. */
    private EventId idOf(EventKey key) {
        return events.findId(key).orElseGet(() -> ids.of(key));
    }

    ObjectNode opened(Demographics demographics, Instant known) {
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
        return data;
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
}
