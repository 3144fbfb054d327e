package org.wholepicture.escalation.domain;

/** What the clock does in a stage, once each. */
public enum TimerKind {
    /** Reminds both sides, before the limit ends. */
    REMINDER,
    /** Marks the stage overdue after it, and tells those above and the partnership. */
    OVERDUE
}
