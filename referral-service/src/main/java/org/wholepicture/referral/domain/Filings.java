package org.wholepicture.referral.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Port: what has been filed where, and how facts withdraw and replace each other. */
public interface Filings {

    /** What became of a message by which an event was put under a record. */
    enum Fate {
        /** Nothing has withdrawn it. A newer version may have replaced it all the same. */
        STANDS,
        /**
         * Taken back because no link leads from the adult to this child; a link brings it again.
         */
        TAKEN_BACK,
        /** Withdrawn for good: by a retraction, or by a newer version about somebody else. */
        WITHDRAWN
    }

    /**
     * A message by which an event was put under a record.
     *
     * @param id under which it was published
     * @param linked whether it stands there as a concern about the home of a sibling
     */
    record Copy(RecordId record, EventId id, Fate fate, boolean linked) {}

    /**
     * Makes filings that touch the same things wait for each other until the transaction ends. To
     * be called once, before anything else is locked.
     *
     * @param things names of what is touched; locked in an order of their own
     */
    void takeTurns(Collection<String> things);

    /**
     * What was filed of an event, in its order under each record. Withdrawals that it has brought
     * about are not among it, unless it is itself a retraction.
     */
    List<Copy> copies(EventId event);

    /** The id for a further message about this event under this record; at first its own. */
    EventId nextId(EventId event, RecordId record);

    /**
     * Notes that an event was published for a record.
     *
     * @param id under which it was published
     * @param as the type of the message, its short name
     */
    void add(EventId event, RecordId record, EventId id, String as, Instant known, long sequence);

    /** The concerns about a shared home that were filed under these records as the child's own. */
    Set<EventId> concernsAboutHomes(Collection<RecordId> records);

    /** Notes which events a retraction asks to withdraw. */
    void addTargets(EventId retraction, Collection<EventKey> targets);

    /** Retractions that ask to withdraw the event with this key. */
    List<EventId> retractionsOf(EventKey key);

    /** The ids of what this event has withdrawn on this record so far. */
    Set<EventId> withdrawnBy(EventId event, RecordId record);

    /**
     * Notes what this event withdraws on this record.
     *
     * @param targets the ids under which it was published there
     */
    void addWithdrawals(EventId event, RecordId record, Collection<EventId> targets);

    /** Filed versions of a source's record. */
    List<VersionChain.FiledVersion> versions(String agency, SourceVersion of);

    /**
     * Notes a filed version.
     *
     * @param whole whether all of it is filed
     */
    void putVersion(String agency, SourceVersion version, EventId event, boolean whole);

    /** Notes that a version is nowhere any more. */
    void removeVersion(EventId event);
}
