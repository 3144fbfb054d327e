package org.wholepicture.chronology.domain;

import java.util.UUID;

/** What an event is filed under for ever; it belongs to one person at a time. Opaque. */
public record RecordId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
