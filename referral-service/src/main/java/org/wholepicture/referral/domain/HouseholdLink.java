package org.wholepicture.referral.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An adult belongs to a child's household or family for a time, as one event said.
 *
 * @param event the household-member event
 * @param record the child's record
 * @param adult the adult
 * @param role mother, father, partner ...
 * @param from first day
 * @param to last day, where the event said that it has ended
 */
public record HouseholdLink(
        EventId event,
        RecordId record,
        AdultId adult,
        String role,
        LocalDate from,
        @Nullable LocalDate to) {

    /**
     * The records of the children to whom the adult was linked when it happened; a day counts on
     * both ends. A link without an end is ended by a later event that gives the same child, adult
     * and role an end on or after its beginning. The order in which the events came does not
     * matter.
     *
     * @param links of one adult, none of them withdrawn or replaced
     */
    public static Set<RecordId> linkedWhen(Collection<HouseholdLink> links, Happened happened) {
        return links.stream()
                .filter(link -> link.covers(links, happened.firstDay(), happened.lastDay()))
                .map(HouseholdLink::record)
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean covers(Collection<HouseholdLink> links, LocalDate first, LocalDate last) {
        Optional<LocalDate> end = effectiveEnd(links);
        return !from.isAfter(last) && (end.isEmpty() || !end.get().isBefore(first));
    }

    private Optional<LocalDate> effectiveEnd(Collection<HouseholdLink> links) {
        if (to != null) {
            return Optional.of(to);
        }
        return links.stream()
                .filter(other -> other.record.equals(record) && other.role.equals(role))
                .flatMap(other -> Stream.ofNullable(other.to))
                .filter(end -> !end.isBefore(from))
                .min(LocalDate::compareTo);
    }
}
