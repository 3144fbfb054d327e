package org.wholepicture.referral.domain;

import java.time.Instant;

/**
 * An event that was answered with 202 and is kept as it was sent, until an order erases it.
 *
 * @param id ours; the receipt's id
 * @param key the sender's
 * @param type what kind
 * @param data the event's data, JSON
 * @param recorded when the source recorded it; the moment received where it did not say
 * @param received when it was accepted here
 */
public record AcceptedEvent(
        EventId id, EventKey key, EventType type, String data, Instant recorded, Instant received) {

    /** What an order of erasure leaves of the data. */
    public static final String NOTHING = "{}";

    /** Whether an order has erased what it said. */
    public boolean isErased() {
        return data.equals(NOTHING);
    }

    /** The same with other data. */
    public AcceptedEvent saying(String other) {
        return new AcceptedEvent(id, key, type, other, recorded, received);
    }

    /** Leaves the data out: it is personal data. */
    @Override
    public String toString() {
        return "AcceptedEvent[" + id + ", " + type + "]";
    }
}
