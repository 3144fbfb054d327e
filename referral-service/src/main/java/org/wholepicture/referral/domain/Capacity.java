package org.wholepicture.referral.domain;

/** What a practitioner is confirmed as. */
public enum Capacity {
    /** The one who coordinates. */
    LEAD,
    /** Works with the child. */
    NAMED
}
