package org.wholepicture.alert.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.wholepicture.alert.application.AlertConfig;
import org.wholepicture.alert.application.AlertMails;
import org.wholepicture.alert.application.AlertReference;
import org.wholepicture.alert.application.Deadlines;
import org.wholepicture.alert.application.Owners;
import org.wholepicture.alert.application.Practitioner;
import org.wholepicture.alert.domain.Severity;
import org.wholepicture.platform.mail.Mail;
import org.wholepicture.platform.mail.MailOutbox;
import org.wholepicture.platform.mail.Recipient;
import org.wholepicture.platform.mail.RecipientResolver;

/** Writes mails to the outbox and works their recipients out when they are sent. */
@ApplicationScoped
class PostedAlertMails implements AlertMails, RecipientResolver {

    private static final String PERSON = "person:";
    private static final String PRACTITIONER = "practitioner:";

    private final MailOutbox outbox;
    private final Owners owners;
    private final MailTexts texts;

    PostedAlertMails(
            MailOutbox outbox,
            Owners owners,
            AlertConfig config,
            Deadlines deadlines,
            @ConfigProperty(name = "quarkus.http.root-path", defaultValue = "") String rootPath) {
        this.outbox = outbox;
        this.owners = owners;
        this.texts = new MailTexts(config.baseUrl(), rootPath, deadlines);
    }

    @Override
    public UUID tellOwner(UUID person, List<Mailed> alerts, Instant due) {
        return post(
                "alert", PERSON + person, MailTexts.reference(alerts), texts.alerts(alerts), due);
    }

    @Override
    public UUID tellDigest(String practitioner, List<Mailed> alerts, Instant due) {
        return post(
                "digest",
                PRACTITIONER + practitioner,
                MailTexts.reference(alerts),
                texts.digest(alerts),
                due);
    }

    @Override
    public UUID tellWithdrawn(String practitioner, Mailed alert, Instant due) {
        return post(
                "withdrawal",
                PRACTITIONER + practitioner,
                AlertReference.of(alert.alert()),
                texts.withdrawn(alert),
                due);
    }

    @Override
    public boolean holdUnread(UUID mail) {
        return outbox.holdUnread(mail);
    }

    @Override
    public void change(UUID mail, List<Mailed> alerts) {
        // Only a digest tells of nothing but LOW.
        boolean digest = alerts.stream().allMatch(alert -> alert.severity() == Severity.LOW);
        outbox.rewrite(mail, digest ? texts.digest(alerts) : texts.alerts(alerts));
    }

    @Override
    public void tryNow(UUID mail) {
        outbox.tryNow(mail);
    }

    @Override
    public void stop(UUID mail) {
        outbox.stop(mail);
    }

    @Override
    public Set<String> reached(UUID mail) {
        return outbox.reached(mail);
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
        return practitioner(addressee, refused).map(p -> new Recipient(p.id(), p.email()));
    }

    private Optional<Practitioner> practitioner(String addressee, Set<String> refused) {
        if (addressee.startsWith(PERSON)) {
            return owners.owner(UUID.fromString(addressee.substring(PERSON.length())), refused);
        }
        if (addressee.startsWith(PRACTITIONER)) {
            return owners.inPlaceOf(addressee.substring(PRACTITIONER.length()), refused);
        }
        throw new IllegalArgumentException("an addressee of an unknown kind");
    }

    private UUID post(
            String purpose, String addressee, String reference, String body, Instant due) {
        return outbox.post(new Mail(reference, purpose, addressee, MailTexts.SUBJECT, body, due));
    }
}
