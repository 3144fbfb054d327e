package org.wholepicture.alert.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.domain.PartnershipSettings;

/**
 * The versions of the partnership's settings. Two administrators are needed for each but the first:
 * who proposes, who approves. What is kept of a version never changes once it is decided.
 */
public interface SettingsBook {

    /** Who put the first version there: nobody. */
    String NOBODY = "whole-picture";

    /**
     * A version.
     *
     * @param version its number, counted from 1 in the order of proposal
     * @param base number of the approved version that it was made from; 0 for the first
     * @param wantedFrom the day from which it is asked to be in force; null for the day after its
     *     approval
     * @param from the first day on which it is in force, unless a later one is; null until it is
     *     approved
     * @param proposedBy directory id
     */
    record Entry(
            int version,
            PartnershipSettings settings,
            int base,
            @Nullable LocalDate wantedFrom,
            @Nullable LocalDate from,
            String reason,
            String proposedBy,
            Instant proposedAt,
            Optional<Decision> decision) {

        /** Whether it may be in force. */
        public boolean approved() {
            return decision.filter(Decision::approved).isPresent();
        }
    }

    /**
     * What became of a proposal.
     *
     * @param by directory id
     */
    record Decision(boolean approved, String by, Instant at) {}

    /** Number of the version approved last; 0 before there is any. */
    int latestApproved();

    /** Every approved version, in the order of their numbers. */
    List<Entry> approved();

    /** The newest 100, newest first. */
    List<Entry> newest();

    /** One version. */
    Optional<Entry> find(int version);

    /** Keeps the first version, if there is none; it is in force from the first of days. */
    void begin(PartnershipSettings settings, Instant at);

    /** Holds the book: proposals are numbered, and decided, one after the other. */
    void hold();

    /**
     * Keeps a proposal; the caller holds the book.
     *
     * @return its number
     */
    int propose(
            PartnershipSettings settings,
            int base,
            @Nullable LocalDate wantedFrom,
            String reason,
            String by,
            Instant at);

    /** Approves an undecided version; the caller holds the book. */
    void approve(int version, LocalDate from, String by, Instant at);

    /** Rejects an undecided version; the caller holds the book. */
    void reject(int version, String by, Instant at);
}
