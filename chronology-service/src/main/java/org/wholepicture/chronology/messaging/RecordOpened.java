package org.wholepicture.chronology.messaging;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A record was opened or its demographics changed: contracts/filed/record-opened.v1. */
record RecordOpened(
        UUID record,
        UUID person,
        Instant known,
        @Nullable LocalDate birthDate,
        @Nullable LocalDate expectedBirthDate,
        @JsonProperty("private") @Nullable String sealed) {

    /** The one part of {@code private} that is used; identifiers are not. */
    record Who(FiledEvent.@Nullable Name name) {}

    @Override
    public String toString() {
        return "RecordOpened[record=" + record + "]";
    }
}
