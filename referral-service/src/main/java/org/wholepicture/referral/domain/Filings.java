package org.wholepicture.referral.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Port: what has been filed where, and how facts withdraw and replace each other. */
public interface Filings {

    /**
     * Makes filings that touch the same things wait for each other until the transaction ends. To
     * be called once, before anything else is locked.
     *
     * @param things names of what is touched; locked in an order of their own
     */
    void takeTurns(Collection<String> things);

    /** The records an event is filed under. */
    Set<RecordId> recordsOf(EventId event);

    /** Which of these events are filed under this record. */
    Set<EventId> filedUnder(RecordId record, Collection<EventId> events);

    /** Notes that an event was published for a record. */
    void add(EventId event, RecordId record, EventType as, Instant known, long sequence);

    /** Notes which events a retraction asks to withdraw. */
    void addTargets(EventId retraction, Collection<EventKey> targets);

    /** Retractions that ask to withdraw the event with this key. */
    List<EventId> retractionsOf(EventKey key);

    /** What this event has withdrawn on this record so far. */
    Set<EventId> withdrawnBy(EventId event, RecordId record);

    /** Notes what this event withdraws on this record. */
    void addWithdrawals(EventId event, RecordId record, Collection<EventId> targets);

    /** Filed versions of a source's record. */
    List<VersionChain.FiledVersion> versions(String agency, SourceVersion of);

    /** Notes a filed version; nothing happens if it was noted before. */
    void addVersion(String agency, SourceVersion version, EventId event);
}
