package org.wholepicture.chronology.messaging;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wholepicture.chronology.application.KeepEntry;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Author;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.EntryKind;
import org.wholepicture.chronology.domain.EntryType;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.Happened;
import org.wholepicture.chronology.domain.Mark;
import org.wholepicture.chronology.domain.Moment;
import org.wholepicture.chronology.domain.Narrative;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.RecordId;
import org.wholepicture.chronology.domain.Sensitivity;
import org.wholepicture.platform.messaging.Envelope;
import org.wholepicture.platform.messaging.MessageData;
import org.wholepicture.platform.messaging.MessageHandler;

/** Disagreements between practitioners: an entry of its own, and a mark on what it is about. */
@Singleton
class Escalations implements MessageHandler {

    private final KeepEntry entries;

    Escalations(KeepEntry entries) {
        this.entries = entries;
    }

    @Override
    public Set<String> topics() {
        return Set.of("escalations");
    }

    @Override
    public void handle(String topic, Envelope message) {
        String name = Wire.shortName(message).orElseThrow(Wire::unknownType);
        DissentChanged changed = MessageData.read(message.data(), DissentChanged.class);
        message.requireKey(changed.record());
        RecordId record = new RecordId(changed.record());
        EventId dissent = new EventId(changed.dissent());
        PractitionerId practitioner = new PractitionerId(changed.practitioner());
        switch (name) {
            case "dissent-raised" ->
                    entries.keep(
                            entry(changed),
                            List.of(
                                    new Mark(
                                            record,
                                            new EventId(changed.about().event()),
                                            Mark.Kind.DISPUTED,
                                            dissent,
                                            changed.known(),
                                            practitioner)),
                            Wire.origin(topic, message));
            case "dissent-resolved" ->
                    entries.keep(
                            List.of(
                                    new Mark(
                                            record,
                                            dissent,
                                            Mark.Kind.RESOLVED,
                                            new EventId(message.id()),
                                            changed.known(),
                                            practitioner)));
            default -> throw Wire.unknownType();
        }
    }

    private static Entry entry(DissentChanged raised) {
        return new Entry(
                new RecordId(raised.record()),
                new EventId(raised.dissent()),
                EntryKind.DISSENT,
                EntryType.DISSENT,
                new AgencyId(raised.agency()),
                new Happened(new Moment.OnDay(raised.happened()), null, Happened.Precision.DAY),
                null,
                null,
                raised.known(),
                new Author(null, new PractitionerId(raised.practitioner())),
                null,
                null,
                Sensitivity.NORMAL,
                null,
                List.of(),
                Map.of(
                        "aboutKind", raised.about().kind(),
                        "aboutEvent", raised.about().event()),
                Narrative.NONE);
    }
}
