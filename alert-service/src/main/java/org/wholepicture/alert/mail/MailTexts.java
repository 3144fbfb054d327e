package org.wholepicture.alert.mail;

import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.wholepicture.alert.application.AlertMails;
import org.wholepicture.alert.application.AlertMails.Mailed;
import org.wholepicture.alert.application.AlertReference;
import org.wholepicture.alert.application.Deadlines;
import org.wholepicture.alert.domain.Severity;

/**
 * The words of the mails. Each says an opaque reference, how soon, by when to answer and a link
 * that needs a sign-in; never a child, an agency, an event, a rule, a name or a number [design.md
 * E-mail; assurance.md]. Plain text: nothing in it can load or hide anything.
 */
final class MailTexts {

    /** The same for every mail: a subject is read on locked screens and in lists. */
    static final String SUBJECT = "Whole Picture: please sign in";

    /** Of a mail's 20,000 characters; the rest is for what stands around the items. */
    private static final int LONGEST_ITEMS = 18_000;

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.UK);

    private static final String END =
            """
            This is not an emergency route. If a child may be in danger now,
            telephone first: 999, or your front door's number.

            This mail was sent by a machine. Please do not answer it, and do not
            write about a child by e-mail.
            """;

    private final URI baseUrl;
    private final String rootPath;
    private final Deadlines deadlines;

    MailTexts(URI baseUrl, String rootPath, Deadlines deadlines) {
        this.baseUrl = baseUrl;
        this.rootPath = rootPath;
        this.deadlines = deadlines;
    }

    /**
     * Says that alerts are there, the most urgent first, in the words that whom it is for needs.
     */
    String alerts(AlertMails.Kind kind, List<Mailed> alerts) {
        return """
            %s

            %s
            %s

            %s"""
                .formatted(beginning(kind), items(alerts), because(kind), END);
    }

    private static String beginning(AlertMails.Kind kind) {
        return switch (kind) {
            case OWNER -> "There is something for you to read and answer in Whole Picture.";
            case DIGEST ->
                    """
                    There is something for you to read in Whole Picture. None of it is
                    urgent; this is sent once a day.""";
            case MOVED_UP ->
                    """
                    Something in Whole Picture was not answered in time. It stays with
                    whoever was to answer it, and you can answer it too.""";
            case MANAGER ->
                    """
                    There is something new in Whole Picture among those you manage. They
                    were told; this is sent to you once a day.""";
            case DECISION ->
                    """
                    Somebody in Whole Picture asks you to agree to something. Nothing
                    changes unless you do.""";
            case DESK ->
                    """
                    There is something urgent in Whole Picture, and the office is closed.
                    Whoever answers for it, if anybody does, is written to as well.""";
        };
    }

    private static String because(AlertMails.Kind kind) {
        return switch (kind) {
            case OWNER ->
                    """
                    You get this because you answer for this matter now, as lead
                    practitioner, deputy or manager.""";
            case DIGEST ->
                    """
                    You get this because you answer for these matters now, as lead
                    practitioner, deputy or manager.""";
            case MOVED_UP, MANAGER, DECISION ->
                    """
                    You get this because you manage whoever answers for it now, or stand
                    in for the manager.""";
            case DESK ->
                    """
                    You get this because this inbox is the partnership's for urgent matters
                    outside working hours.""";
        };
    }

    /**
     * Says that information was used; the same words for everybody, so that nothing follows from
     * them.
     */
    String used() {
        return """
            Information that your agency sent to Whole Picture since the last mail
            like this was used: somebody who works with a child or a family has
            been told to look again. Thank you for sending it.

            This mail cannot say more. Whoever of your agency works with the child
            can sign in and read what they may read:
            %s

            You get this because this inbox is your agency's for safeguarding. It is
            sent at most once a day.

            %s"""
                .formatted(address("/"), END);
    }

    /** Says that somebody asks an agency something; not what, and of whom. */
    String question(UUID request, LocalDate answerBy) {
        return question(
                """
                Somebody in Whole Picture asks your agency a question about what it knows.
                It takes a few minutes. You can also say that you do not know.""",
                request,
                answerBy);
    }

    /** Says that a question was not answered in time. */
    String questionAgain(UUID request, LocalDate answerBy) {
        return question(
                """
                Somebody in Whole Picture asked your agency a question about what it
                knows, and nobody has answered yet. The day to answer by is past.""",
                request,
                answerBy);
    }

    private String question(String beginning, UUID request, LocalDate answerBy) {
        return """
            %s

            Reference: %s
            Answer by the end of: %s
            Sign in to read and answer it:
            %s

            You get this because this inbox is your agency's for safeguarding.
            Whoever of your agency signs in can answer.

            %s"""
                .formatted(
                        beginning,
                        AlertReference.of(request),
                        DAY.format(answerBy),
                        address("/checks/" + request),
                        END);
    }

    /** Says that an alert is withdrawn. */
    String withdrawn(Mailed alert) {
        return """
            Something that Whole Picture wrote to you about has been withdrawn:
            information behind it was corrected or taken back.

            Reference: %s
            Sign in to read what changed:
            %s

            You get this because you were written to about it before.

            %s"""
                .formatted(
                        AlertReference.of(alert.alert()), address("/alerts/" + alert.alert()), END);
    }

    /** Reference of a mail: that of its most urgent alert. */
    static String reference(List<Mailed> alerts) {
        return AlertReference.of(sorted(alerts).getFirst().alert());
    }

    private String items(List<Mailed> alerts) {
        List<Mailed> sorted = sorted(alerts);
        var items = new StringBuilder();
        int listed = 0;
        for (Mailed alert : sorted) {
            String item = item(alert);
            if (items.length() + item.length() >= LONGEST_ITEMS) {
                break;
            }
            items.append(listed == 0 ? "" : "\n").append(item);
            listed++;
        }
        int more = sorted.size() - listed;
        return more == 0
                ? items.toString()
                : items + "\n" + more + " more listed once you have signed in.\n";
    }

    private String item(Mailed alert) {
        return """
            Reference: %s
            How soon: %s
            %sSign in to read and answer it:
            %s
            """
                .formatted(
                        AlertReference.of(alert.alert()),
                        soon(alert.severity()),
                        answerBy(alert),
                        address("/alerts/" + alert.alert()));
    }

    private static String soon(Severity severity) {
        return switch (severity) {
            case HIGH -> "high";
            case MED -> "medium";
            case LOW -> "low";
        };
    }

    private String answerBy(Mailed alert) {
        return deadlines
                .answerBy(alert.severity(), alert.from())
                .map(day -> "Answer by the end of: " + DAY.format(day) + "\n")
                .orElse("");
    }

    private String address(String path) {
        String base = baseUrl.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + rootPath + path;
    }

    private static List<Mailed> sorted(List<Mailed> alerts) {
        return alerts.stream()
                .sorted(
                        Comparator.comparing(Mailed::severity)
                                .reversed()
                                .thenComparing(Mailed::from)
                                .thenComparing(Mailed::alert))
                .toList();
    }
}
