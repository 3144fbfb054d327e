package org.wholepicture.chronology.domain;

/** An agency of the partnership, as the directory names it. */
public record AgencyId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
