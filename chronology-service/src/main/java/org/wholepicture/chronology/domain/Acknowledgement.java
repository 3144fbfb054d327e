package org.wholepicture.chronology.domain;

import java.time.Instant;

/**
 * A practitioner said that they have read what was known of before an assessment or lead that
 * begins [domain.md B-26].
 *
 * @param record under which that entry is filed
 * @param event the assessment or lead
 * @param at when they said so; the first time counts
 */
public record Acknowledgement(
        RecordId record, EventId event, PractitionerId practitioner, Instant at) {}
