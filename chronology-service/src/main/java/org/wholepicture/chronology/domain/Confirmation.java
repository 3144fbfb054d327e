package org.wholepicture.chronology.domain;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A person confirmed, or ended, that a practitioner leads or works with a child [ADR 0008]. Filed
 * under every record of the child.
 *
 * @param person whom it was said of: the person to whom the record belonged then
 * @param sequence number of the message among those of its record; settles ties
 * @param until when it stops by itself, where that was said
 * @param ended true where this ends an earlier one
 */
public record Confirmation(
        RecordId record,
        PersonId person,
        long sequence,
        EventId event,
        Instant known,
        PractitionerId practitioner,
        HeldAs heldAs,
        Instant from,
        @Nullable Instant until,
        boolean ended,
        PractitionerId confirmedBy) {

    /** What was confirmed. */
    public enum HeldAs {
        LEAD,
        NAMED
    }

    /** The later of two of one record holds. */
    static final Comparator<Confirmation> BY_TIME_KNOWN =
            Comparator.comparing(Confirmation::known).thenComparingLong(Confirmation::sequence);

    /** Whether it was known before its record went to another person. */
    boolean isBefore(Membership membership) {
        int byTime = known.compareTo(membership.known());
        return byTime < 0 || byTime == 0 && sequence < membership.sequence();
    }

    /** Whether it lets its practitioner read at this time. */
    boolean isOpenAt(Instant now) {
        return !ended && !now.isBefore(from) && (until == null || now.isBefore(until));
    }
}
