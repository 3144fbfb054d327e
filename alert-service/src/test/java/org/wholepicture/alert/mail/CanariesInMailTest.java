package org.wholepicture.alert.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wholepicture.alert.application.AlertMails;
import org.wholepicture.alert.application.AlertMails.Mailed;
import org.wholepicture.alert.application.Deadlines;
import org.wholepicture.alert.application.Inbox;
import org.wholepicture.alert.domain.Rule;
import org.wholepicture.alert.domain.Rules;
import org.wholepicture.alert.domain.Severity;
import org.wholepicture.platform.calendar.WorkingDays;

/**
 * A thousand mails of every kind about alerts whose data is full of canaries: the words of a mail
 * are made of what {@link Mailed} and {@link Inbox} carry, so nothing else can be in them, and what
 * these carry is opaque.
 */
class CanariesInMailTest {

    private static final int MAILS = 1_000;

    private static final List<String> CANARIES =
            Stream.concat(
                            Stream.of(
                                    "zebedee-canary",
                                    "9990000018",
                                    "drug-alcohol",
                                    "Drug and Alcohol",
                                    "health-visiting",
                                    "Health Visiting",
                                    "ENGAGEMENT",
                                    "SAFE_SLEEP",
                                    "concern",
                                    "missed-appointment"),
                            Rules.ALL.stream().map(Rule::name))
                    .toList();

    private final MailTexts texts =
            new MailTexts(
                    URI.create("https://whole-picture.example"),
                    "/alert",
                    new Deadlines(WorkingDays.ofEngland()::plus, 1, 3));

    @Test
    void noneIsInAThousandMailsOfAllKinds() {
        List<String> mails = new ArrayList<>();
        for (int n = 0; mails.size() < MAILS; n++) {
            List<Mailed> alerts = alerts(n);
            for (AlertMails.Kind kind : AlertMails.Kind.values()) {
                mails.add(texts.alerts(kind, alerts));
            }
            mails.add(texts.withdrawn(alerts.getFirst()));
            mails.add(texts.used());
            mails.add(texts.question(alerts.getFirst().alert(), alerts.getFirst().from()));
            mails.add(texts.questionAgain(alerts.getFirst().alert(), alerts.getFirst().from()));
        }

        assertThat(mails).hasSizeGreaterThanOrEqualTo(MAILS);
        assertThat(mails)
                .allSatisfy(
                        mail -> {
                            assertThat(mail.toLowerCase(Locale.ROOT))
                                    .doesNotContain(
                                            CANARIES.stream()
                                                    .map(c -> c.toLowerCase(Locale.ROOT))
                                                    .toArray(String[]::new));
                            // Every other number or name would be one of a child's.
                            assertThat(withoutLinks(mail)).doesNotContainPattern("[0-9]{7}");
                        });
        assertThat(MailTexts.SUBJECT).isEqualTo("Whole Picture: please sign in");
    }

    @Test
    void whatAnAgencyIsToldDependsOnNothing() {
        assertThat(IntStream.range(0, 100).mapToObj(_ -> texts.used()).distinct()).hasSize(1);
        assertThat(texts.used()).doesNotContain("Reference", "/alerts/");
    }

    @Test
    void aRecipientIsCalledByAnIdAndNotByAnAddress() {
        var inbox = new Inbox("drug-alcohol", Inbox.SAFEGUARDING_LEAD, "zebedee@canary.example");

        assertThat(inbox.toString() + inbox.recipient()).doesNotContain("zebedee", "canary");
        assertThat(Inbox.agencyOf(inbox.recipient())).contains("drug-alcohol");
        assertThat(Inbox.agencyOf("pr-lead")).isEmpty();
    }

    private static List<Mailed> alerts(int n) {
        return IntStream.range(0, 1 + n % 7)
                .mapToObj(
                        i ->
                                new Mailed(
                                        new UUID(
                                                0x4000L | ((long) n << 32),
                                                0x8000_0000_0000_0000L
                                                        | (n * 31L + i) * 0x9E37_79B9L),
                                        Severity.values()[(n + i) % 3],
                                        LocalDate.of(2026, 1, 5).plusDays(n % 365)))
                .toList();
    }

    private static String withoutLinks(String mail) {
        return mail.replaceAll("https?://\\S+", "").replaceAll("Reference: \\S+", "");
    }
}
