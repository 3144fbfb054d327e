package org.wholepicture.alert.domain;

import java.time.Instant;
import java.time.LocalDate;

/**
 * An alert put off for a few working days. Two different people make one: whoever answers for the
 * child proposes it with a reason, their manager approves it [assurance.md "Who may do what"].
 *
 * @param proposal what was proposed
 * @param approvedBy directory id of the manager; never whoever proposed it
 * @param approvedAt when
 * @param until the last day on which it holds; it ends by itself
 */
public record Suppression(
        Proposal proposal, String approvedBy, Instant approvedAt, LocalDate until) {

    /** Most working days an alert may be put off for. */
    public static final int MOST_DAYS = 5;

    /**
     * Refuses an approval of one's own.
     *
     * @throws IllegalArgumentException when one person is both
     */
    public Suppression {
        if (approvedBy.equals(proposal.by())) {
            throw new IllegalArgumentException("nobody approves what they proposed");
        }
    }

    /**
     * A proposal to put an alert off.
     *
     * @param by directory id
     * @param at when
     * @param reason why; not blank
     * @param workingDays for how many, from the day after its approval; 1 to {@link #MOST_DAYS}
     */
    public record Proposal(String by, Instant at, String reason, int workingDays) {

        /**
         * Refuses more days than anybody may approve.
         *
         * @throws IllegalArgumentException when the days are out of bounds
         */
        public Proposal {
            if (workingDays < 1 || workingDays > MOST_DAYS) {
                throw new IllegalArgumentException("working days out of bounds: " + workingDays);
            }
        }

        /** Leaves the reason out: it may hold personal data. */
        @Override
        public String toString() {
            return "Proposal[by=" + by + ", at=" + at + "]";
        }
    }
}
