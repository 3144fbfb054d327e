package org.wholepicture.alert.domain;

/** Level of a concern as its sender gave it (domain.md C10). */
public enum Level {
    LOW,
    MODERATE,
    HIGH
}
