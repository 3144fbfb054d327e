package org.wholepicture.chronology.domain;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are the first layer of a timeline; everything else is shown on request. "If every
 * issue/contact is recorded, the chronology loses its value" [domain.md B-23, C7], and yet neglect
 * shows in small events that mean a great deal together, and positives belong in it as well.
 *
 * <p>Significant is
 *
 * <ul>
 *   <li>what the sender called moderate or high, and what speaks for the child's situation at any
 *       level;
 *   <li>every concern of any level: the small ones matter together [domain.md B-38];
 *   <li>a change of what is done: plans, step-downs and closures, leads, assessments, meetings,
 *       referrals and their decisions, referrals to services; who lives there; factors; graded care
 *       profiles; alerts, decisions, answers and disagreements;
 *   <li>a missed appointment that was not the service's doing, and a contact or visit at which the
 *       child was not seen;
 *   <li>the child's own words, and any claim of change: those are what is compared;
 *   <li>absence from a tenth of school sessions on, which is called persistent [domain.md C4];
 *   <li>whatever is restricted or shielded: that it is there must not say more than that.
 * </ul>
 *
 * <p>Not significant by themselves: kept appointments, contacts without any of this, that a service
 * works with the child, minutes shared, and the withdrawing of an entry, which shows on the entry.
 */
public final class Significant {

    /** Types that always are. */
    private static final Set<String> ALWAYS =
            Set.of(
                    "concern",
                    "step-down",
                    "plan",
                    "lead-practitioner",
                    "assessment",
                    "meeting",
                    "referral",
                    "referral-decision",
                    "service-referral",
                    "household-member",
                    "family-factor",
                    "care-profile",
                    "alert",
                    "step-down-decision",
                    "check-answer",
                    "dissent");

    private static final List<String> THE_SERVICES_DOING =
            List.of("CANCELLED_BY_SERVICE", "RESCHEDULED");

    /** A tenth of the possible sessions. */
    private static final int PERSISTENT_IN = 10;

    private Significant() {}

    /** Whether an entry belongs to the first layer; a pure function of what was first said. */
    public static boolean is(Entry entry) {
        return entry.sensitivity() != Sensitivity.NORMAL
                || ALWAYS.contains(entry.type().code())
                || senderSaysSo(entry.significance())
                || hasTheChildsWordsOrAClaim(entry)
                || byItsDetails(entry);
    }

    private static boolean senderSaysSo(@Nullable Significance significance) {
        return significance != null
                && (significance.direction() == Significance.Direction.POSITIVE
                        || significance.level() != Significance.Level.LOW);
    }

    private static boolean hasTheChildsWordsOrAClaim(Entry entry) {
        return entry.narrative().childVoice() != null
                || entry.basis() == Basis.CHILD_VOICE
                || !entry.claims().isEmpty();
    }

    private static boolean byItsDetails(Entry entry) {
        return switch (entry.type().code()) {
            case "missed-appointment" ->
                    !Boolean.TRUE.equals(entry.details().get("serviceFault"))
                            && !THE_SERVICES_DOING.contains(
                                    String.valueOf(entry.details().get("outcome")));
            case "contact", "visit" -> Boolean.FALSE.equals(entry.details().get("childSeen"));
            case "attendance" ->
                    entry.details().get("possible") instanceof Number possible
                            && entry.details().get("absent") instanceof Number absent
                            && possible.intValue() > 0
                            && absent.intValue() * PERSISTENT_IN >= possible.intValue();
            default -> false;
        };
    }
}
