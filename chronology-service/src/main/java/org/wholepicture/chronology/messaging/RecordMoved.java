package org.wholepicture.chronology.messaging;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** The record has another person: contracts/filed/merge.v1 and split.v1. */
record RecordMoved(UUID record, UUID person, Instant known) {

    RecordMoved {
        Objects.requireNonNull(record);
        Objects.requireNonNull(person);
        Objects.requireNonNull(known);
    }
}
