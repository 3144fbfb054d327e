package org.wholepicture.platform.mail;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Where a service leaves e-mail to be sent once its transaction has committed. Thread-safe. */
public interface MailOutbox {

    /**
     * Writes the message in the caller's transaction.
     *
     * @return the message's id
     * @throws IllegalStateException without an active transaction
     */
    default UUID post(Mail mail) {
        return post(List.of(mail)).getFirst();
    }

    /**
     * Writes messages in the caller's transaction, in one go: thousands may be due at once.
     *
     * @return their ids, in the same order
     * @throws IllegalStateException without an active transaction
     */
    List<UUID> post(List<Mail> mails);

    /**
     * Holds a message for the caller's transaction, so that it is not sent meanwhile, if it can
     * still be changed.
     *
     * @return false when it is sent or cancelled, or may have reached somebody; one that was given
     *     up can be changed, as it may yet be sent
     */
    boolean holdUnread(UUID message);

    /**
     * Gives a message another body, in the caller's transaction.
     *
     * @return false, changing nothing, unless {@link #holdUnread} is true
     */
    boolean rewrite(UUID message, String body);

    /**
     * Cancels a message, in the caller's transaction.
     *
     * @return false, changing nothing, unless {@link #holdUnread} is true
     */
    boolean cancel(UUID message);

    /**
     * Makes no further attempt at a message, in the caller's transaction, although one under way or
     * in doubt may reach somebody or have done so.
     *
     * @return false, changing nothing, when it is sent, given up or cancelled
     */
    boolean stop(UUID message);

    /** Those of these messages that were never posted, or were cancelled or stopped. */
    Set<UUID> gone(Set<UUID> messages);

    /**
     * Whom a message has reached or may have reached: recipients with an attempt that was accepted,
     * or whose outcome is not known.
     */
    Set<String> reached(UUID message);

    /**
     * Has a message tried at once, in the caller's transaction, by all its recipients as if none
     * had refused it, also one that was given up. From then on it has the whole retry schedule
     * again.
     *
     * @return false, changing nothing, when it is sent or cancelled
     */
    boolean tryNow(UUID message);

    /**
     * Messages that need a person's eye, newest first: given up, tried for more than a quarter of
     * an hour, refused by somebody's mail server, or waiting for want of anybody to send them to.
     *
     * @param limit 1 to 500
     */
    List<MailTrouble> troubles(int limit);

    /**
     * Tries at once, in the caller's transaction, what did not reach a recipient, because the
     * directory has another address for them: what their server refused, and what was given up.
     *
     * @param recipient as in {@link Recipient#id()}
     */
    void addressChanged(String recipient);

    /** Looks at once for recipients of the messages that had none; the directory has changed. */
    void lookAgainForRecipients();
}
