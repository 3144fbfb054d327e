package org.wholepicture.chronology.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a message told, as far as it is counted: which entry, of which agency, and when it became
 * known. Also of an entry of which an order left nothing.
 */
public record Telling(RecordId record, EventId event, @Nullable AgencyId agency, Instant known) {

    /** Of an entry. */
    public static Telling of(Entry entry) {
        return new Telling(entry.record(), entry.id(), entry.agency(), entry.known());
    }
}
