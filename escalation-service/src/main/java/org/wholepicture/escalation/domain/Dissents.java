package org.wholepicture.escalation.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The disagreements that are kept. */
public interface Dissents {

    /**
     * Keeps a new one.
     *
     * @return false when the same practitioner has an open one about the same step-down already,
     *     also if both are raised at this moment
     */
    boolean add(Dissent.Raised dissent);

    /** Keeps the end of one. */
    void end(Dissent.Resolved dissent);

    /** One, whatever its state. */
    Optional<Dissent> find(DissentId id);

    /** One, held until the transaction ends: nobody else changes it meanwhile. */
    Optional<Dissent> findToChange(DissentId id);

    /** What a practitioner said last about a child's step-down. */
    Optional<Dissent> findLatest(StepDown about, PractitionerId by);

    /** Those about a child, newest first. */
    List<Dissent> about(PersonId person);

    /**
     * Those about all the children a practitioner works with at an instant; open first, newest
     * first.
     */
    List<Dissent> around(PractitionerId practitioner, Instant at);
}
