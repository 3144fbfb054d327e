package org.wholepicture.escalation.domain;

import java.time.Instant;
import java.time.LocalDate;

/** Tells the other services, without the narrative. */
public interface Publication {

    /**
     * What happened.
     *
     * @param dissent which disagreement
     * @param person the child it is about now
     * @param by who acted
     * @param happened the day, in England
     * @param known the instant
     */
    record Fact(
            DissentId dissent,
            Grounds grounds,
            PersonId person,
            Practitioner by,
            LocalDate happened,
            Instant known) {}

    /** It was raised. */
    void raised(Fact fact);

    /** It was resolved. */
    void resolved(Fact fact);
}
