package org.wholepicture.alert.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.wholepicture.alert.domain.Severity;

/** Telling people by e-mail that alerts are there, without saying what they are about. */
public interface AlertMails {

    /**
     * What a mail says of an alert.
     *
     * @param alert its id, for the link and the reference
     * @param severity how soon it asks to be looked at
     * @param from the London day from which the days to answer are counted
     */
    record Mailed(UUID alert, Severity severity, LocalDate from) {}

    /** Whom a mail about alerts is for, and so what it says around them. */
    enum Kind {
        /** Whoever answers for one child. */
        OWNER,
        /** The same person once a day, about all their children. */
        DIGEST,
        /** A manager: nobody answered in time. */
        MOVED_UP,
        /** A manager once a day: what is new among those they manage. */
        MANAGER,
        /** A manager: somebody asks them to agree to something. */
        DECISION,
        /** The out-of-hours desk. */
        DESK
    }

    /** Writes one mail about alerts of one person, to whoever answers for the person then. */
    UUID tellOwner(UUID person, List<Mailed> alerts, Instant due);

    /** Writes one digest to a practitioner about alerts of whichever persons. */
    UUID tellDigest(String practitioner, List<Mailed> alerts, Instant due);

    /** Writes one mail to whom a mail about it reached that an alert is withdrawn. */
    UUID tellWithdrawn(String recipient, Mailed alert, Instant due);

    /**
     * Writes one mail to a manager, or who stands in: of one child what nobody answered in time.
     */
    UUID tellMovedUp(String manager, List<Mailed> alerts, Instant due);

    /** Writes a manager's daily mail about what is new among those they manage. */
    UUID tellManager(String manager, List<Mailed> alerts, Instant due);

    /** Writes to a manager that a proposal waits for them. */
    UUID tellDecision(String manager, Mailed alert, Instant due);

    /** Writes to the out-of-hours desk about urgent alerts of one person. */
    UUID tellDesk(UUID person, List<Mailed> alerts, Instant due);

    /** Writes to an agency that what it sent was used, and not for what. */
    UUID tellUsed(String agency, Instant due);

    /**
     * Writes to an agency's inbox that somebody asks its people something.
     *
     * @param request the question, for the link and the reference
     * @param answerBy the last day to answer
     */
    UUID askAgency(String agency, UUID request, LocalDate answerBy, Instant due);

    /** Writes once more, when nobody has answered in time. */
    UUID remindAgency(String agency, UUID request, LocalDate answerBy, Instant due);

    /** Holds a mail, so that it is not sent meanwhile; false when somebody may have read it. */
    boolean holdUnread(UUID mail);

    /** Makes a held mail speak of these alerts instead. */
    void change(UUID mail, Kind kind, List<Mailed> alerts);

    /** Ends a held mail, also one that was given up: it is not sent. */
    void cancel(UUID mail);

    /** Has a held mail tried at once, also one that was given up. */
    void tryNow(UUID mail);

    /**
     * Makes no further attempt at a mail; somebody may have read it all the same.
     *
     * @return whether there would have been one
     */
    boolean stop(UUID mail);

    /** Those of these mails that do not exist, or were stopped. */
    Set<UUID> gone(Set<UUID> mails);

    /**
     * Whom a mail has reached or may have reached: practitioners by their ids, inboxes by {@link
     * Inbox#recipient}.
     */
    Set<String> reached(UUID mail);

    /**
     * The directory has another address for somebody: what they were not reached with may go now.
     */
    void addressChanged(String practitioner);

    /** The directory or a lead has changed: mail that had nobody to go to may go now. */
    void lookAgainForRecipients();
}
