package org.wholepicture.escalation.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import org.wholepicture.escalation.domain.Dissent;
import org.wholepicture.escalation.domain.Dissents;
import org.wholepicture.escalation.domain.Limits;
import org.wholepicture.escalation.domain.Settings;
import org.wholepicture.escalation.domain.SettingsBook;
import org.wholepicture.escalation.domain.Stage;
import org.wholepicture.escalation.domain.Timers;

/**
 * Works out anew the timers of stages that began under earlier settings: a holiday was announced, a
 * limit changed. Until that is done for a stage, none of its timers fires.
 */
@ApplicationScoped
public class PlanTimers {

    private final Timers timers;
    private final Dissents dissents;
    private final SettingsBook settings;
    private final Calendars calendars;
    private final EscalationConfig config;

    PlanTimers(
            Timers timers,
            Dissents dissents,
            SettingsBook settings,
            Calendars calendars,
            EscalationConfig config) {
        this.timers = timers;
        this.dissents = dissents;
        this.settings = settings;
        this.calendars = calendars;
        this.config = config;
    }

    /**
     * Plans some of them.
     *
     * @return how many were planned
     */
    @Transactional
    public int next() {
        Settings present = settings.present();
        List<Timers.Unplanned> claimed =
                timers.claimUnplanned(present.version(), config.timersAtOnce());
        if (claimed.isEmpty()) {
            return 0;
        }
        Limits limits = calendars.limits(present);
        for (Dissent dissent :
                dissents.findAll(claimed.stream().map(Timers.Unplanned::dissent).toList())) {
            Stage stage = dissent.path().current();
            LocalDate lastDay =
                    limits.lastDay(
                            stage.began(),
                            present.stage(stage.number()).limit(),
                            stage.limit(),
                            present.since());
            timers.plan(dissent.id(), stage.number(), present.version(), lastDay, limits);
        }
        return claimed.size();
    }
}
