package org.wholepicture.chronology.domain;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who a record is about, as it was said last.
 *
 * @param known from when that was known
 */
public record Child(
        RecordId record,
        long sequence,
        Instant known,
        @Nullable LocalDate birthDate,
        @Nullable LocalDate expectedBirthDate,
        @Nullable String givenName,
        @Nullable String familyName) {

    /** Leaves everything out but the record: it is personal data. */
    @Override
    public String toString() {
        return "Child[record=" + record + "]";
    }
}
