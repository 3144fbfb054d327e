package org.wholepicture.escalation.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Tells the other services, without the narrative. */
public interface Publication {

    /** What happened. */
    enum What {
        RAISED,
        ANSWERED,
        MOVED_UP,
        OVERDUE,
        RESOLVED,
        WITHDRAWN
    }

    /**
     * What happened with a disagreement.
     *
     * @param person the child it is about now
     * @param by who acted; nobody when it became overdue
     * @param stage number of the stage it happened in, or that it was moved to
     * @param limit the last day in time of that stage
     * @param happened the day, in England
     * @param known the instant
     */
    record Fact(
            What what,
            DissentId dissent,
            Grounds grounds,
            Practitioner raisedBy,
            PersonId person,
            Optional<Practitioner> by,
            int stage,
            Optional<LocalDate> limit,
            LocalDate happened,
            Instant known) {}

    /** Tells it. */
    void tell(Fact fact);
}
