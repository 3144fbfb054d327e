package org.wholepicture.platform.testsupport;

import java.util.List;
import java.util.Map;

/** What arrived at the SMTP sink of {@link PlatformServers} (argument {@code mail}). */
public final class Mailbox {

    /**
     * One e-mail.
     *
     * @param from sender's address
     * @param to first recipient's address
     * @param subject decoded
     * @param messageId the Message-ID header
     * @param raw the whole message as it travelled, headers first
     */
    public record Mail(String from, String to, String subject, String messageId, String raw) {}

    private Mailbox() {}

    /** Oldest first. */
    public static List<Mail> mails() {
        return ((List<?>) PlatformServers.server("mails"))
                .stream()
                        .map(Map.class::cast)
                        .map(
                                mail ->
                                        new Mail(
                                                String.valueOf(mail.get("from")),
                                                String.valueOf(mail.get("to")),
                                                String.valueOf(mail.get("subject")),
                                                String.valueOf(mail.get("message-id")),
                                                String.valueOf(mail.get("raw"))))
                        .toList();
    }

    /** Forgets what arrived so far. */
    public static void empty() {
        PlatformServers.server("purgeMails");
    }
}
