package org.wholepicture.referral.domain;

import java.util.UUID;

/**
 * A child's record: what events are filed under, for ever. Ordered as its text, which is the order
 * in which records are locked and messages are appended (PostgreSQL orders uuid the same way;
 * {@link UUID#compareTo} does not).
 */
public record RecordId(UUID value) implements Comparable<RecordId> {

    @Override
    public int compareTo(RecordId other) {
        return value.toString().compareTo(other.value.toString());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
