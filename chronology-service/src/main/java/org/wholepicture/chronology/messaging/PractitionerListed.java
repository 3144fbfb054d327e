package org.wholepicture.chronology.messaging;

import org.jspecify.annotations.Nullable;

/**
 * A practitioner of the directory: contracts/directory/practitioner.v1.
 *
 * @param email where they are told of an emergency at a child whom they lead
 */
record PractitionerListed(
        String practitioner,
        String name,
        String agency,
        boolean active,
        @Nullable String email,
        @Nullable String manager) {

    /** The id alone: the rest is personal data. */
    @Override
    public String toString() {
        return "PractitionerListed[" + practitioner + "]";
    }
}
