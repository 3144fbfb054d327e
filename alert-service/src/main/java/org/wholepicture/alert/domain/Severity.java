package org.wholepicture.alert.domain;

/** How soon an alert asks to be looked at (domain.md "Alert-fatigue budget"); in rising order. */
public enum Severity {
    /** Daily digest. */
    LOW,
    /** Same day; acknowledged within 3 working days. */
    MED,
    /** At once; acknowledged within 1 working day. */
    HIGH
}
