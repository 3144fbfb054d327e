package org.wholepicture.escalation.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.wholepicture.platform.mail.MailOutbox;
import org.wholepicture.platform.mail.MailTrouble;

/** Mail that did not reach whom it should: the front door looks after it. */
@ApplicationScoped
public class UndeliveredMail {

    /** Most mails in one answer. */
    public static final int MOST = 200;

    private static final String PURPOSE = "looks after undelivered mail";

    private final MailOutbox outbox;
    private final Trail trail;
    private final InstantSource clock;

    UndeliveredMail(MailOutbox outbox, Trail trail, InstantSource clock) {
        this.outbox = outbox;
        this.trail = trail;
        this.clock = clock;
    }

    /** What to look after, newest first. */
    @Transactional
    public List<MailTrouble> list(Asker asker) {
        trail.did(asker, "list-undelivered-mail", clock.instant(), List.of(), PURPOSE);
        return outbox.troubles(MOST);
    }

    /**
     * Sends a mail again, to the first of its recipients whose server takes it.
     *
     * @return false when there is none that can be sent: it went out meanwhile, or is not needed
     */
    @Transactional
    public boolean sendAgain(Asker asker, UUID mail) {
        trail.did(asker, "send-mail-again", clock.instant(), List.of(mail), PURPOSE);
        return outbox.tryNow(mail);
    }
}
