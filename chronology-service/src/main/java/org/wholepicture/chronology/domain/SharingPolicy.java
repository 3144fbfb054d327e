package org.wholepicture.chronology.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule of the partnership about what an agency's people may be shown [domain.md B-85]. Edited in
 * referral-service; this is the copy that is decided by.
 *
 * @param agency whose people; null for every agency's
 * @param purpose for which it holds; null for every purpose
 * @param dataClass what kind of entries
 * @param effect what it does
 * @param from from when it holds
 * @param until when it stops holding; null where it was not limited
 */
public record SharingPolicy(
        UUID id,
        @Nullable AgencyId agency,
        @Nullable Purpose purpose,
        DataClass dataClass,
        Effect effect,
        Instant from,
        @Nullable Instant until) {

    /** Why somebody wants to read. */
    public enum Purpose {
        SAFEGUARDING,
        STATUTORY_ASSESSMENT,
        EARLY_HELP,
        REVIEW_OF_PRACTICE
    }

    /** Kinds of entries. What is shielded is opened by no policy. */
    public enum DataClass {
        /** Everything but what is restricted or shielded. */
        NORMAL,
        /** What its agency restricts: police, third parties, sexual health. */
        RESTRICTED
    }

    /** What a policy does. */
    public enum Effect {
        /** They may read the content. */
        CONTENT,
        /** They may be told that the child is known, and who leads. */
        EXISTENCE,
        /** They may not, whatever else is said. */
        DENY
    }

    /** What the policies say together. */
    public enum Verdict {
        CONTENT,
        EXISTENCE,
        /** Nothing is said, and nothing is shared. */
        SILENT,
        DENIED;

        /** Whether content may be shown on the strength of the policies alone. */
        public boolean opens() {
            return this == CONTENT;
        }
    }

    /** Whether it holds at this time. */
    public boolean holdsAt(Instant now) {
        return !now.isBefore(from) && (until == null || now.isBefore(until));
    }

    /**
     * Weighs policies: a denial overrides, then content, then existence.
     *
     * @param purpose why somebody wants to read; null for those who need no purpose, for whom
     *     policies of every purpose that deny count, and none that opens for one purpose alone
     */
    public static Verdict weigh(
            Collection<SharingPolicy> policies,
            AgencyId agency,
            @Nullable Purpose purpose,
            DataClass dataClass,
            Instant now) {
        Verdict verdict = Verdict.SILENT;
        for (SharingPolicy policy : policies) {
            boolean speaks =
                    policy.holdsAt(now)
                            && policy.dataClass == dataClass
                            && (policy.agency == null || policy.agency.equals(agency));
            if (!speaks) {
                continue;
            }
            if (policy.effect == Effect.DENY) {
                if (policy.purpose == null || purpose == null || policy.purpose == purpose) {
                    return Verdict.DENIED;
                }
            } else if (policy.purpose == null || policy.purpose == purpose) {
                if (policy.effect == Effect.CONTENT) {
                    verdict = Verdict.CONTENT;
                } else if (verdict == Verdict.SILENT) {
                    verdict = Verdict.EXISTENCE;
                }
            }
        }
        return verdict;
    }
}
