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

    /** The same, with what an earlier opening said of it where this one says nothing. */
    public Child or(Child earlier) {
        boolean named = givenName != null || familyName != null;
        return new Child(
                record,
                sequence,
                known,
                birthDate == null ? earlier.birthDate : birthDate,
                expectedBirthDate == null ? earlier.expectedBirthDate : expectedBirthDate,
                named ? givenName : earlier.givenName,
                named ? familyName : earlier.familyName);
    }

    /** Leaves everything out but the record: it is personal data. */
    @Override
    public String toString() {
        return "Child[record=" + record + "]";
    }
}
