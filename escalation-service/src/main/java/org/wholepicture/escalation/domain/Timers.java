package org.wholepicture.escalation.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The timers that are kept: each of a stage fires once, or is cancelled with its stage. */
public interface Timers {

    /** A timer that is due and held until the transaction ends: nobody else has it. */
    record Claimed(DissentId dissent, int stage, TimerKind kind, Instant due) {}

    /** A stage whose timers are to be worked out by the present settings. */
    record Unplanned(DissentId dissent, int stage) {}

    /**
     * Keeps the timers of a stage, or moves those that have not fired.
     *
     * @param version of the settings by which the limit was worked out
     */
    void plan(DissentId dissent, int stage, int version, LocalDate lastDay, Limits limits);

    /** A claimed timer that has fired, with the mails that it wrote. */
    record Fired(Claimed timer, List<UUID> mails) {

        /** Copies the list. */
        public Fired {
            mails = List.copyOf(mails);
        }
    }

    /**
     * The present stage is left: what has not fired never will.
     *
     * @return the mails of reminders that have fired in it
     */
    List<UUID> cancel(DissentId dissent, Instant at);

    /**
     * Claims what is due, planned by the present settings, and held by nobody else; by due instant.
     *
     * @param patience how long whoever claims may stand still before the database lets others have
     *     it
     */
    List<Claimed> claimDue(Instant now, int most, Duration patience);

    /**
     * They have fired, all of them claimed in this transaction.
     *
     * @param zone in which an overdue stage is marked with the first day out of time
     */
    void fired(List<Fired> fired, Instant now, ZoneId zone);

    /** Claims open stages that were planned by earlier settings, or not at all yet. */
    List<Unplanned> claimUnplanned(int version, int most);

    /** How many are due or to be planned anew. */
    long remaining(Instant now);

    /** When the first of those that wait is due, if any waits. */
    Optional<Instant> nextDue();
}
