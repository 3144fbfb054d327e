package org.wholepicture.escalation.domain;

/** The directory's id of a practitioner. */
public record PractitionerId(String value) {}
