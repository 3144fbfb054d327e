package org.wholepicture.escalation.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Takes in what the other services publish, in any order and any number of times. */
public interface Register {

    /**
     * A record belongs to a person, as the record's message of this number says; a lower number
     * than one seen before changes nothing.
     */
    void belongs(RecordId record, PersonId person, long sequence);

    /** A decision was filed. */
    void filed(Decision decision, Instant known);

    /** Events were taken back, or replaced by newer versions, by their agency. */
    void withdrawn(Collection<EventId> events);

    /** A practitioner was confirmed, or their confirmation ended. */
    void confirmed(Confirmation confirmation);

    /**
     * The directory's entry of a practitioner; a lower number than one seen before is ignored.
     *
     * @return the address before, where there was another
     */
    Optional<String> practitioner(Directory.Entry entry, String name, long sequence);

    /**
     * The directory's entry of an agency; a lower number than one seen before is ignored.
     *
     * @param inboxes address of each role inbox
     */
    void agency(
            AgencyId id, String name, Map<String, String> inboxes, boolean active, long sequence);

    /**
     * That a practitioner leads or works with a child.
     *
     * @param until until when it holds, where that was limited
     * @param ended whether this ends an earlier one
     */
    record Confirmation(
            EventId event,
            RecordId record,
            PractitionerId practitioner,
            Capacity capacity,
            Instant from,
            Optional<Instant> until,
            boolean ended,
            Instant known) {}

    /** As what a practitioner is confirmed. */
    enum Capacity {
        /** The lead practitioner; another one ends the former. */
        LEAD,
        /** Works with the child. */
        NAMED
    }
}
