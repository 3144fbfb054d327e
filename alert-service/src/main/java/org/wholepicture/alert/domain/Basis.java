package org.wholepicture.alert.domain;

/** Basis of evidence of a claim (domain.md D3, B-02). */
public enum Basis {
    SELF_REPORT,
    OBSERVED,
    SERVICE_RECORD,
    CHILD_VOICE,
    HEARSAY,
    OPINION;

    /** Whether the claim stands on more than somebody's account of themselves (domain.md C10). */
    public boolean independent() {
        return this == OBSERVED || this == SERVICE_RECORD || this == CHILD_VOICE;
    }
}
