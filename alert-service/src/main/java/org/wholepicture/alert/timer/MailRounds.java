package org.wholepicture.alert.timer;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.wholepicture.alert.application.AlertConfig;
import org.wholepicture.alert.application.Telling;
import org.wholepicture.platform.messaging.IdleCheck;
import org.wholepicture.platform.messaging.Workers;

/** Writes the mails whose time has come, and those of alerts that have found an owner. */
@ApplicationScoped
class MailRounds implements IdleCheck {

    private final Telling telling;

    MailRounds(Telling telling) {
        this.telling = telling;
    }

    void start(@Observes StartupEvent event, Workers workers, AlertConfig config) {
        workers.start("mail-rounds", config.mailPoll(), telling::next);
    }

    @Override
    public String name() {
        return "mail-rounds";
    }

    @Override
    public long remaining() {
        return telling.remaining();
    }
}
