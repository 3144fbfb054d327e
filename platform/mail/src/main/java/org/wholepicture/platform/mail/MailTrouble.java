package org.wholepicture.platform.mail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that a person should look at.
 *
 * @param message its id
 * @param reference its opaque reference, as in its body
 * @param purpose why it was sent
 * @param state FAILED: given up; REFUSED: somebody's mail server refused it and another recipient
 *     is tried or was reached; NO_RECIPIENT: there is nobody to send it to
 * @param attempts how often it was tried
 * @param since when it was written
 * @param lastReply reply code of the last attempt, when there was a reply
 */
public record MailTrouble(
        UUID message,
        String reference,
        String purpose,
        String state,
        int attempts,
        Instant since,
        @Nullable Integer lastReply) {}
