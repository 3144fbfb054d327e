package org.wholepicture.chronology.domain;

import java.util.UUID;

/** An entry: the accepted event, the alert or the dissent it comes from. Opaque. */
public record EventId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
