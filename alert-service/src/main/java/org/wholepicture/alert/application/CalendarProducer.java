package org.wholepicture.alert.application;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;
import org.wholepicture.platform.calendar.WorkingDays;

/** The partnership's working days. */
final class CalendarProducer {

    @Produces
    @Singleton
    WorkingDays workingDays(AlertConfig config) {
        return WorkingDays.ofEngland(config.closureDays().orElse(Set.of()));
    }

    @Produces
    @Singleton
    Deadlines deadlines(WorkingDays workingDays, AlertConfig config) {
        return new Deadlines(
                workingDays,
                config.life().answerHighWorkingDays(),
                config.life().answerMedWorkingDays());
    }
}
