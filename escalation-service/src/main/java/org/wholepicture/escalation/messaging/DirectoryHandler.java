package org.wholepicture.escalation.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.wholepicture.escalation.domain.AgencyId;
import org.wholepicture.escalation.domain.PractitionerId;
import org.wholepicture.escalation.domain.Register;
import org.wholepicture.platform.messaging.Envelope;
import org.wholepicture.platform.messaging.MessageData;
import org.wholepicture.platform.messaging.MessageHandler;

/** Learns names, and whose account is closed, from the directory. */
@ApplicationScoped
class DirectoryHandler implements MessageHandler {

    private final Register register;

    DirectoryHandler(Register register) {
        this.register = register;
    }

    private record PractitionerEntry(String practitioner, String name, boolean active) {}

    private record AgencyEntry(String agency, String name) {}

    @Override
    public Set<String> topics() {
        return Set.of("directory");
    }

    @Override
    public void handle(String topic, Envelope message) {
        switch (message.type()) {
            case "org.wholepicture.practitioner.v1" -> {
                var entry = MessageData.read(message.data(), PractitionerEntry.class);
                message.requireKey(entry.practitioner());
                register.practitioner(
                        new PractitionerId(entry.practitioner()),
                        entry.name(),
                        entry.active(),
                        message.sequence());
            }
            case "org.wholepicture.agency.v1" -> {
                var entry = MessageData.read(message.data(), AgencyEntry.class);
                message.requireKey(entry.agency());
                register.agency(new AgencyId(entry.agency()), entry.name(), message.sequence());
            }
            default -> throw ChildEventsHandler.unknownType();
        }
    }
}
