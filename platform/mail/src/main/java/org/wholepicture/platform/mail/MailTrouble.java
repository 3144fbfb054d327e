package org.wholepicture.platform.mail;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that a person should look at.
 *
 * @param message its id
 * @param reference its opaque reference, as in its body
 * @param purpose why it was sent
 * @param state FAILED: given up; DELAYED: tried again and again; REFUSED: somebody's mail server
 *     refused it and another recipient is tried or was reached; NO_RECIPIENT: there is nobody to
 *     send it to, or nobody whose mail server takes it
 * @param attempts how often it was tried
 * @param since when it was written
 * @param lastReply reply code of the last attempt, when there was a reply
 * @param unreached ids of the recipients with whom it was tried in vain
 */
public record MailTrouble(
        UUID message,
        String reference,
        String purpose,
        String state,
        int attempts,
        Instant since,
        @Nullable Integer lastReply,
        List<String> unreached) {

    /** Copies its list. */
    public MailTrouble {
        unreached = List.copyOf(unreached);
    }
}
