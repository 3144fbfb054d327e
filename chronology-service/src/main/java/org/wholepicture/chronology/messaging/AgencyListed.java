package org.wholepicture.chronology.messaging;

/** An agency of the directory: contracts/directory/agency.v1, its name alone. */
record AgencyListed(String agency, String name, boolean active) {}
