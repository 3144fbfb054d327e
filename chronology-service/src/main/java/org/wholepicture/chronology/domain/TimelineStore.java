package org.wholepicture.chronology.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads facts. The persons that the caller may read are handed to the database with every question,
 * and it answers about nobody else, whatever is asked: the second wall behind the decision in code
 * [design.md Chronology].
 */
public interface TimelineStore {

    /**
     * A page of a timeline and what belongs beside it; all of it empty for a person who is not
     * granted.
     *
     * @param granted the persons the caller may read
     * @param now happenings after it do not count as heard
     */
    Timeline.Found find(Set<PersonId> granted, PersonId person, Question question, Instant now);

    /** The lines of a page alone: what {@link #find} gives beside it is known already. */
    Timeline.Page page(Set<PersonId> granted, PersonId person, Question question);

    /**
     * The latest lines with something of their own, newest first: few of many.
     *
     * @param knownBefore what was known before it counts
     */
    List<Line> latest(
            Set<PersonId> granted, PersonId person, Latest with, Instant knownBefore, int limit);

    /** What can be looked for by itself, without reading everything else. */
    enum Latest {
        /** The child's own words. */
        CHILDS_WORDS,
        /** Leads and assessments. */
        BEGINNINGS
    }

    /** The entries with these ids in the person's timeline as it is now, oldest first. */
    List<Line> entries(Set<PersonId> granted, PersonId person, Collection<EventId> ids);

    /** Who the granted persons are, as far as that is known. */
    Map<PersonId, Child> children(Set<PersonId> granted);

    /** Names of the agencies and practitioners that occur in these lines. */
    Timeline.Names names(Collection<Line> lines);
}
