package org.wholepicture.alert.application;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.wholepicture.alert.domain.Fact;
import org.wholepicture.platform.messaging.Losses;

/** What is known about children, by record; never a narrative. */
public interface Facts {

    /**
     * Keeps the facts that an event states about a record. A later message about the same event
     * replaces an earlier one.
     *
     * @param record the record it is filed under
     * @param kind what kind of event, "concern"
     * @param event the accepted event, or the dissent
     * @param known when it became known
     * @param sequence number of the message among those of the record
     * @param facts what it states
     */
    void put(UUID record, String kind, UUID event, Instant known, long sequence, List<Fact> facts);

    /**
     * Takes away what an order erases under a record, and notes it: what comes later is left as
     * little as what was here.
     *
     * @return how much of what went
     */
    Map<String, Long> erase(Erasure erasure);

    /** Notes that an order has erased an event. */
    void noteErased(UUID record, UUID event, UUID order);

    /** When something of the person was last erased. */
    Optional<Instant> lastErased(UUID person);

    /**
     * Everything known about the person's records, in no particular order. What was filed under a
     * record before it joined the person became known of them when it joined.
     */
    List<Fact> about(UUID person);

    /**
     * Notes by which message an event's facts came, so that facts that are gone are missed.
     *
     * @param filed where the message stands
     */
    void note(Hearing.Filed filed, Hearing.Told told, String kind, UUID event);

    /** The highest in the order of hearing. */
    long highestNoted();

    /**
     * Messages whose facts are gone, at most 500.
     *
     * @param first in the order of hearing
     * @param last included
     */
    List<Losses.Lost> gone(long first, long last);

    /**
     * How many messages on child-events stated facts that became known in a period, by agency.
     *
     * @param from included
     * @param until not included
     */
    Map<String, Long> count(Instant from, Instant until);
}
