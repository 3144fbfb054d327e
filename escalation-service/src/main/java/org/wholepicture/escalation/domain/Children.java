package org.wholepicture.escalation.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What this service knows about children from the events: records, decisions, who works with whom.
 */
public interface Children {

    /** The child that a record belongs to now. */
    Optional<PersonId> findPerson(RecordId record);

    /** The children that records belong to now; those of nobody are left out. */
    Map<RecordId, PersonId> findPersons(Collection<RecordId> records);

    /** A record of a child: the first by its id. */
    Optional<RecordId> findRecord(PersonId person);

    /** A decision about a child. */
    Optional<Decision> findDecision(PersonId person, EventId event);

    /** The decisions about a child that were not taken back, newest first; at most 50. */
    List<Decision> decisions(PersonId person);

    /** The confirmed lead practitioner of a child at an instant. */
    Optional<PractitionerId> lead(PersonId person, Instant at);

    /**
     * Whether a practitioner is the confirmed lead practitioner, or a confirmed named practitioner,
     * of a child at an instant, and the directory does not call their account closed.
     */
    boolean isInvolved(PractitionerId practitioner, PersonId person, Instant at);
}
