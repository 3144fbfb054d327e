package org.wholepicture.chronology.domain.redaction;

import java.util.UUID;

/** A redaction that somebody prepares. Opaque. */
public record RedactionId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
