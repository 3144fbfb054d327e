package org.wholepicture.referral.domain;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That nothing of a child may be erased, for an inquiry or proceedings [domain.md C8].
 *
 * @param reviewOn when somebody is to look whether it is still needed; it holds on all the same
 * @param lifted who lifted it and why; none while it holds
 */
public record LegalHold(
        UUID id,
        PersonId person,
        String reason,
        LocalDate reviewOn,
        ErasureOrder.By set,
        @Nullable Lifted lifted) {

    /** Who lifted a hold, and why. */
    public record Lifted(ErasureOrder.By by, String why) {

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "Lifted[" + by + "]";
        }
    }

    /** The same, lifted. */
    public LegalHold lifted(Lifted now) {
        return new LegalHold(id, person, reason, reviewOn, set, now);
    }

    /** Leaves the words out. */
    @Override
    public String toString() {
        return "LegalHold[" + id + "]";
    }
}
