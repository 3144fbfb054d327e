package org.wholepicture.referral.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people of an agency may be shown of children with whom they do not work [domain.md B-85].
 *
 * @param agency whose people; null for every agency's
 * @param purpose for which it holds; null for every purpose
 * @param dataClass of which entries
 * @param effect what it does
 * @param from from when it holds
 * @param until until when it holds, where that was limited
 * @param proposed who thought of it
 * @param approved who agreed; null while it waits. Of one that denies, its proposer
 * @param ended who ended it; null where nobody did
 */
public record SharingPolicy(
        UUID id,
        @Nullable String agency,
        @Nullable Purpose purpose,
        DataClass dataClass,
        Effect effect,
        Instant from,
        @Nullable Instant until,
        String reason,
        By proposed,
        @Nullable By approved,
        @Nullable By ended) {

    /** Who did something, and when. */
    public record By(String practitioner, Instant at) {}

    /** Why somebody wants to read. */
    public enum Purpose {
        SAFEGUARDING,
        STATUTORY_ASSESSMENT,
        EARLY_HELP,
        REVIEW_OF_PRACTICE
    }

    /** Kinds of entries; what is shielded is opened by no policy. */
    public enum DataClass {
        NORMAL,
        RESTRICTED
    }

    /** What it does. */
    public enum Effect {
        CONTENT,
        EXISTENCE,
        DENY
    }

    /** Whether others are told of it: it holds, will hold, or has held. */
    public boolean inForce() {
        return approved != null;
    }

    /** The same, agreed to. */
    public SharingPolicy approvedBy(By who) {
        return new SharingPolicy(
                id, agency, purpose, dataClass, effect, from, until, reason, proposed, who, ended);
    }

    /** The same, ended: it holds no longer. */
    public SharingPolicy endedBy(By who) {
        Instant last = until == null || until.isAfter(who.at()) ? who.at() : until;
        return new SharingPolicy(
                id, agency, purpose, dataClass, effect, from, last, reason, proposed, approved,
                who);
    }

    /** Leaves the reason out. */
    @Override
    public String toString() {
        return "SharingPolicy[" + id + "]";
    }
}
