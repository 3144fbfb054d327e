package org.wholepicture.chronology.domain;

/** Where an entry comes from. */
public enum EntryKind {
    /** An event that an agency published. */
    FACT,
    /** An alert of the rules. */
    ALERT,
    /** A disagreement between practitioners. */
    DISSENT
}
