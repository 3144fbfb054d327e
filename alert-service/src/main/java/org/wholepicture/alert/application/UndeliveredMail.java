package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.wholepicture.platform.mail.MailOutbox;
import org.wholepicture.platform.mail.MailTrouble;

/** Mail that did not reach whom it should: the front door looks after it. */
@ApplicationScoped
public class UndeliveredMail {

    /** Most mails in one answer. */
    public static final int MOST = 200;

    private final MailOutbox outbox;
    private final AlertAccess access;
    private final AlertAudit audit;

    UndeliveredMail(MailOutbox outbox, AlertAccess access, AlertAudit audit) {
        this.outbox = outbox;
        this.access = access;
        this.audit = audit;
    }

    /** What to look after, newest first; empty for whoever is not at the front door. */
    @Transactional
    public List<MailTrouble> list(AlertReader reader) {
        if (!mayLookAfter(reader)) {
            audit.refused(reader, "list-undelivered-mail", List.of());
            return List.of();
        }
        audit.allowed(reader, "list-undelivered-mail", List.of());
        return outbox.troubles(MOST);
    }

    /**
     * Sends a mail again, to the first of its recipients whose server takes it.
     *
     * @return false when there is none that can be sent: it went out meanwhile, or is not needed
     */
    @Transactional
    public boolean sendAgain(AlertReader reader, UUID mail) {
        if (!mayLookAfter(reader)) {
            audit.refused(reader, "send-mail-again", List.of(mail));
            return false;
        }
        audit.allowed(reader, "send-mail-again", List.of(mail));
        return outbox.tryNow(mail);
    }

    private boolean mayLookAfter(AlertReader reader) {
        return reader.atFrontDoor() && access.isKnown(reader);
    }
}
