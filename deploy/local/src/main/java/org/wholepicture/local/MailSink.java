package org.wholepicture.local;

import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;

/** Takes every mail the services send, and delivers none: each is in the mailbox before its 250. */
final class MailSink {

    private final Mailbox mailbox;
    private final InstantSource clock;
    private final GreenMail server;

    MailSink(Mailbox mailbox, int port, InstantSource clock) {
        this.mailbox = mailbox;
        this.clock = clock;
        this.server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    void start() {
        server.start();
        // Called for each recipient before the sender gets its answer.
        server.getUserManager()
                .setMessageDeliveryHandler((message, recipient) -> new Keep(recipient.getEmail()));
    }

    void stop() {
        server.stop();
    }

    private final class Keep implements GreenMailUser {

        private final String address;

        Keep(String address) {
            this.address = address;
        }

        @Override
        public void deliver(MovingMessage message) {
            deliver(message.getMessage());
        }

        @Override
        public void deliver(MimeMessage message) {
            try {
                mailbox.keep(address, clock.instant(), message);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } catch (MessagingException failed) {
                throw new IllegalStateException("a mail cannot be read", failed);
            }
        }

        @Override
        public String getEmail() {
            return address;
        }

        @Override
        public String getLogin() {
            return address;
        }

        @Override
        public void create() {
            // Every address exists.
        }

        @Override
        public void delete() {
            // Mails stay.
        }

        @Override
        public String getPassword() {
            return "";
        }

        @Override
        public void setPassword(String password) {
            // Nobody signs in.
        }

        @Override
        public void authenticate(String password) {
            // Nobody signs in.
        }

        @Override
        public String getQualifiedMailboxName() {
            return address;
        }
    }
}
