package org.wholepicture.escalation.messaging;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.wholepicture.escalation.domain.AgencyId;
import org.wholepicture.escalation.domain.PractitionerId;
import org.wholepicture.escalation.domain.Register;
import org.wholepicture.platform.messaging.Envelope;
import org.wholepicture.platform.messaging.MessageHandler;

/** Learns names, and whose account is closed, from the directory. */
@ApplicationScoped
class DirectoryHandler implements MessageHandler {

    private final Register register;
    private final ObjectMapper json;

    DirectoryHandler(Register register, ObjectMapper json) {
        this.register = register;
        this.json = json;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record PractitionerEntry(String practitioner, String name, boolean active) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record AgencyEntry(String agency, String name) {}

    @Override
    public Set<String> topics() {
        return Set.of("directory");
    }

    @Override
    public void handle(String topic, Envelope message) {
        try {
            switch (message.type()) {
                case "org.wholepicture.practitioner.v1" -> {
                    var entry = json.treeToValue(message.data(), PractitionerEntry.class);
                    register.practitioner(
                            new PractitionerId(entry.practitioner()),
                            entry.name(),
                            entry.active(),
                            message.sequence());
                }
                case "org.wholepicture.agency.v1" -> {
                    var entry = json.treeToValue(message.data(), AgencyEntry.class);
                    register.agency(new AgencyId(entry.agency()), entry.name(), message.sequence());
                }
                default -> {
                    // Other entries of the directory are not needed here.
                }
            }
        } catch (JsonProcessingException e) {
            throw new UnreadableMessageException(e);
        }
    }
}
