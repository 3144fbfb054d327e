package org.wholepicture.referral.domain;

import java.time.LocalDate;

/**
 * Days in England on which a practitioner is away.
 *
 * @param from the first of them
 * @param to the last of them, not before the first
 */
public record Absence(LocalDate from, LocalDate to) {

    /** Checks the order. */
    public Absence {
        if (from.isAfter(to)) {
            throw new IllegalArgumentException("an absence that ends before it begins");
        }
    }
}
