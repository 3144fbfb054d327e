package org.wholepicture.chronology.messaging;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
import org.wholepicture.platform.messaging.RefusedMessageException;

/** Disagreements between practitioners: an entry of its own, and a mark on what it is about. */
@Singleton
class Escalations implements MessageHandler {

    /** A limit passed; nobody acts. */
    private static final String OVERDUE = "dissent-overdue";

    /** The one kind that is about no event. */
    private static final String NOTHING_DONE = "LACK_OF_PROGRESS";

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
        PractitionerId practitioner =
                changed.practitioner() == null ? null : new PractitionerId(changed.practitioner());
        if (practitioner == null && !name.equals(OVERDUE)) {
            throw new RefusedMessageException("nobody acts");
        }
        switch (name) {
            case "dissent-raised" ->
                    entries.keep(
                            entry(changed),
                            disputed(changed, record, dissent, practitioner),
                            Wire.origin(topic, message));
            case "dissent-resolved" -> mark(message, changed, Mark.Kind.RESOLVED, practitioner);
            case "dissent-withdrawn" -> mark(message, changed, Mark.Kind.WITHDRAWN, practitioner);
            case "dissent-answered", "dissent-moved-up", OVERDUE -> {
                // It is open all the same; its stages are told by escalation-service alone.
            }
            default -> throw Wire.unknownType();
        }
    }

    /** A mark on what was decided; where nothing was, there is nothing to mark. */
    private static List<Mark> disputed(
            DissentChanged raised,
            RecordId record,
            EventId dissent,
            @Nullable PractitionerId practitioner) {
        UUID about = raised.about().event();
        if ((about == null) != raised.about().kind().equals(NOTHING_DONE)) {
            throw new RefusedMessageException("a disagreement about nothing");
        }
        return about == null
                ? List.of()
                : List.of(
                        new Mark(
                                record,
                                new EventId(about),
                                Mark.Kind.DISPUTED,
                                dissent,
                                raised.known(),
                                practitioner));
    }

    private void mark(
            Envelope message,
            DissentChanged changed,
            Mark.Kind kind,
            @Nullable PractitionerId practitioner) {
        entries.keep(
                List.of(
                        new Mark(
                                new RecordId(changed.record()),
                                new EventId(changed.dissent()),
                                kind,
                                new EventId(message.id()),
                                changed.known(),
                                practitioner)));
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
                raised.practitioner() == null
                        ? null
                        : new Author(null, new PractitionerId(raised.practitioner())),
                null,
                null,
                Sensitivity.NORMAL,
                null,
                List.of(),
                details(raised.about()),
                Narrative.NONE);
    }

    private static Map<String, Object> details(DissentChanged.About about) {
        UUID event = about.event();
        return event == null
                ? Map.of("aboutKind", about.kind())
                : Map.of("aboutKind", about.kind(), "aboutEvent", event);
    }
}
