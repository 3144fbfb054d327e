package org.wholepicture.escalation.domain;

/** One of the two sides of a disagreement; both see the same record. */
public enum Side {
    /** Who raised it, their agency, and those above them there. */
    RAISING,
    /** Who decided, or leads where nothing was decided, their agency, and those above them. */
    OTHER;

    /** The one across. */
    public Side opposite() {
        return this == RAISING ? OTHER : RAISING;
    }
}
