package org.wholepicture.alert.application;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A confirmed lead or named practitioner of a child, or the end of one.
 *
 * @param event the confirmation's own id
 * @param record the record it was filed under
 * @param known when it was filed
 * @param practitioner whom it is about
 * @param lead true for the lead, false for a named practitioner
 * @param from from when it holds
 * @param until until when, where limited
 * @param ended whether it ends an earlier one of the same practitioner
 */
public record Confirmation(
        UUID event,
        UUID record,
        Instant known,
        String practitioner,
        boolean lead,
        Instant from,
        @Nullable Instant until,
        boolean ended) {}
