package org.wholepicture.alert.domain;

/** What an agency's people say when they are asked about what their agency knows of a child. */
public enum CheckAnswer {
    /** It is so. */
    CONFIRMED,
    /** It is otherwise, and they say how. */
    CORRECTED,
    /** They do not know. */
    CANNOT_SAY
}
