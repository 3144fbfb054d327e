package org.wholepicture.escalation.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.wholepicture.escalation.application.Addressees;
import org.wholepicture.escalation.application.DissentMails;
import org.wholepicture.escalation.application.DissentReference;
import org.wholepicture.escalation.application.EscalationConfig;
import org.wholepicture.escalation.domain.DissentId;
import org.wholepicture.escalation.domain.Side;
import org.wholepicture.platform.mail.Mail;
import org.wholepicture.platform.mail.MailOutbox;
import org.wholepicture.platform.mail.Recipient;
import org.wholepicture.platform.mail.RecipientResolver;

/** Writes mails to the outbox and works their recipients out when they are sent. */
@ApplicationScoped
class PostedDissentMails implements DissentMails, RecipientResolver {

    private static final String STAGE = "stage";
    private static final String INBOX = "inbox";
    private static final String MONITOR = "monitor";

    private final MailOutbox outbox;
    private final Addressees addressees;
    private final MailTexts texts;

    PostedDissentMails(
            MailOutbox outbox,
            Addressees addressees,
            EscalationConfig config,
            @ConfigProperty(name = "quarkus.http.root-path", defaultValue = "") String rootPath) {
        this.outbox = outbox;
        this.addressees = addressees;
        this.texts = new MailTexts(config.baseUrl(), rootPath);
    }

    @Override
    public List<UUID> post(List<Letter> letters, Instant due) {
        return outbox.post(letters.stream().map(letter -> mail(letter, due)).toList());
    }

    private Mail mail(Letter letter, Instant due) {
        return new Mail(
                DissentReference.of(letter.dissent()),
                letter.why().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                written(letter.addressee()),
                MailTexts.SUBJECT,
                texts.text(
                        letter.why(),
                        letter.dissent(),
                        letter.answerBy(),
                        place(letter.addressee())),
                due);
    }

    @Override
    public void cancel(List<UUID> mails) {
        mails.forEach(outbox::cancel);
    }

    @Override
    public void addressChanged(String practitioner) {
        outbox.addressChanged(practitioner);
    }

    @Override
    public void lookAgainForRecipients() {
        outbox.lookAgainForRecipients();
    }

    @Override
    public Optional<Recipient> resolve(String addressee, Set<String> refused) {
        return addressees
                .find(read(addressee), refused)
                .map(one -> new Recipient(one.id(), one.address()));
    }

    private static String place(Addressee addressee) {
        return switch (addressee) {
            case Addressee.AtStage _ -> "stand for one of the sides at this stage";
            case Addressee.AtInbox _ -> "are told of this stage by your partnership's settings";
            case Addressee.Monitor _ -> "watch over the protocol for the partnership";
        };
    }

    private static String written(Addressee addressee) {
        return switch (addressee) {
            case Addressee.AtStage(DissentId dissent, Side side, int stage) ->
                    String.join(":", STAGE, dissent.value().toString(), side.name(), "" + stage);
            case Addressee.AtInbox(DissentId dissent, Side side, String role) ->
                    String.join(":", INBOX, dissent.value().toString(), side.name(), role);
            case Addressee.Monitor() -> MONITOR;
        };
    }

    private static Addressee read(String written) {
        if (written.equals(MONITOR)) {
            return new Addressee.Monitor();
        }
        String[] parts = written.split(":", 4);
        DissentId dissent = new DissentId(UUID.fromString(parts[1]));
        Side side = Side.valueOf(parts[2]);
        return switch (parts[0]) {
            case STAGE -> new Addressee.AtStage(dissent, side, Integer.parseInt(parts[3]));
            case INBOX -> new Addressee.AtInbox(dissent, side, parts[3]);
            default -> throw new IllegalArgumentException("an addressee of an unknown kind");
        };
    }
}
