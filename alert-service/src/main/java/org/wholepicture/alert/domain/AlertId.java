package org.wholepicture.alert.domain;

import java.util.UUID;

/** Identifies an alert; opaque, it may stand in a link. */
public record AlertId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
