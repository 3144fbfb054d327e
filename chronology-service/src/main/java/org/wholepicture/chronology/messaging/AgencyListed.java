package org.wholepicture.chronology.messaging;

import java.util.Objects;

/** An agency of the directory: contracts/directory/agency.v1, its name alone. */
record AgencyListed(String agency, String name, boolean active) {

    AgencyListed {
        Objects.requireNonNull(agency);
        Objects.requireNonNull(name);
    }
}
