package org.wholepicture.chronology.messaging;

import java.util.Objects;

/** A practitioner of the directory: contracts/directory/practitioner.v1, without their address. */
record PractitionerListed(String practitioner, String name, String agency, boolean active) {

    PractitionerListed {
        Objects.requireNonNull(practitioner);
        Objects.requireNonNull(name);
        Objects.requireNonNull(agency);
    }
}
