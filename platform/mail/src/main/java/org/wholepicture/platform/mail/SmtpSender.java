package org.wholepicture.platform.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Date;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Makes one attempt over SMTP and says how it ended. Jakarta Mail rather than the Quarkus mailer:
 * it gives the reply code for each recipient, takes our Message-ID, and lets the final dot be
 * watched, which is what tells "not sent" from "perhaps sent".
 */
@ApplicationScoped
class SmtpSender {

    private static final int LONGEST_REPLY = 300;

    /** What RFC 5321 calls a mailbox that is not there, or not here. */
    private static final Set<Integer> MAILBOX_CODES = Set.of(550, 551, 553);

    /** A reply that says more exactly what it refuses (RFC 3463). */
    private static final Pattern ENHANCED =
            Pattern.compile("5\\d\\d[ -]5\\.\\d{1,3}\\.\\d{1,3}\\b");

    /** And of those, what is said of the recipient's address or mailbox. */
    private static final Pattern ENHANCED_MAILBOX =
            Pattern.compile("5\\d\\d[ -]5\\.(1\\.([0-6]|10)|2\\.\\d{1,3})\\b");

    private final MailConfig config;
    private final Session session;

    SmtpSender(MailConfig config) {
        this.config = config;
        this.session = Session.getInstance(properties(config));
    }

