package org.wholepicture.platform.mail;

import java.time.Instant;

/**
 * A message to be sent: plain text, one person at a time.
 *
 * @param reference opaque, may be told to anybody; 1 to 64 characters of {@code A-Z a-z 0-9 -}
 * @param purpose why it is sent, for people who look after the mail: "alert", "withdrawal"
 * @param addressee whom it is for, in words of the service's own that its {@link RecipientResolver}
 *     understands; never an address, because the person is worked out at send time
 * @param subject one line of 1 to 78 printable ASCII characters
 * @param body text of 1 to 20,000 characters; lines end with a line feed
 * @param due not to be sent before, by the service's clock
 */
public record Mail(
        String reference,
        String purpose,
        String addressee,
        String subject,
        String body,
        Instant due) {

    private static final int LONGEST_BODY = 20_000;

    /**
     * Refuses what could break out of a header or a line.
     *
     * @throws IllegalArgumentException when a part is outside its bounds
     */
    public Mail {
        if (!reference.matches("[A-Za-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("reference is not opaque text");
        }
        if (purpose.isBlank() || addressee.isBlank()) {
            throw new IllegalArgumentException("purpose and addressee must be given");
        }
        requireSubject(subject);
        requireBody(body);
    }

    static void requireSubject(String subject) {
        if (!subject.matches("[\\x20-\\x7e]{1,78}")) {
            throw new IllegalArgumentException("subject is not one line of printable ASCII");
        }
    }

    static void requireBody(String body) {
        if (body.isBlank()
                || body.length() > LONGEST_BODY
                || body.chars().anyMatch(c -> c != '\n' && Character.isISOControl(c))) {
            throw new IllegalArgumentException(
                    "body is empty, too long or holds control characters");
        }
    }
}
