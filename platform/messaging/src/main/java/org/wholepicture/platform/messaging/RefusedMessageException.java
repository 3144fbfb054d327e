package org.wholepicture.platform.messaging;

import java.io.Serial;

/**
 * A message that is not what its contract says. Its own message is what people read in quarantine
 * and in the log: a sentence of ours that quotes nothing of the content.
 */
public class RefusedMessageException extends IllegalArgumentException {

    @Serial private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param reason what is wrong, without a quotation
     */
    public RefusedMessageException(String reason) {
        super(reason);
    }
}
