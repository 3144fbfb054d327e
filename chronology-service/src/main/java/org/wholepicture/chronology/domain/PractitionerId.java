package org.wholepicture.chronology.domain;

/** A practitioner, as the directory names them; never a name or an address. */
public record PractitionerId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
