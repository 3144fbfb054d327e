package org.wholepicture.chronology.domain.redaction;

import java.util.Set;
import org.wholepicture.chronology.domain.EventId;

/**
 * What of one entry is withheld, and why.
 *
 * @param parts at least one
 */
public record Place(EventId event, Ground ground, Set<Part> parts) {

    /** Copies the parts. */
    public Place {
        parts = Set.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a place at which nothing is withheld");
        }
    }
}
