package org.wholepicture.chronology.domain;

/** Why an entry matters to this child, as the sender said [domain.md C7, D3]. */
public record Significance(Level level, Direction direction) {

    /** How much. */
    public enum Level {
        LOW,
        MODERATE,
        HIGH
    }

    /** For the child's situation, or a worry about it. */
    public enum Direction {
        POSITIVE,
        CONCERN
    }
}
