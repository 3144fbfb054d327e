package org.wholepicture.chronology.domain;

/** How somebody knows what they say [domain.md B-02, D3]. */
public enum Basis {
    SELF_REPORT,
    OBSERVED,
    SERVICE_RECORD,
    CHILD_VOICE,
    HEARSAY,
    OPINION
}
