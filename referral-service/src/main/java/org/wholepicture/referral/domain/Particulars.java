package org.wholepicture.referral.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The members of an event's own type that decide whether it can be true and how it is filed; the
 * others only pass through.
 */
public sealed interface Particulars {

    /** Nothing that filing looks at. */
    record Plain() implements Particulars {}

    /**
     * An appointment, and whether the person kept to it.
     *
     * @param serviceFault whether the service erred, so that it is nobody's miss
     */
    record Appointment(AppointmentOutcome outcome, boolean serviceFault) implements Particulars {}

    /**
     * An adult belongs to the household.
     *
     * @param adult absent where it was said not to be known who it is
     * @param role mother, father, partner ...
     * @param to the last day, where it has ended
     */
    record HouseholdMember(@Nullable PersonDetails adult, String role, @Nullable LocalDate to)
            implements Particulars {}

    /**
     * A concern.
     *
     * @param sharedHome whether it is about the home that siblings share
     */
    record Concern(boolean sharedHome) implements Particulars {}

    /** Half-day sessions of school that were possible, and that were missed. */
    record Sessions(int possible, int absent) implements Particulars {}

    /** An agency says who leads: a claim until a person confirms it. */
    record LeadClaim(String practitioner) implements Particulars {}

    /**
     * An agency says that it works with the child: a claim until a person confirms it.
     *
     * @param practitioner who, if said; without one there is nobody to confirm
     * @param to the last day, where it has ended
     */
    record InvolvementClaim(@Nullable String practitioner, @Nullable LocalDate to)
            implements Particulars {}
}
