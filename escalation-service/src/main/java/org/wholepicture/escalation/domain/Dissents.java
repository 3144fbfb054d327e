package org.wholepicture.escalation.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The disagreements that are kept. */
public interface Dissents {

    /**
     * Keeps a new one.
     *
     * @return false when the same practitioner has an open one about the same thing already, also
     *     if both are raised at this moment
     */
    boolean add(Dissent.Raised dissent);

    /**
     * Keeps what people have done with one that is held; never what the clock has.
     *
     * @throws IllegalStateException when it is not there or ended meanwhile
     */
    void change(Dissent dissent);

    /** One, whatever its state. */
    Optional<Dissent> find(DissentId id);

    /** Those of these that there are. */
    List<Dissent> findAll(Collection<DissentId> ids);

    /** One, held until the transaction ends: nobody else changes it meanwhile. */
    Optional<Dissent> findToChange(DissentId id);

    /** What a practitioner said last about the same thing. */
    Optional<Dissent> findLatest(RecordId record, Issue issue, PractitionerId by);

    /** Those about a child, newest first. */
    List<Dissent> about(PersonId person);

    /**
     * Those about all the children a practitioner works with at an instant; open first, newest
     * first.
     */
    List<Dissent> around(PractitionerId practitioner, Instant at);

    /** Open ones in which an agency is a side, newest first; at most 500. */
    List<Dissent> openOf(AgencyId agency);

    /** Those raised in a time, for counting. */
    List<Dissent> raisedBetween(Instant from, Instant until);
}
