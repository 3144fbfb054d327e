package org.wholepicture.referral.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person decided that a practitioner leads or works with a child, or no longer does. Kept for
 * ever; the latest one of a practitioner and capacity holds.
 *
 * @param id of the decision
 * @param person the child
 * @param practitioner whom it is about; a directory id
 * @param capacity as what
 * @param from from when it holds
 * @param until until when it holds, if it was limited or has ended
 * @param ended true where it ends an earlier one
 * @param claim the agency's event that asked for it, if one did
 * @param confirmedBy who decided; a directory id
 * @param known when it became known
 */
public record Confirmation(
        UUID id,
        PersonId person,
        String practitioner,
        Capacity capacity,
        Instant from,
        @Nullable Instant until,
        boolean ended,
        @Nullable EventId claim,
        String confirmedBy,
        Instant known) {

    /** Whether it gives the practitioner access at this moment. */
    public boolean holdsAt(Instant now) {
        return !ended && !from.isAfter(now) && (until == null || until.isAfter(now));
    }

    /**
     * The lead that a child's decisions about its lead come to: confirming another ends the former,
     * and ending ends only the one it names.
     *
     * @param decisions in the order in which they were taken
     */
    public static Optional<Confirmation> leadAfter(List<Confirmation> decisions) {
        Confirmation lead = null;
        for (Confirmation decision : decisions) {
            if (!decision.ended) {
                lead = decision;
            } else if (lead != null && lead.practitioner.equals(decision.practitioner)) {
                lead = null;
            }
        }
        return Optional.ofNullable(lead);
    }
}
