package org.wholepicture.chronology.domain;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Who has read a history pack. Kept by this service alone: it is what people did here, and no fact
 * that could be told again.
 */
public interface Acknowledgements {

    /** Keeps it, unless the practitioner acknowledged the same before. */
    void add(Acknowledgement acknowledgement);

    /**
     * Those of a person, oldest first; none for a person who is not granted.
     *
     * @param before what was said before this instant
     */
    List<Acknowledgement> of(Set<PersonId> granted, PersonId person, Instant before);
}
