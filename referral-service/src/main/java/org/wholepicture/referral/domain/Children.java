package org.wholepicture.referral.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Port: records of children and the persons they belong to. */
public interface Children extends IdentityIndex {

    /**
     * What is known of who a record is about.
     *
     * @param record the record
     * @param person to whom it belongs now
     * @param identifiers all of them
     */
    record Demographics(
            RecordId record,
            PersonId person,
            @Nullable PersonName name,
            @Nullable LocalDate birthDate,
            @Nullable LocalDate expectedBirthDate,
            Set<Identifier> identifiers) {

        /** Leaves everything but the ids out: it is personal data. */
        @Override
        public String toString() {
            return "Demographics[" + record + ", " + person + "]";
        }
    }

    /**
     * That an event named the child of a record.
     *
     * @param place among the children the event is about, from 0
     * @param retracted whether the event's agency has withdrawn it
     */
    record Mention(EventId event, int place, boolean retracted) {}

    /** Opens a record of a new person who is known by nothing yet. */
    void open(RecordId record, PersonId person, Instant now);

    /**
     * Notes what an event says of the child. For each member the latest recorded holds.
     *
     * @param asOf when the source recorded it
     */
    void learn(RecordId record, PersonDetails details, Instant asOf);

    /** Notes that an event named the child; nothing happens if that was noted before. */
    void noteMention(EventId event, RecordId record, int place);

    /**
     * Whether an event that its agency has withdrawn named the child: what most are asked, and
     * answered without reading all that did.
     */
    boolean isMentionedByRetracted(RecordId record);

    /** The events that named the child. */
    List<Mention> mentions(RecordId record);

    /** Forgets what is known of the child, and who named it, so that it can be learnt anew. */
    void forget(RecordId record);

    /** Locks these records, in their order, until the transaction ends; the person of each. */
    SortedMap<RecordId, PersonId> lock(Collection<RecordId> records);

    /** What is known of who these records are about. */
    Map<RecordId, Demographics> demographics(Collection<RecordId> records);

    /** The records of a person, locked in their order; empty if there is no such person. */
    List<RecordId> lockRecordsOf(PersonId person);

    /** The records of a person, without holding them. */
    List<RecordId> recordsOf(PersonId person);

    /** The latest name of a person, for the front door's page. */
    Map<PersonId, PersonName> names(Collection<PersonId> persons);

    /** The person a record belongs to. */
    Optional<PersonId> personOf(RecordId record);
}
