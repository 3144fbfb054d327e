package org.wholepicture.alert.domain;

/** What a claim says of its topic; there are no other values [A34]. */
public enum Change {
    BETTER,
    WORSE
}
