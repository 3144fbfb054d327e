package org.wholepicture.chronology.messaging;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wholepicture.chronology.application.KeepEntry;
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

/** What became of alerts: the raising is an entry, everything after it a mark on it. */
@Singleton
class Alerts implements MessageHandler {

    private final KeepEntry entries;

    Alerts(KeepEntry entries) {
        this.entries = entries;
    }

    @Override
    public Set<String> topics() {
        return Set.of("alerts");
    }

    @Override
    public void handle(String topic, Envelope message) {
        String name = Wire.shortName(message).orElseThrow(Wire::unknownType);
        AlertChanged changed = MessageData.read(message.data(), AlertChanged.class);
        message.requireKey(changed.record());
        switch (name) {
            case "alert-raised" ->
                    entries.keep(entry(changed), List.of(), Wire.origin(topic, message));
            case "alert-added-to" -> mark(message, changed, Mark.Kind.ADDED_TO);
            case "alert-acknowledged" -> mark(message, changed, Mark.Kind.ACKNOWLEDGED);
            case "alert-resolved" -> mark(message, changed, Mark.Kind.RESOLVED);
            case "alert-withdrawn" -> mark(message, changed, Mark.Kind.WITHDRAWN);
            default -> throw Wire.unknownType();
        }
    }

    private static Entry entry(AlertChanged raised) {
        return new Entry(
                new RecordId(raised.record()),
                new EventId(raised.alert()),
                EntryKind.ALERT,
                EntryType.ALERT,
                null,
                new Happened(new Moment.OnDay(raised.day()), null, Happened.Precision.DAY),
                null,
                null,
                raised.known(),
                null,
                null,
                null,
                Sensitivity.NORMAL,
                null,
                List.of(),
                details(raised),
                Narrative.NONE);
    }

    private static Map<String, Object> details(AlertChanged alert) {
        return Map.of(
                "rule", alert.rule(),
                "subject", alert.subject(),
                "severity", alert.severity(),
                "reasons", alert.reasons(),
                "events", alert.events());
    }

    private void mark(Envelope message, AlertChanged changed, Mark.Kind kind) {
        String by = changed.acknowledgedBy();
        entries.keep(
                List.of(
                        new Mark(
                                new RecordId(changed.record()),
                                new EventId(changed.alert()),
                                kind,
                                new EventId(message.id()),
                                changed.known(),
                                kind == Mark.Kind.ACKNOWLEDGED && by != null
                                        ? new PractitionerId(by)
                                        : null,
                                kind == Mark.Kind.ADDED_TO ? details(changed) : null)));
    }
}
