package org.wholepicture.alert.timer;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import org.wholepicture.alert.application.AlertConfig;
import org.wholepicture.alert.application.AskAgency;
import org.wholepicture.alert.application.Copying;
import org.wholepicture.alert.application.MovingUp;
import org.wholepicture.alert.application.SuppressAlert;
import org.wholepicture.alert.application.Telling;
import org.wholepicture.platform.messaging.IdleCheck;
import org.wholepicture.platform.messaging.Worker;
import org.wholepicture.platform.messaging.Workers;
import org.wholepicture.platform.web.Redacted;

/**
 * Does what falls due while nobody does anything: writes the mails whose time has come and those of
 * alerts that have found an owner, moves up what nobody answered, ends what was put off, and
 * reminds agencies that were asked.
 */
@ApplicationScoped
class MailRounds implements IdleCheck {

    private static final Logger log = Logger.getLogger(MailRounds.class);

    private final Telling telling;
    private final MovingUp movingUp;
    private final SuppressAlert suppressions;
    private final Copying copying;
    private final AskAgency asking;

    MailRounds(
            Telling telling,
            MovingUp movingUp,
            SuppressAlert suppressions,
            Copying copying,
            AskAgency asking) {
        this.telling = telling;
        this.movingUp = movingUp;
        this.suppressions = suppressions;
        this.copying = copying;
        this.asking = asking;
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
        return telling.remaining()
                + movingUp.remaining()
                + suppressions.remaining()
                + copying.remaining()
                + asking.remaining();
    }

    private boolean turn() {
        try {
            // First what is put off no longer: it asks anew before it could move up.
            return suppressions.endNext()
                    || movingUp.next()
                    || telling.next()
                    || copying.next()
                    || asking.remindNext();
        } catch (Telling.TellingFailedException e) {
            log.errorf(Redacted.of(e), "mail not written, set aside persons=%s", e.persons());
            telling.setAside(e.persons());
            return true;
        }
    }
}
