package org.wholepicture.chronology.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks of a timeline.
 *
 * @param agencies only what these said; empty for all
 * @param types only these; empty for all
 * @param from only what happened on this day or later, or lasted until then
 * @param to only what happened on this day or earlier, or began by then
 * @param knownOn as it was known at the end of this local day; null for all that is known now
 * @param after where the page before ended; null for the first page
 * @param limit entries a page, at least 1
 */
public record Question(
        Set<AgencyId> agencies,
        Set<EntryType> types,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable LocalDate knownOn,
        @Nullable Position after,
        int limit) {

    /** A place in a timeline that is read newest first. */
    public record Position(Instant happened, EventId event) {}

    /** Copies the sets. */
    public Question {
        agencies = Set.copyOf(agencies);
        types = Set.copyOf(types);
    }

    /** What was known before this instant counts. */
    public Instant knownBefore() {
        return knownOn == null ? END_OF_TIME : Partnership.startOf(knownOn.plusDays(1));
    }

    // What PostgreSQL's timestamptz can still hold.
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");
}
