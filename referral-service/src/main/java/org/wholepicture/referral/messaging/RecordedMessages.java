package org.wholepicture.referral.messaging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.wholepicture.platform.messaging.SystemOfRecord;
import org.wholepicture.referral.domain.Children;
import org.wholepicture.referral.domain.Children.Demographics;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.EventStore;
import org.wholepicture.referral.domain.NumberedMessages;
import org.wholepicture.referral.domain.NumberedMessages.Numbered;
import org.wholepicture.referral.domain.RecordId;

/**
 * Messages about records, made once more from what is accepted and filed. All are as they were, but
 * the opening of a record, which tells what is known of the child now.
 */
@ApplicationScoped
class RecordedMessages implements SystemOfRecord {

    private final NumberedMessages messages;
    private final EventStore events;
    private final Children children;
    private final MessageForms forms;

    RecordedMessages(
            NumberedMessages messages, EventStore events, Children children, MessageForms forms) {
        this.messages = messages;
        this.events = events;
        this.children = children;
        this.forms = forms;
    }

    @Override
    public Optional<Message> find(String topic, String key, long sequence) {
        return topic.equals(OutboxPublication.CHILD_EVENTS)
                ? record(key)
                        .flatMap(record -> messages.find(record, sequence))
                        .map(
                                message ->
                                        new Message(
                                                message.message(),
                                                OutboxPublication.TYPE.formatted(message.type()),
                                                message.known(),
                                                data(message)))
                : Optional.empty();
    }

    /** A request may name any key. */
    private static Optional<RecordId> record(String key) {
        try {
            return Optional.of(new RecordId(UUID.fromString(key)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private ObjectNode data(Numbered message) {
        ObjectNode recipe = Recipe.read(message);
        EventId event = message.event();
        if (message.type().equals(OutboxPublication.ERASED)) {
            return forms.erased(message, recipe);
        }
        if (event != null) {
            return forms.filed(message, recipe, events.find(event).orElseThrow());
        }
        return message.type().equals("record-opened") ? opened(message, recipe) : recipe;
    }

    private ObjectNode opened(Numbered message, ObjectNode recipe) {
        RecordId record = message.record();
        Demographics now = children.demographics(Set.of(record)).get(record);
        return forms.opened(
                new Demographics(
                        record,
                        Recipe.person(recipe),
                        now == null ? null : now.name(),
                        now == null ? null : now.birthDate(),
                        now == null ? null : now.expectedBirthDate(),
                        now == null ? Set.of() : now.identifiers()),
                message.known());
    }
}
