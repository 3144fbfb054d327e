package org.wholepicture.referral.domain;

/** A person's name as a source holds it. */
public record PersonName(String given, String family) {

    /** Leaves the name out: it is personal data. */
    @Override
    public String toString() {
        return "PersonName[...]";
    }
}
