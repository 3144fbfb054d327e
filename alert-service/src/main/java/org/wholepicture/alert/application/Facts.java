package org.wholepicture.alert.application;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.wholepicture.alert.domain.Fact;

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
     * Everything known about the person's records, in no particular order. What was filed under a
     * record before it joined the person became known of them when it joined.
     */
    List<Fact> about(UUID person);
}
