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

    /** The entries with these ids in the person's timeline as it is now, oldest first. */
    List<Line> entries(Set<PersonId> granted, PersonId person, Collection<EventId> ids);

    /** Who the granted persons are, as far as that is known. */
    Map<PersonId, Child> children(Set<PersonId> granted);

    /** Names of the agencies and practitioners that occur in these lines. */
    Timeline.Names names(Collection<Line> lines);
}
