package org.wholepicture.chronology.domain;

/** Where an entry comes from. */
public enum EntryKind {
    /** An event that an agency published. */
    FACT,
    /** An alert of the rules, or what people did with one: a decision, an answer. */
    ALERT,
    /** A disagreement between practitioners. */
    DISSENT
}
