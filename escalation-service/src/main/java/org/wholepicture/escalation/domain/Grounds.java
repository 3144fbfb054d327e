package org.wholepicture.escalation.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a disagreement is about; fixed when it is raised.
 *
 * @param record a record of the child: that of the decision disagreed with
 * @param issue what is disagreed with
 * @param otherAgency whose decision it is; the lead's agency where nothing was decided
 * @param otherPractitioner who decided, where the source says so; else the lead stands there
 * @param since since when it is so
 * @param disagreement what is disagreed with and why
 * @param askedFor what is asked for instead
 * @param evidence entries of the child's timeline that it rests on
 * @param alert the alert from which it was raised, as its id
 */
public record Grounds(
        RecordId record,
        Issue issue,
        AgencyId otherAgency,
        Optional<PractitionerId> otherPractitioner,
        LocalDate since,
        Words disagreement,
        Words askedFor,
        List<EventId> evidence,
        Optional<EventId> alert) {

    /** Copies the list. */
    public Grounds {
        evidence = List.copyOf(evidence);
    }
}
