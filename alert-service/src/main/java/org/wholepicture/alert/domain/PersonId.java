package org.wholepicture.alert.domain;

import java.util.UUID;

/** Identifies the person whom facts and alerts are about; opaque. */
public record PersonId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
