package org.wholepicture.local;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mail that was taken is there for good, also after a new start. */
class MailboxTest {

    private static final Instant RECEIVED = Instant.parse("2026-03-02T09:00:00Z");

    @TempDir private Path folder = Path.of(".");

    @Test
    void mailsAreKeptInTheOrderOfArrival() throws Exception {
        Mailbox mailbox = new Mailbox(folder);

        mailbox.keep("lead@early-help.example", RECEIVED, mail("first"));
        mailbox.keep("lead@early-help.example", RECEIVED, mail("second"));

        assertThat(mailbox.after(0))
                .extracting(Mailbox.Mail::subject)
                .containsExactly("first", "second");
        assertThat(mailbox.after(1)).extracting(Mailbox.Mail::id).containsExactly(2L);
    }

    @Test
    void aNewStartFindsTheMailsOfTheOldOne() throws Exception {
        new Mailbox(folder).keep("lead@early-help.example", RECEIVED, mail("Ünïcode – subject"));

        List<Mailbox.Mail> found = new Mailbox(folder).after(0);

        assertThat(found).hasSize(1);
        Mailbox.Mail mail = found.getFirst();
        assertThat(mail.recipient()).isEqualTo("lead@early-help.example");
        assertThat(mail.received()).isEqualTo(RECEIVED);
        assertThat(mail.subject()).isEqualTo("Ünïcode – subject");
        assertThat(mail.text().strip()).isEqualTo("Please sign in.");
    }

    @Test
    void anAddressOfThisStackBecomesALinkAndNoOther() {
        List<OwnPages.Piece> pieces =
                OwnPages.pieces(
                        "See http://localhost:8080/alert/alerts/1. Not http://evil.example/x",
                        "http://localhost:8080");

        assertThat(pieces)
                .filteredOn(OwnPages.Piece::link)
                .extracting(OwnPages.Piece::text)
                .containsExactly("http://localhost:8080/alert/alerts/1");
    }

    private static MimeMessage mail(String subject) throws Exception {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
        message.setFrom(new InternetAddress("no-reply@whole-picture.example"));
        message.setSubject(subject, "UTF-8");
        message.setSentDate(Date.from(RECEIVED));
        message.setText("Please sign in.", "UTF-8");
        message.saveChanges();
        return message;
    }
}
