package org.wholepicture.alert.domain;

/** Whether anybody hears what a rule finds; a partnership's setting (domain.md B-58, B-59). */
public enum Voice {
    /** Its alerts are raised, and people are told. */
    SPEAKS,
    /** Its alerts are worked out and counted, and nobody is told: it is tried out. */
    SHADOW,
    /** It is not looked at. */
    OFF
}
