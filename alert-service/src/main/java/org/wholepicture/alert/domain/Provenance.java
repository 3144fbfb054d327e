package org.wholepicture.alert.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Where a fact comes from and its two times that rules use (design.md "Four times").
 *
 * @param event the accepted event
 * @param agency the agency whose system said it; agencies differ when they are different
 *     organisations in the directory [A57]
 * @param happened the day it happened, or the first day of the period
 * @param known when it was filed
 */
public record Provenance(EventId event, String agency, LocalDate happened, Instant known) {

    /** Days are calendar days in London, whatever the machine's zone. */
    public static final ZoneId LONDON = ZoneId.of("Europe/London");

    /** The London day on which the fact became known. */
    public LocalDate knownOn() {
        return known.atZone(LONDON).toLocalDate();
    }
}
