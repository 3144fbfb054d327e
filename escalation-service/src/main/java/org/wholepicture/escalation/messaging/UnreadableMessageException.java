package org.wholepicture.escalation.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;

/** A message that does not fit its contract; it goes into quarantine. */
final class UnreadableMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableMessageException(JsonProcessingException cause) {
        super("unreadable message", cause);
    }
}
