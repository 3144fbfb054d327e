package org.wholepicture.chronology.messaging;

import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.application.KeepConfirmation;
import org.wholepicture.chronology.application.KeepEntry;
import org.wholepicture.chronology.application.KeepErasure;
import org.wholepicture.chronology.application.KeepRecord;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Author;
import org.wholepicture.chronology.domain.Child;
import org.wholepicture.chronology.domain.Claim;
import org.wholepicture.chronology.domain.Confirmation;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.EntryKind;
import org.wholepicture.chronology.domain.EntryType;
import org.wholepicture.chronology.domain.Erasure;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.Happened;
import org.wholepicture.chronology.domain.Mark;
import org.wholepicture.chronology.domain.Membership;
import org.wholepicture.chronology.domain.Moment;
import org.wholepicture.chronology.domain.Narrative;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.RecordId;
import org.wholepicture.chronology.domain.Significance;
import org.wholepicture.chronology.domain.SourceRecord;
import org.wholepicture.chronology.domain.Telling;
import org.wholepicture.platform.messaging.Envelope;
import org.wholepicture.platform.messaging.MessageData;
import org.wholepicture.platform.messaging.MessageHandler;
import org.wholepicture.platform.messaging.PrivateMember;
import org.wholepicture.platform.messaging.RefusedMessageException;

/**
 * What referral-service files. A type that this version does not know goes to quarantine, where
 * people see it, and is replayed by the version that knows it: nothing is dropped.
 */
@Singleton
class ChildEvents implements MessageHandler {

    private final KeepEntry entries;
    private final KeepRecord records;
    private final KeepConfirmation confirmations;
    private final KeepErasure erasures;
    private final PrivateMember privateMember;

    ChildEvents(
            KeepEntry entries,
            KeepRecord records,
            KeepConfirmation confirmations,
            KeepErasure erasures,
            PrivateMember privateMember) {
        this.entries = entries;
        this.records = records;
        this.confirmations = confirmations;
        this.erasures = erasures;
        this.privateMember = privateMember;
    }

    @Override
    public Set<String> topics() {
        return Set.of("child-events");
    }

    @Override
    public void handle(String topic, Envelope message) {
        switch (Wire.shortName(message).orElseThrow(Wire::unknownType)) {
            case "record-opened" -> opened(message);
            case "merge" -> moved(message, true);
            case "split" -> moved(message, false);
            case "confirmation" -> confirmed(message);
            case "erasure" -> erasure(message);
            case "erased" -> erased(topic, message);
            case String name -> filed(topic, message, agencysOwn(name));
        }
    }

    private void erasure(Envelope message) {
        ErasureOrdered ordered = MessageData.read(message.data(), ErasureOrdered.class);
        message.requireKey(ordered.record());
        erasures.carryOut(
                seen(message, ordered.record(), ordered.person(), ordered.known()),
                new Erasure(
                        new RecordId(ordered.record()),
                        ordered.order(),
                        ordered.known(),
                        ordered.howMuch(),
                        ErasureOrdered.events(ordered.erased()),
                        ErasureOrdered.events(ordered.kept())),
                ordered.part(),
                ordered.messages());
    }

    private void erased(String topic, Envelope message) {
        ErasedEvent erased = MessageData.read(message.data(), ErasedEvent.class);
        message.requireKey(erased.record());
        RecordId record = new RecordId(erased.record());
        EventId event = new EventId(erased.event());
        List<UUID> targets = erased.targets();
        erasures.keep(
                seen(message, erased.record(), erased.person(), erased.known()),
                new Telling(record, event, new AgencyId(erased.agency()), erased.known()),
                Erasure.of(record, event, erased.order(), erased.known()),
                marks(
                        record,
                        event,
                        erased.known(),
                        targets == null ? List.of() : targets,
                        erased.supersedes(),
                        erased.supersededBy()),
                Wire.origin(topic, message));
    }

    /** What comes about in the product is entries too, but not for an agency to send. */
    private static EntryType agencysOwn(String name) {
        return EntryType.find(name)
                .filter(EntryType::sentByAgencies)
                .orElseThrow(Wire::unknownType);
    }

    private void opened(Envelope message) {
        RecordOpened opened = MessageData.read(message.data(), RecordOpened.class);
        message.requireKey(opened.record());
        FiledEvent.Name name =
                opened.sealed() == null
                        ? null
                        : MessageData.read(
                                        privateMember.open(opened.record(), opened.sealed()),
                                        RecordOpened.Who.class)
                                .name();
        RecordId record = new RecordId(opened.record());
        records.opened(
                new Membership(
                        record,
                        new PersonId(opened.person()),
                        opened.known(),
                        message.sequence(),
                        false),
                new Child(
                        record,
                        message.sequence(),
                        opened.known(),
                        opened.birthDate(),
                        opened.expectedBirthDate(),
                        name == null ? null : name.given(),
                        name == null ? null : name.family()));
    }

    private void moved(Envelope message, boolean merged) {
        RecordMoved moved = MessageData.read(message.data(), RecordMoved.class);
        message.requireKey(moved.record());
        records.moved(
                new Membership(
                        new RecordId(moved.record()),
                        new PersonId(moved.person()),
                        moved.known(),
                        message.sequence(),
                        merged));
    }

    /** Whom a message says its record belongs to; it moves nothing itself. */
    private static Membership seen(Envelope message, UUID record, UUID person, Instant known) {
        return new Membership(
                new RecordId(record), new PersonId(person), known, message.sequence(), false);
    }

