package org.wholepicture.chronology.messaging;

/** A practitioner of the directory: contracts/directory/practitioner.v1, without their address. */
record PractitionerListed(String practitioner, String name, String agency, boolean active) {}
