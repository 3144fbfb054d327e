package org.wholepicture.escalation.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wholepicture.escalation.application.HearDirectory;
import org.wholepicture.escalation.domain.Absence;
import org.wholepicture.escalation.domain.AgencyId;
import org.wholepicture.escalation.domain.Directory;
import org.wholepicture.escalation.domain.PractitionerId;
import org.wholepicture.platform.messaging.Envelope;
import org.wholepicture.platform.messaging.MessageData;
import org.wholepicture.platform.messaging.MessageHandler;
import org.wholepicture.platform.messaging.RefusedMessageException;

/** Learns from the directory who works where, who stands in and above, and where mail goes. */
@ApplicationScoped
class DirectoryHandler implements MessageHandler {

    private final HearDirectory directory;

    DirectoryHandler(HearDirectory directory) {
        this.directory = directory;
    }

    private record PractitionerEntry(
            String practitioner,
            String name,
            String agency,
            String email,
            @Nullable String manager,
            @Nullable String deputy,
            boolean active,
            @Nullable List<Away> absences) {

        List<Absence> away() {
            return absences == null ? List.of() : absences.stream().map(Away::absence).toList();
        }

        /** Leaves name and address out. */
        @Override
        public String toString() {
            return "PractitionerEntry[practitioner=" + practitioner + "]";
        }
    }

    private record Away(LocalDate from, LocalDate to) {

        Absence absence() {
            if (from.isAfter(to)) {
                throw new RefusedMessageException("an absence that ends before it begins");
            }
            return new Absence(from, to);
        }
    }

    private record AgencyEntry(
            String agency, String name, Map<String, String> inboxes, boolean active) {}

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
                directory.practitioner(
                        new Directory.Entry(
                                new PractitionerId(entry.practitioner()),
                                new AgencyId(entry.agency()),
                                Optional.of(entry.email()),
                                Optional.ofNullable(entry.manager()).map(PractitionerId::new),
                                Optional.ofNullable(entry.deputy()).map(PractitionerId::new),
                                entry.active(),
                                entry.away()),
                        entry.name(),
                        message.sequence());
            }
            case "org.wholepicture.agency.v1" -> {
                var entry = MessageData.read(message.data(), AgencyEntry.class);
                message.requireKey(entry.agency());
                directory.agency(
                        new AgencyId(entry.agency()),
                        entry.name(),
                        entry.inboxes(),
                        entry.active(),
                        message.sequence());
            }
            default -> throw ChildEventsHandler.unknownType();
        }
    }
}
