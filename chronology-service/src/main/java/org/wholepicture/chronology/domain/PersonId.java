package org.wholepicture.chronology.domain;

import java.util.UUID;

/** A child as the partnership sees them: a set of records. Opaque. */
public record PersonId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
