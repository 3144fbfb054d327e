package org.wholepicture.alert.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wholepicture.alert.Approved;
import org.wholepicture.alert.application.AlertMails;
import org.wholepicture.alert.application.AlertMails.Mailed;
import org.wholepicture.alert.application.Deadlines;
import org.wholepicture.alert.domain.Severity;
import org.wholepicture.platform.calendar.WorkingDays;

/** The words of the mails are the approved ones. */
class MailTextsTest {

    private static final LocalDate MAUNDY_THURSDAY = LocalDate.of(2026, 4, 2);

    private final MailTexts texts =
            new MailTexts(
                    URI.create("https://whole-picture.example/"),
                    "/alert",
                    new Deadlines(WorkingDays.ofEngland()::plus, 1, 3));

    @Test
    void aManagerIsToldWhatMovedUp() {
        Approved.check(
                "mail-moved-up.txt",
                texts.alerts(AlertMails.Kind.MOVED_UP, List.of(alert(1, Severity.HIGH))));
    }

    @Test
    void aManagerIsToldOnceADayWhatIsNew() {
        Approved.check(
                "mail-manager.txt",
                texts.alerts(
                        AlertMails.Kind.MANAGER,
                        List.of(alert(1, Severity.HIGH), alert(2, Severity.MED))));
    }

    @Test
    void aManagerIsAskedToDecide() {
        Approved.check(
                "mail-decision.txt",
                texts.alerts(AlertMails.Kind.DECISION, List.of(alert(2, Severity.MED))));
    }

    @Test
    void theOutOfHoursDeskIsToldOfUrgentAlerts() {
        Approved.check(
                "mail-desk.txt",
                texts.alerts(AlertMails.Kind.DESK, List.of(alert(1, Severity.HIGH))));
    }

    @Test
    void anAgencyIsToldThatItsInformationWasUsed() {
        Approved.check("mail-used.txt", texts.used());
    }

    @Test
    void anAgencyIsAskedAQuestionAndRemindedOfIt() {
        var request = new UUID(0x1234_5678_0000_4000L, 0x8000_0000_0000_0001L);

        Approved.check("mail-question.txt", texts.question(request, MAUNDY_THURSDAY));
        Approved.check("mail-question-again.txt", texts.questionAgain(request, MAUNDY_THURSDAY));
    }

    @Test
    void oneUrgentAlert() {
        Approved.check(
                "mail-one-high.txt",
                texts.alerts(AlertMails.Kind.OWNER, List.of(alert(1, Severity.HIGH))));
    }

    @Test
    void severalAlertsHaveTheUrgentFirst() {
        Approved.check(
                "mail-several.txt",
                texts.alerts(
                        AlertMails.Kind.OWNER,
                        List.of(
                                alert(2, Severity.MED),
                                alert(3, Severity.HIGH),
                                alert(4, Severity.MED))));
    }

    @Test
    void theDigestAsksForNoDay() {
        Approved.check(
                "mail-digest.txt",
                texts.alerts(
                        AlertMails.Kind.DIGEST,
                        List.of(alert(5, Severity.LOW), alert(6, Severity.LOW))));
    }

    @Test
    void aWithdrawal() {
        Approved.check("mail-withdrawn.txt", texts.withdrawn(alert(7, Severity.HIGH)));
    }

    @Test
    void linesFitANarrowScreenButForLinks() {
        assertThat(texts.alerts(AlertMails.Kind.OWNER, List.of(alert(1, Severity.HIGH))).lines())
                .filteredOn(line -> !line.startsWith("https://"))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(72));
    }

    @Test
    void everyMailIsPlainAscii() {
        assertThat(
                        texts.alerts(AlertMails.Kind.OWNER, List.of(alert(1, Severity.HIGH)))
                                + texts.alerts(
                                        AlertMails.Kind.DIGEST, List.of(alert(5, Severity.LOW)))
                                + texts.withdrawn(alert(7, Severity.HIGH)))
                .matches("[\\x20-\\x7e\\n]+");
    }

    @Test
    void aVeryLongDigestStaysAMail() {
        List<Mailed> many =
                java.util.stream.IntStream.range(0, 500)
                        .mapToObj(n -> alert(n, Severity.LOW))
                        .toList();

        String digest = texts.alerts(AlertMails.Kind.DIGEST, many);
        int listed = digest.split("Reference: ", -1).length - 1;
        assertThat(digest)
                .hasSizeLessThan(20_000)
                .contains((500 - listed) + " more listed once you have signed in.");
        assertThat(
                        new MailTexts(
                                        URI.create(
                                                "https://"
                                                        + "a-very-long-name.".repeat(12)
                                                        + "example"),
                                        "/alert",
                                        new Deadlines(WorkingDays.ofEngland(Set.of())::plus, 1, 3))
                                .alerts(AlertMails.Kind.OWNER, many.subList(0, 100)))
                .hasSizeLessThan(20_000);
    }

    private static Mailed alert(int n, Severity severity) {
        // Before Easter: the working days after it are not the days after it.
        return new Mailed(
                new UUID(0x1234_5678_0000_4000L, 0x8000_0000_0000_0000L | (n * 7919L)),
                severity,
                MAUNDY_THURSDAY);
    }
}
