package org.wholepicture.referral.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Port: where accepted events stand, counted by agency. */
public interface Accounts {

    /**
     * Where the accepted events of an agency stand.
     *
     * @param beingFiled accepted a moment ago
     * @param inReview waiting for a person or another event
     * @param setAside could not be filed, waiting for a person
     * @param erased by an order, before it was on any timeline
     */
    record Account(
            String agency,
            long accepted,
            long filed,
            long beingFiled,
            long inReview,
            long setAside,
            long erased) {

        /** Accepted events that are nowhere: stuck, gone, or filed in name alone. */
        public long unaccounted() {
            return accepted - filed - beingFiled - inReview - setAside - erased;
        }
    }

    /** An accepted event that is nowhere. */
    record Unaccounted(EventId event, String agency, boolean waiting) {}

    /** The highest in the order of acceptance. */
    long highest();

    /**
     * Counts a stretch of the order of acceptance and keeps the counts.
     *
     * @param first its first
     * @param last included
     * @param late what waits since before then is stuck
     */
    void count(long first, long last, Instant late);

    /** All stretches together, as they were last counted. */
    List<Account> all();

    /** Events of this stretch that are filed in name alone, and all that are stuck; at most 500. */
    List<Unaccounted> unaccounted(long first, long last, Instant late);

    /** Makes events that wait due at once. */
    void fileNow(Collection<EventId> waiting, Instant now);

    /** What was last told of a day. */
    Optional<Map<String, Long>> told(LocalDate day);

    /** Keeps what is told of a day. */
    void tell(LocalDate day, Map<String, Long> filed);
}
