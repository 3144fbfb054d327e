package org.wholepicture.escalation.mail;

import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.wholepicture.escalation.application.DissentMails.Why;
import org.wholepicture.escalation.application.DissentReference;
import org.wholepicture.escalation.domain.DissentId;

/**
 * The words of the mails. Each says first not to wait, then why it comes, an opaque reference, by
 * when to answer and a link that needs a sign-in; never a child, an agency, an event or a name
 * [design.md E-mail; domain.md B-74]. Plain text.
 */
final class MailTexts {

    /** The same for every mail: a subject is read on locked screens and in lists. */
    static final String SUBJECT = "Whole Picture: please sign in";

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.UK);

    private final URI baseUrl;
    private final String rootPath;

    MailTexts(URI baseUrl, String rootPath) {
        this.baseUrl = baseUrl;
        this.rootPath = rootPath;
    }

    /**
     * The whole text.
     *
     * @param place as what the recipient gets it
     */
    String text(Why why, DissentId dissent, Optional<LocalDate> answerBy, String place) {
        return """
        Do not wait if a child is in danger. Telephone first: 999, or your
        front door's number. Everything else can follow.

        %s

        Reference: %s
        %sSign in to read and answer it:
        %s

        You get this because you %s.

        This mail was sent by a machine. Please do not answer it, and do not
        write about a child by e-mail.
        """
                .formatted(
                        reason(why),
                        DissentReference.of(dissent),
                        answerBy.map(day -> day(why, day)).orElse(""),
                        link(dissent),
                        place);
    }

    private static String reason(Why why) {
        return switch (why) {
            case RAISED -> "Practitioners do not agree, and your side's view is asked for.";
            case ANSWERED -> "There is an answer to something on which practitioners do not agree.";
            case MOVED_UP ->
                    """
                    Something on which practitioners do not agree has been moved up
                    to your stage. Please talk with each other.\
                    """;
            case REMINDER ->
                    """
                    Something on which practitioners do not agree is to be settled, or
                    moved up by one of you, by the end of today.\
                    """;
            case OVERDUE ->
                    """
                    Something on which practitioners do not agree was not settled in
                    time, and nobody has moved it up. It waits for a person to do so.\
                    """;
            case RESOLVED -> "Something on which practitioners did not agree is settled.";
            case WITHDRAWN -> "Something on which practitioners did not agree has been withdrawn.";
        };
    }

    private static String day(Why why, LocalDate day) {
        return (why == Why.OVERDUE
                        ? "Was to be settled by the end of: "
                        : "To be settled by the end of: ")
                + DAY.format(day)
                + "\n";
    }

    private String link(DissentId dissent) {
        String base = baseUrl.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                + rootPath
                + "/dissents/"
                + dissent.value();
    }
}
