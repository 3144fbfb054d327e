package org.wholepicture.chronology.domain.view;

import java.time.LocalDate;
import org.wholepicture.chronology.domain.EventId;

/**
 * The end of a plan or of an agency's work.
 *
 * @param to the level of help after it, a code; empty where nothing is said
 * @param event the entry that says so
 */
public record Ending(EndingKind kind, LocalDate day, String to, EventId event) {

    /** How it ended [readings.md A11]. */
    public enum EndingKind {
        STEPPED_DOWN,
        CLOSED,
        /** The plan was said to have ended, and nothing more. */
        ENDED,
        /** Another plan took its place. */
        REPLACED
    }
}
