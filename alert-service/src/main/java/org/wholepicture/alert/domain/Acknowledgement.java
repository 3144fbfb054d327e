package org.wholepicture.alert.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A practitioner's word that an alert was seen, and what they make of it (B-57).
 *
 * @param practitioner directory id
 * @param reason what will be done, or why nothing; not blank
 * @param useful whether the alert was of use; null when not said (B-58)
 * @param inPlan whether they say that it is known and the plan deals with it
 * @param at when
 */
public record Acknowledgement(
        String practitioner, String reason, @Nullable Boolean useful, boolean inPlan, Instant at) {

    /** Leaves the reason out: it may hold personal data. */
    @Override
    public String toString() {
        return "Acknowledgement[practitioner=" + practitioner + ", at=" + at + "]";
    }
}
