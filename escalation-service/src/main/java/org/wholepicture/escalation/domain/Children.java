package org.wholepicture.escalation.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What this service knows about children from the events: records, step-downs, who works with whom.
 */
public interface Children {

    /** The child that a record belongs to now. */
    Optional<PersonId> findPerson(RecordId record);

    /** A step-down of a child. */
    Optional<StepDown> findStepDown(PersonId person, EventId event);

    /** The step-downs of a child that were not taken back, newest first. */
    List<StepDown> stepDowns(PersonId person);

    /**
     * Whether a practitioner is the confirmed lead practitioner, or a confirmed named practitioner,
     * of a child at an instant, and the directory does not call their account closed.
     */
    boolean isInvolved(PractitionerId practitioner, PersonId person, Instant at);
}
