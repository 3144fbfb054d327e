package org.wholepicture.escalation.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.wholepicture.escalation.domain.Limits;
import org.wholepicture.escalation.domain.Settings;
import org.wholepicture.escalation.domain.WorkingCalendar;
import org.wholepicture.platform.calendar.WorkingDays;

/** The working days and limits of each version of the settings. Thread-safe. */
@ApplicationScoped
class Calendars {

    private final EscalationConfig config;

    /** A version never changes once it is kept. */
    private final Map<Integer, WorkingCalendar> versions = new ConcurrentHashMap<>();

    Calendars(EscalationConfig config) {
        this.config = config;
    }

    WorkingCalendar calendar(Settings settings) {
        return versions.computeIfAbsent(
                settings.version(),
                _ -> new Days(WorkingDays.ofEngland(settings.closed(), settings.open())));
    }

    Limits limits(Settings settings) {
        return new Limits(calendar(settings), config.zone());
    }

    private record Days(WorkingDays days) implements WorkingCalendar {

        @Override
        public LocalDate plus(LocalDate day, int n) {
            return days.plus(day, n);
        }

        @Override
        public int between(LocalDate after, LocalDate through) {
            return days.between(after, through);
        }
    }
}
