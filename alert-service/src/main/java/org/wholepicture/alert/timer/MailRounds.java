package org.wholepicture.alert.timer;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import org.wholepicture.alert.application.AlertConfig;
import org.wholepicture.alert.application.Telling;
import org.wholepicture.platform.messaging.IdleCheck;
import org.wholepicture.platform.messaging.Worker;
import org.wholepicture.platform.messaging.Workers;
import org.wholepicture.platform.web.Redacted;

/** Writes the mails whose time has come, and those of alerts that have found an owner. */
@ApplicationScoped
class MailRounds implements IdleCheck {

    private static final Logger log = Logger.getLogger(MailRounds.class);

    private final Telling telling;

    MailRounds(Telling telling) {
        this.telling = telling;
    }

    void start(@Observes StartupEvent event, Workers workers, AlertConfig config) {
        Worker rounds = workers.start("mail-rounds", config.mailPoll(), this::turn);
        telling.onNews(rounds::wake);
    }

    @Override
    public String name() {
        return "mail-rounds";
    }

    @Override
    public long remaining() {
        return telling.remaining();
    }

    private boolean turn() {
        try {
            return telling.next();
        } catch (Telling.TellingFailedException e) {
            log.errorf(Redacted.of(e), "mail not written, set aside persons=%s", e.persons());
            telling.setAside(e.persons());
            return true;
        }
    }
}
