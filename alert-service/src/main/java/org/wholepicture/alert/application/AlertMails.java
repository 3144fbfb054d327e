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
     * @param raised the London day it was raised, from which the days to answer are counted
     */
    record Mailed(UUID alert, Severity severity, LocalDate raised) {}

    /** Writes one mail about alerts of one person, to whoever answers for the person then. */
    UUID tellOwner(UUID person, List<Mailed> alerts, Instant due);

    /** Writes one digest to a practitioner about alerts of whichever persons. */
    UUID tellDigest(String practitioner, List<Mailed> alerts, Instant due);

    /** Writes one mail to a practitioner that an alert they were mailed about is withdrawn. */
    UUID tellWithdrawn(String practitioner, Mailed alert, Instant due);

    /** Holds a mail, so that it is not sent meanwhile; false when somebody may have read it. */
    boolean holdUnread(UUID mail);

    /** Makes a held mail speak of these alerts instead. */
    void change(UUID mail, List<Mailed> alerts);

    /** Has a held mail tried at once, also one that was given up. */
    void tryNow(UUID mail);

    /** Makes no further attempt at a mail; somebody may have read it all the same. */
    void stop(UUID mail);

    /** The practitioners whom a mail has reached or may have reached. */
    Set<String> reached(UUID mail);

    /**
     * The directory has another address for somebody: what they were not reached with may go now.
     */
    void addressChanged(String practitioner);

    /** The directory or a lead has changed: mail that had nobody to go to may go now. */
    void lookAgainForRecipients();
}
