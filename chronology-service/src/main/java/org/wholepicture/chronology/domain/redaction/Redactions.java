package org.wholepicture.chronology.domain.redaction;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.PractitionerId;

/**
 * The redactions of the persons that somebody may read; the database answers about nobody else.
 * Each change is made under the row of the redaction, one at a time.
 */
public interface Redactions {

    /** Keeps one that is begun, with what was suggested. */
    void add(Set<PersonId> granted, Redaction begun, List<Place> suggested);

    /** Those of a child, newest first, at most 50. */
    List<Redaction> of(Set<PersonId> granted, PractitionerId asker, PersonId person);

    /** One of a child. */
    Optional<Redaction> find(
            Set<PersonId> granted, PractitionerId asker, PersonId person, RedactionId id);

    /** What it withholds, in the order of the events' ids. */
    List<Place> places(Set<PersonId> granted, PractitionerId asker, RedactionId id);

    /**
     * Withholds it, in the place of what was said of the entry before; whether the redaction was
     * open and the asker's own.
     */
    boolean put(Set<PersonId> granted, PractitionerId asker, RedactionId id, Place place);

    /** Withholds nothing of the entry; whether the redaction was open and the asker's own. */
    boolean remove(Set<PersonId> granted, PractitionerId asker, RedactionId id, EventId event);

    /**
     * Takes it from one state to another.
     *
     * @return false where it was in another state meanwhile, which stays
     */
    boolean become(Set<PersonId> granted, PractitionerId asker, Redaction from, Redaction.State to);
}
