package org.wholepicture.alert.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.wholepicture.alert.application.AlertConfig;
import org.wholepicture.alert.application.AlertMails;
import org.wholepicture.alert.application.AlertReference;
import org.wholepicture.alert.application.Deadlines;
import org.wholepicture.alert.application.Directory;
import org.wholepicture.alert.application.Inbox;
import org.wholepicture.alert.application.Owners;
import org.wholepicture.alert.application.Practitioner;
import org.wholepicture.platform.mail.Mail;
import org.wholepicture.platform.mail.MailOutbox;
import org.wholepicture.platform.mail.Recipient;
import org.wholepicture.platform.mail.RecipientResolver;

/** Writes mails to the outbox and works their recipients out when they are sent. */
@ApplicationScoped
class PostedAlertMails implements AlertMails, RecipientResolver {

    private static final String PERSON = "person:";
    private static final String PRACTITIONER = "practitioner:";

    /** The out-of-hours desk, first of the agency of whoever answers for the person. */
    private static final String DESK = "desk:";

    /** The out-of-hours desk, first of this agency. */
    private static final String DESK_OF = "desk-of:";

    private static final String SAFEGUARDING = "safeguarding:";

    private final MailOutbox outbox;
    private final Owners owners;
    private final Directory directory;
    private final MailTexts texts;

    PostedAlertMails(
            MailOutbox outbox,
            Owners owners,
            Directory directory,
            AlertConfig config,
            Deadlines deadlines,
            @ConfigProperty(name = "quarkus.http.root-path", defaultValue = "") String rootPath) {
        this.outbox = outbox;
        this.owners = owners;
        this.directory = directory;
        this.texts = new MailTexts(config.baseUrl(), rootPath, deadlines);
    }

    @Override
    public UUID tellOwner(UUID person, List<Mailed> alerts, Instant due) {
        return post("alert", PERSON + person, Kind.OWNER, alerts, due);
    }

    @Override
    public UUID tellDigest(String practitioner, List<Mailed> alerts, Instant due) {
        return post("digest", PRACTITIONER + practitioner, Kind.DIGEST, alerts, due);
    }

    @Override
    public UUID tellMovedUp(String manager, List<Mailed> alerts, Instant due) {
        return post("moved-up", PRACTITIONER + manager, Kind.MOVED_UP, alerts, due);
    }

    @Override
    public UUID tellManager(String manager, List<Mailed> alerts, Instant due) {
        return post("manager-digest", PRACTITIONER + manager, Kind.MANAGER, alerts, due);
    }

    @Override
    public UUID tellDecision(String manager, Mailed alert, Instant due) {
        return post("decision", PRACTITIONER + manager, Kind.DECISION, List.of(alert), due);
    }

    @Override
    public UUID tellDesk(UUID person, List<Mailed> alerts, Instant due) {
        return post("out-of-hours", DESK + person, Kind.DESK, alerts, due);
    }

    @Override
    public UUID tellUsed(String agency, Instant due) {
        // A reference of the mail alone: that of an alert would say which.
        String reference = AlertReference.of(UUID.randomUUID());
        return post("used", SAFEGUARDING + agency, reference, texts.used(), due);
    }

    @Override
    public UUID askAgency(String agency, UUID request, LocalDate answerBy, Instant due) {
        return post(
                "check-request",
                SAFEGUARDING + agency,
                AlertReference.of(request),
                texts.question(request, answerBy),
                due);
    }

    @Override
    public UUID remindAgency(String agency, UUID request, LocalDate answerBy, Instant due) {
        return post(
                "check-request",
                SAFEGUARDING + agency,
                AlertReference.of(request),
                texts.questionAgain(request, answerBy),
                due);
    }

    @Override
    public UUID tellWithdrawn(String recipient, Mailed alert, Instant due) {
        return post(
                "withdrawal",
                Inbox.agencyOf(recipient)
                        .map(agency -> DESK_OF + agency)
                        .orElse(PRACTITIONER + recipient),
                AlertReference.of(alert.alert()),
                texts.withdrawn(alert),
                due);
    }

    @Override
    public boolean holdUnread(UUID mail) {
        return outbox.holdUnread(mail);
    }

    @Override
    public void change(UUID mail, Kind kind, List<Mailed> alerts) {
        outbox.rewrite(mail, texts.alerts(kind, alerts));
    }

    @Override
    public void cancel(UUID mail) {
        outbox.cancel(mail);
    }

    @Override
    public void tryNow(UUID mail) {
        outbox.tryNow(mail);
    }

    @Override
    public boolean stop(UUID mail) {
        return outbox.stop(mail);
    }

    @Override
    public Set<UUID> gone(Set<UUID> mails) {
        return outbox.gone(mails);
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
        Optional<Recipient> found;
        if (addressee.startsWith(PERSON)) {
            found = somebody(owners.owner(person(addressee, PERSON), refused));
        } else if (addressee.startsWith(PRACTITIONER)) {
            found = somebody(owners.inPlaceOf(addressee.substring(PRACTITIONER.length()), refused));
        } else if (addressee.startsWith(DESK)) {
            String agency =
                    owners.owner(person(addressee, DESK), Set.of())
                            .map(Practitioner::agency)
                            .orElse(null);
            found = inbox(directory.desk(agency));
        } else if (addressee.startsWith(DESK_OF)) {
            found = inbox(directory.desk(addressee.substring(DESK_OF.length())));
        } else if (addressee.startsWith(SAFEGUARDING)) {
            found = inbox(directory.safeguardingInbox(addressee.substring(SAFEGUARDING.length())));
        } else {
            throw new IllegalArgumentException("an addressee of an unknown kind");
        }
        return found.filter(recipient -> !refused.contains(recipient.id()));
    }

    private static UUID person(String addressee, String prefix) {
        return UUID.fromString(addressee.substring(prefix.length()));
    }

    private static Optional<Recipient> somebody(Optional<Practitioner> practitioner) {
        return practitioner.map(found -> new Recipient(found.id(), found.email()));
    }

    private static Optional<Recipient> inbox(Optional<Inbox> inbox) {
        return inbox.map(found -> new Recipient(found.recipient(), found.address()));
    }

    private UUID post(
            String purpose, String addressee, Kind kind, List<Mailed> alerts, Instant due) {
        return post(
                purpose, addressee, MailTexts.reference(alerts), texts.alerts(kind, alerts), due);
    }

    private UUID post(
            String purpose, String addressee, String reference, String body, Instant due) {
        return outbox.post(new Mail(reference, purpose, addressee, MailTexts.SUBJECT, body, due));
    }
}
