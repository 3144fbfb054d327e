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
 * @param content only entries whose content is so
 * @param from only what happened on this day or later, or lasted until then
 * @param to only what happened on this day or earlier, or began by then
 * @param knownOn as it was known at the end of this local day; null for all that is known now
 * @param layer the significant entries alone, or all
 * @param struckToo also what was corrected or withdrawn before the reader could see it
 * @param after where the page before ended; null for the first page
 * @param limit entries a page, at least 1
 */
public record Question(
        Set<AgencyId> agencies,
        Set<EntryType> types,
        Content content,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable LocalDate knownOn,
        Layer layer,
        boolean struckToo,
        @Nullable Position after,
        int limit) {

    /** The two layers of a timeline [domain.md B-23]. */
    public enum Layer {
        SIGNIFICANT,
        ALL
    }

    /** A place in a timeline that is read newest first. */
    public record Position(Instant happened, EventId event) {

        /** Where this line stands. */
        public static Position of(Line line) {
            return new Position(line.entry().happened().from().start(), line.entry().id());
        }
    }

    /** Copies the sets. */
    public Question {
        agencies = Set.copyOf(agencies);
        types = Set.copyOf(types);
    }

    /** Asks for every layer, whatever the content. */
    public Question(
            Set<AgencyId> agencies,
            Set<EntryType> types,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable LocalDate knownOn,
            @Nullable Position after,
            int limit) {
        this(agencies, types, Content.ANY, from, to, knownOn, Layer.ALL, false, after, limit);
    }

    /** Everything that was known at the end of a day, or is known now, up to so many entries. */
    public static Question everything(@Nullable LocalDate knownOn, int limit) {
        return new Question(Set.of(), Set.of(), null, null, knownOn, null, limit);
    }

    /** The same for another place. */
    public Question startingAfter(@Nullable Position place) {
        return new Question(
                agencies, types, content, from, to, knownOn, layer, struckToo, place, limit);
    }

    /** The same for another place, so many entries a page. */
    public Question page(@Nullable Position place, int entries) {
        return new Question(
                agencies, types, content, from, to, knownOn, layer, struckToo, place, entries);
    }

    /** The same for another layer, from its beginning. */
    public Question in(Layer other) {
        return new Question(
                agencies, types, content, from, to, knownOn, other, struckToo, null, limit);
    }

    /** The same with what was corrected or withdrawn. */
    public Question withStruck() {
        return new Question(agencies, types, content, from, to, knownOn, layer, true, after, limit);
    }

    /** The day it is read as of: the one asked about, or the present one. */
    public LocalDate day(Instant now) {
        return knownOn == null ? Partnership.dayOf(now) : knownOn;
    }

    /** What was known before this instant counts. */
    public Instant knownBefore() {
        return knownOn == null ? END_OF_TIME : Partnership.startOf(knownOn.plusDays(1));
    }

    // What PostgreSQL's timestamptz can still hold.
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");
}