    private void confirmed(Envelope message) {
        Confirmed confirmed = MessageData.read(message.data(), Confirmed.class);
        message.requireKey(confirmed.record());
        records.seen(seen(message, confirmed.record(), confirmed.person(), confirmed.known()));
        confirmations.keep(
                new Confirmation(
                        new RecordId(confirmed.record()),
                        new PersonId(confirmed.person()),
                        message.sequence(),
                        new EventId(confirmed.event()),
                        confirmed.known(),
                        new PractitionerId(confirmed.practitioner()),
                        confirmed.heldAs(),
                        confirmed.from(),
                        confirmed.until(),
                        Boolean.TRUE.equals(confirmed.ended()),
                        new PractitionerId(confirmed.confirmedBy())));
    }

    private void filed(String topic, Envelope message, EntryType type) {
        FiledEvent filed = MessageData.read(message.data(), FiledEvent.class);
        message.requireKey(filed.record());
        FiledEvent.Words words = words(filed);
        Entry entry =
                new Entry(
                        new RecordId(filed.record()),
                        new EventId(filed.event()),
                        EntryKind.FACT,
                        type,
                        new AgencyId(filed.agency()),
                        happened(filed.happened()),
                        filed.recorded(),
                        filed.received(),
                        filed.known(),
                        author(filed.author(), words),
                        filed.basis(),
                        significance(filed.significance()),
                        filed.sensitivity(),
                        filed.lawfulBasis(),
                        filed.claims().stream()
                                .map(
                                        said ->
                                                new Claim(
                                                        said.topic(),
                                                        said.about(),
                                                        said.value(),
                                                        said.basis()))
                                .toList(),
                        details(filed, words),
                        narrative(words));
        entries.keep(
                seen(message, filed.record(), filed.person(), filed.known()),
                entry,
                marks(filed, type),
                Wire.origin(topic, message));
    }

    private static Collection<Mark> marks(FiledEvent filed, EntryType type) {
        return marks(
                new RecordId(filed.record()),
                new EventId(filed.event()),
                filed.known(),
                type == EntryType.RETRACTION ? targets(filed) : List.of(),
                filed.supersedes(),
                filed.supersededBy());
    }

    /** What the event says of others, and what was already known to take its place. */
    private static Collection<Mark> marks(
            RecordId record,
            EventId own,
            Instant known,
            List<UUID> targets,
            @Nullable UUID supersedes,
            @Nullable UUID supersededBy) {
        List<Mark> marks = new ArrayList<>();
        for (UUID target : targets) {
            marks.add(new Mark(record, new EventId(target), Mark.Kind.RETRACTED, own, known, null));
        }
        if (supersedes != null) {
            marks.add(
                    new Mark(
                            record,
                            new EventId(supersedes),
                            Mark.Kind.SUPERSEDED,
                            own,
                            known,
                            null));
        }
        if (supersededBy != null) {
            marks.add(
                    new Mark(
                            record,
                            own,
                            Mark.Kind.SUPERSEDED,
                            new EventId(supersededBy),
                            known,
                            null));
        }
        return marks;
    }

    private static List<UUID> targets(FiledEvent filed) {
        if (!(filed.details().get("targets") instanceof List<?> targets)) {
            throw new RefusedMessageException("a retraction without targets");
        }
        try {
            return targets.stream().map(target -> UUID.fromString(String.valueOf(target))).toList();
        } catch (IllegalArgumentException e) {
            throw new RefusedMessageException("a target of a retraction is no id");
        }
    }

    private static Happened happened(FiledEvent.Occurred occurred) {
        return new Happened(
                moment(occurred.from()),
                occurred.to() == null ? null : moment(occurred.to()),
                occurred.precision());
    }

    private static Moment moment(String text) {
        try {
            Moment moment = Moment.parse(text);
            MessageData.plausible(moment.day());
            return moment;
        } catch (DateTimeException e) {
            throw new RefusedMessageException("happened is no day and no moment");
        }
    }

    private static @Nullable Author author(FiledEvent.@Nullable By by, FiledEvent.Words words) {
        String practitioner = by == null ? null : by.practitioner();
        return practitioner == null && words.authorRole() == null
                ? null
                : new Author(
                        words.authorRole(),
                        practitioner == null ? null : new PractitionerId(practitioner));
    }

    /** The details, and the role of an involvement, which is the agency's own words. */
    private static Map<String, Object> details(FiledEvent filed, FiledEvent.Words words) {
        if (words.role() == null) {
            return filed.details();
        }
        Map<String, Object> details = new HashMap<>(filed.details());
        details.put("role", words.role());
        return details;
    }

    private static @Nullable Significance significance(FiledEvent.@Nullable Weight weight) {
        return weight == null ? null : new Significance(weight.level(), weight.direction());
    }

    private FiledEvent.Words words(FiledEvent filed) {
        return filed.sealed() == null
                ? FiledEvent.Words.NONE
                : MessageData.read(
                        privateMember.open(filed.event(), filed.sealed()), FiledEvent.Words.class);
    }

    private static Narrative narrative(FiledEvent.Words words) {
        FiledEvent.Name member = words.memberName();
        FiledEvent.Source source = words.sourceRecord();
        return new Narrative(
                words.summary(),
                words.childVoice(),
                words.action(),
                words.outcomeNote(),
                words.reasons(),
                words.reason(),
                member == null ? null : member.given() + " " + member.family(),
                source == null
                        ? null
                        : new SourceRecord(source.system(), source.id(), source.version()));
    }
}
