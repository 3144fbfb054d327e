package org.wholepicture.escalation.domain;

/**
 * A practitioner who acts, with the agency they act for at that time.
 *
 * @param id who
 * @param agency for whom
 */
public record Practitioner(PractitionerId id, AgencyId agency) {}
