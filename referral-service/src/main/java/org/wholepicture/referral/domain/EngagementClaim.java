package org.wholepicture.referral.domain;

import java.util.Optional;

/**
 * What an adult's appointment says of the adult's engagement with the service that sent it
 * (design.md, Intake): one missed is a record of not engaging, one attended of engaging. Cancelled
 * and moved appointments say neither, and what went wrong by the service's own fault is nobody's
 * miss (domain.md C3).
 *
 * @param topic {@code ENGAGEMENT:} and the sending agency
 * @param better whether it speaks for the family
 */
public record EngagementClaim(String topic, boolean better) {

    /** The claim that this event makes by itself, if any. */
    public static Optional<EngagementClaim> derive(
            String agency, Subject subject, Particulars particulars) {
        if (!(subject instanceof Subject.Adult)
                || !(particulars instanceof Particulars.Appointment(var outcome, var fault))
                || fault) {
            return Optional.empty();
        }
        String topic = "ENGAGEMENT:" + agency;
        return switch (outcome) {
            case ATTENDED -> Optional.of(new EngagementClaim(topic, true));
            case WAS_NOT_BROUGHT, DID_NOT_ATTEND, NO_ACCESS ->
                    Optional.of(new EngagementClaim(topic, false));
            case CANCELLED_BY_CARER, CANCELLED_BY_SERVICE, RESCHEDULED -> Optional.empty();
        };
    }
}
