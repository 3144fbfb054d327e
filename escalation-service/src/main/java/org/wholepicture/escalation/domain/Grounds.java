package org.wholepicture.escalation.domain;

/**
 * What a disagreement is about; fixed when it is raised.
 *
 * @param record the record of the step-down
 * @param about the step-down disagreed with
 * @param disagreement what is disagreed with and why
 * @param askedFor what is asked for instead
 */
public record Grounds(RecordId record, EventId about, Words disagreement, Words askedFor) {}
