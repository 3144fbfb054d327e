package org.wholepicture.referral.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a class of what is held stays.
 *
 * @param number its own
 * @param months 1 to 1,200
 * @param approved who agreed; null while it waits
 */
public record RetentionPeriod(
        long number,
        HeldClass heldClass,
        int months,
        String reason,
        String proposedBy,
        Instant proposedAt,
        ErasureOrder.@Nullable By approved) {

    /** Classes of what is held, with the periods they come with in {@code V7} [domain.md C8]. */
    public enum HeldClass {
        /** The shared copy of what agencies hold, since the child was open to any of them. */
        SHARED_COPY,
        /** Plans, endings and profile grades, since birth. */
        PLAN_HISTORY
    }

    /** Leaves the words out. */
    @Override
    public String toString() {
        return "RetentionPeriod[" + number + ", " + heldClass + ", " + months + "]";
    }
}
