package org.wholepicture.alert.domain;

import java.util.UUID;

/** The accepted event that a fact was read from; one event may state several facts. */
public record EventId(UUID value) implements Comparable<EventId> {

    @Override
    public int compareTo(EventId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
