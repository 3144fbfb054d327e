package org.wholepicture.chronology.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * From a time on, a record belongs to a person.
 *
 * @param sequence number of the message that said so among those of its record; settles ties
 * @param merged whether a merge said so; any other change of person is a split
 */
public record Membership(
        RecordId record, PersonId person, Instant known, long sequence, boolean merged) {

    /** The later of two of one record holds. */
    public static final Comparator<Membership> BY_TIME_KNOWN =
            Comparator.comparing(Membership::known).thenComparingLong(Membership::sequence);

    /** The records that made up the person, as far as was known before an instant. */
    public static Set<RecordId> recordsOf(
            PersonId person, Instant before, Collection<Membership> memberships) {
        Map<RecordId, Membership> latest = new HashMap<>();
        for (Membership membership : memberships) {
            if (membership.known().isBefore(before)) {
                latest.merge(
                        membership.record(),
                        membership,
                        (one, other) -> BY_TIME_KNOWN.compare(one, other) >= 0 ? one : other);
            }
        }
        return latest.values().stream()
                .filter(membership -> membership.person().equals(person))
                .map(Membership::record)
                .collect(Collectors.toUnmodifiableSet());
    }
}