    /**
     * Sends on a thread of its own and never takes longer than the deadline: an interrupted virtual
     * thread closes its socket, wherever it hangs.
     */
    Outcome send(OutgoingMail mail) {
        var gate = new Gate();
        var task = new FutureTask<>(() -> attempt(mail, gate));
        Thread thread = Thread.ofVirtual().name("mail-attempt").start(task);
        try {
            return task.get(config.deadline().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            boolean dotHeldBack = gate.abandon();
            thread.interrupt();
            return dotHeldBack
                    ? new Outcome.Deferred(null, "deadline")
                    : new Outcome.Indeterminate("deadline after the final dot");
        } catch (ExecutionException e) {
            return gate.dotMayBeSent()
                    ? new Outcome.Indeterminate(reply(e.getCause()))
                    : new Outcome.Deferred(null, reply(e.getCause()));
        } catch (InterruptedException _) {
            boolean dotHeldBack = gate.abandon();
            thread.interrupt();
            Thread.currentThread().interrupt();
            return dotHeldBack
                    ? new Outcome.Deferred(null, "stopping")
                    : new Outcome.Indeterminate("stopping");
        }
    }

    private Outcome attempt(OutgoingMail mail, Gate gate) {
        var transport = new GatedTransport(session, config, gate);
        try {
            transport.connect(
                    config.host(),
                    config.port(),
                    config.username().orElse(null),
                    config.password().orElse(null));
            MimeMessage message = message(mail);
            transport.sendMessage(message, message.getAllRecipients());
            return new Outcome.Accepted(transport.getLastReturnCode());
        } catch (MessagingException e) {
            return outcome(e, gate);
        } finally {
            closeQuietly(transport);
        }
    }

    private MimeMessage message(OutgoingMail mail) throws MessagingException {
        var message = new NamedMessage(session, mail.messageId());
        message.setFrom(new InternetAddress(config.from(), true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.address(), true));
        message.setSubject(mail.subject(), "US-ASCII");
        message.setSentDate(Date.from(mail.date()));
        message.setHeader("Auto-Submitted", "auto-generated");
        // Out-of-office replies to a no-reply address help nobody.
        message.setHeader("X-Auto-Response-Suppress", "All");
        message.setText(mail.body(), "UTF-8");
        message.saveChanges();
        return message;
    }

    private static Outcome outcome(MessagingException failure, Gate gate) {
        if (gate.dotMayBeSent()) {
            int code = failure instanceof SMTPSendFailedException sent ? sent.getReturnCode() : -1;
            return switch (code / 100) {
                case 4 -> new Outcome.Deferred(code, reply(failure));
                case 5 -> refusal(code, reply(failure), false);
                default -> new Outcome.Indeterminate(reply(failure));
            };
        }
        for (Exception e = failure; e != null; e = next(e)) {
            if (e instanceof SMTPAddressFailedException address) {
                int code = address.getReturnCode();
                return code >= 500
                        ? refusal(code, reply(address), true)
                        : new Outcome.Deferred(code, reply(address));
            }
            // A refused sender is our own fault and will be mended; the recipient is not to blame.
            if (e instanceof SMTPSenderFailedException sender) {
                return new Outcome.Deferred(sender.getReturnCode(), reply(sender));
            }
            if (e instanceof SMTPSendFailedException command
                    && command.getReturnCode() >= 500
                    && "DATA".equals(command.getCommand())) {
                return refusal(command.getReturnCode(), reply(command), false);
            }
        }
        return new Outcome.Deferred(null, reply(failure));
    }

    /**
     * Only what is said of the mailbox counts against its owner. The rest (relaying denied,
     * content, policy) says as much about the server or our own set-up, which somebody will mend.
     */
    private static Outcome refusal(int code, String reply, boolean ofRecipient) {
        boolean ofMailbox =
                ENHANCED.matcher(reply).lookingAt()
                        ? ENHANCED_MAILBOX.matcher(reply).lookingAt()
                        : ofRecipient
                                && MAILBOX_CODES.contains(code)
                                && !reply.toLowerCase(Locale.ROOT).contains("relay");
        return ofMailbox ? new Outcome.Refused(code, reply) : new Outcome.Barred(code, reply);
    }

    private static @Nullable Exception next(Exception e) {
        return e instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    /** One printable line: what a server says is input like any other. */
    private static String reply(@Nullable Throwable failure) {
        String said = failure == null ? "" : String.valueOf(failure.getMessage());
        String line = said.replaceAll("[^\\x20-\\x7e]+", " ").strip();
        return line.substring(0, Math.min(line.length(), LONGEST_REPLY));
    }

    private static void closeQuietly(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException _) {
            // The outcome is known by now; QUIT changes nothing.
        }
    }

    private static Properties properties(MailConfig config) {
        String step = String.valueOf(config.deadline().plus(Duration.ofSeconds(5)).toMillis());
        boolean startTls =
                switch (config.startTls()) {
                    case REQUIRED -> true;
                    case OFF -> false;
                    case AUTO -> !isThisMachine(config.host());
                };
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", config.host());
        properties.setProperty("mail.smtp.port", String.valueOf(config.port()));
        properties.setProperty("mail.smtp.from", config.from());
        properties.setProperty("mail.smtp.auth", String.valueOf(config.username().isPresent()));
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(startTls));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(startTls));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        // Longer than the deadline, which cuts first: these only end a thread that got lost.
        properties.setProperty("mail.smtp.connectiontimeout", step);
        properties.setProperty("mail.smtp.timeout", step);
        properties.setProperty("mail.smtp.writetimeout", step);
        // Not the machine's own name, which says more than is needed and may wait on DNS.
        properties.setProperty(
                "mail.smtp.localhost", config.from().substring(config.from().indexOf('@') + 1));
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.mime.allowutf8", "false");
        return properties;
    }

    private static boolean isThisMachine(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }

    /**
     * Decides, once, between sending the final dot and giving up: whichever comes first shuts the
     * other out, so an attempt that was given up before the dot is certainly not sent.
     */
    private static final class Gate {

        private enum State {
            BEFORE_DOT,
            DOT,
            ABANDONED
        }

        private final AtomicReference<State> state = new AtomicReference<>(State.BEFORE_DOT);

        boolean passDot() {
            return state.compareAndSet(State.BEFORE_DOT, State.DOT);
        }

        boolean abandon() {
            return state.compareAndSet(State.BEFORE_DOT, State.ABANDONED);
        }

        boolean dotMayBeSent() {
            return state.get() == State.DOT;
        }
    }

    /** A transport that asks the gate before it ends the message. */
    private static final class GatedTransport extends SMTPTransport {

        private final Gate gate;

        GatedTransport(Session session, MailConfig config, Gate gate) {
            super(session, new URLName("smtp", config.host(), config.port(), null, null, null));
            this.gate = gate;
        }

        @Override
        protected void finishData() throws IOException, MessagingException {
            if (!gate.passDot()) {
                throw new IOException("given up before the final dot");
            }
            super.finishData();
        }
    }

    /** Keeps the Message-ID that was written to the recipient's row: the same in every copy. */
    private static final class NamedMessage extends MimeMessage {

        private final String messageId;

        NamedMessage(Session session, String messageId) {
            super(session);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
