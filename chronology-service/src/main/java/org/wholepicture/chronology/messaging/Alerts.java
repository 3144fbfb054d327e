package org.wholepicture.chronology.messaging;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.application.KeepEntry;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Author;
import org.wholepicture.chronology.domain.Basis;
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

/**
 * What became of alerts: the raising is an entry, everything after it a mark on it; and what people
 * decided before a step-down, or answered when they were asked: entries of their own.
 */
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
        switch (name) {
            case "step-down-decided" -> decided(topic, message);
            case "check-answered" -> answered(topic, message);
            default -> changed(topic, name, message);
        }
    }

    private void changed(String topic, String name, Envelope message) {
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

    private void decided(String topic, Envelope message) {
        StepDownDecided decided = MessageData.read(message.data(), StepDownDecided.class);
        message.requireKey(decided.record());
        entries.keep(
                entry(
                        decided.record(),
                        decided.decision(),
                        EntryType.STEP_DOWN_DECISION,
                        decided.agency(),
                        decided.practitioner(),
                        decided.day(),
                        decided.known(),
                        null,
                        Map.of(
                                "outcome", decided.outcome(),
                                "reasons", decided.reasons(),
                                "events", decided.events())),
                List.of(),
                Wire.origin(topic, message));
    }

    private void answered(String topic, Envelope message) {
        CheckAnswered answered = MessageData.read(message.data(), CheckAnswered.class);
        message.requireKey(answered.record());
        entries.keep(
                entry(
                        answered.record(),
                        answered.answered(),
                        EntryType.CHECK_ANSWER,
                        answered.agency(),
                        answered.practitioner(),
                        answered.day(),
                        answered.known(),
                        answered.basis() == null
                                ? null
                                : MessageData.code(Basis.class, answered.basis(), "basis"),
                        Map.of(
                                "outcome", answered.outcome(),
                                "alert", answered.alert().toString(),
                                "events", answered.events())),
                List.of(),
                Wire.origin(topic, message));
    }

    /** What somebody did in the product, in the name of their agency. */
    private static Entry entry(
            UUID record,
            UUID id,
            EntryType type,
            String agency,
            String practitioner,
            LocalDate day,
            Instant known,
            @Nullable Basis basis,
            Map<String, Object> details) {
        return new Entry(
                new RecordId(record),
                new EventId(id),
                EntryKind.ALERT,
                type,
                new AgencyId(agency),
                new Happened(new Moment.OnDay(day), null, Happened.Precision.DAY),
                null,
                null,
                known,
                new Author(null, new PractitionerId(practitioner)),
                basis,
                null,
                Sensitivity.NORMAL,
                null,
                List.of(),
                details,
                Narrative.NONE);
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
