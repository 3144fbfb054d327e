package org.wholepicture.escalation.domain;

/** The id of an agency. */
public record AgencyId(String value) {}
