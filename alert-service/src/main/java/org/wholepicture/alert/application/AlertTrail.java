package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Writes into an alert's history what happened, and publishes what others need of it. */
@ApplicationScoped
class AlertTrail {

    private final AlertStore alerts;
    private final AlertNews news;
    private final InstantSource clock;

    AlertTrail(AlertStore alerts, AlertNews news, InstantSource clock) {
        this.alerts = alerts;
        this.news = news;
        this.clock = clock;
    }

    /**
     * Something happened now.
     *
     * @param alert as it stands after it
     * @param by the practitioner, where a person did it
     */
    void note(AlertStore.What what, StoredAlert alert, @Nullable String by) {
        Instant now = clock.instant();
        LocalDate day = now.atZone(MailTimes.LONDON).toLocalDate();
        alerts.addHistory(alert.id(), new AlertStore.Event(what, day, now, by));
        news.tell(what, alert, now);
    }
}
