package org.wholepicture.escalation.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.wholepicture.escalation.domain.DissentId;
import org.wholepicture.escalation.domain.Side;

/** Telling people by e-mail that something waits, without saying what it is about. */
public interface DissentMails {

    /** Why somebody is told. */
    enum Why {
        RAISED,
        ANSWERED,
        MOVED_UP,
        REMINDER,
        OVERDUE,
        RESOLVED,
        WITHDRAWN
    }

    /** Whom a mail is for; the person is worked out when it is sent. */
    sealed interface Addressee {

        /** Who stands for a side at the stage of that number. */
        record AtStage(DissentId dissent, Side side, int stage) implements Addressee {}

        /** A role inbox of a side's agency. */
        record AtInbox(DissentId dissent, Side side, String role) implements Addressee {}

        /** Who watches over the protocol for the partnership. */
        record Monitor() implements Addressee {}
    }

    /**
     * A mail to write.
     *
     * @param answerBy the last day to answer in time, where there is one
     */
    record Letter(Why why, DissentId dissent, Optional<LocalDate> answerBy, Addressee addressee) {}

    /**
     * Writes mails, in the caller's transaction and in one go.
     *
     * @return their ids, in the same order
     */
    List<UUID> post(List<Letter> letters, Instant due);

    /** Does not send what nobody can have read yet. */
    void cancel(List<UUID> mails);

    /** The directory has another address for somebody: what did not reach them may go now. */
    void addressChanged(String practitioner);

    /** The directory or a lead has changed: mail that had nobody to go to may go now. */
    void lookAgainForRecipients();
}
