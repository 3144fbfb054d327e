package org.wholepicture.chronology.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * What the privacy officer found of a reading in an emergency; it is not changed [assurance.md
 * section 4].
 *
 * @param statement the emergency
 * @param practitioner who read; never the reviewer
 * @param reason in the reviewer's own words, 10 to 1,000 characters
 */
public record EmergencyReview(
        UUID statement,
        PractitionerId practitioner,
        PractitionerId reviewer,
        Outcome outcome,
        String reason,
        Instant at) {

    /** Fewest characters of a reason. */
    public static final int FEWEST = 10;

    /** Most characters of a reason. */
    public static final int MOST = 1000;

    /** Whether it was right to read. */
    public enum Outcome {
        JUSTIFIED,
        NOT_JUSTIFIED
    }

    /** Leaves the reason out: it is a person's own words. */
    @Override
    public String toString() {
        return "EmergencyReview[statement=" + statement + ", outcome=" + outcome + "]";
    }
}
