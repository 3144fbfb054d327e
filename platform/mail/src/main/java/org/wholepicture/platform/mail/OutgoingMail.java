package org.wholepicture.platform.mail;

import java.time.Instant;
import java.util.UUID;

/** One claimed attempt, with all that is needed to make it. */
record OutgoingMail(
        UUID message,
        UUID attempt,
        UUID recipientRow,
        int number,
        String messageId,
        String address,
        String subject,
        String body,
        Instant date) {

    /** Leaves address and text out. */
    @Override
    public String toString() {
        return "OutgoingMail[message=" + message + ", attempt=" + attempt + "]";
    }
}
