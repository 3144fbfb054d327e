package org.wholepicture.chronology.messaging;

import jakarta.inject.Singleton;
import java.util.Set;
import org.wholepicture.chronology.application.KeepDirectory;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Directory;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.platform.messaging.Envelope;
import org.wholepicture.platform.messaging.MessageData;
import org.wholepicture.platform.messaging.MessageHandler;

/** The directory: the topic is compacted, so the message with the highest number of a key holds. */
@Singleton
class DirectoryCopy implements MessageHandler {

    private final KeepDirectory directory;

    DirectoryCopy(KeepDirectory directory) {
        this.directory = directory;
    }

    @Override
    public Set<String> topics() {
        return Set.of("directory");
    }

    @Override
    public void handle(String topic, Envelope message) {
        switch (Wire.shortName(message).orElseThrow(Wire::unknownType)) {
            case "agency" -> {
                AgencyListed agency = MessageData.read(message.data(), AgencyListed.class);
                message.requireKey(agency.agency());
                directory.keep(
                        new AgencyId(agency.agency()),
                        message.sequence(),
                        agency.name(),
                        agency.active());
            }
            case "practitioner" -> {
                PractitionerListed practitioner =
                        MessageData.read(message.data(), PractitionerListed.class);
                message.requireKey(practitioner.practitioner());
                String manager = practitioner.manager();
                String deputy = practitioner.deputy();
                directory.keep(
                        message.sequence(),
                        new Directory.Listed(
                                new PractitionerId(practitioner.practitioner()),
                                practitioner.name(),
                                new AgencyId(practitioner.agency()),
                                practitioner.active(),
                                practitioner.email(),
                                manager == null ? null : new PractitionerId(manager),
                                deputy == null ? null : new PractitionerId(deputy),
                                practitioner.away()));
            }
            default -> throw Wire.unknownType();
        }
    }
}
