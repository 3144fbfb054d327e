package org.wholepicture.escalation.domain;

import java.time.LocalDate;
import java.util.Set;
import org.wholepicture.platform.calendar.WorkingDays;

/** England's working days, as the service has them. */
record England(WorkingDays days) implements WorkingCalendar {

    static England plain() {
        return new England(WorkingDays.ofEngland());
    }

    static England closedOn(String... days) {
        return new England(
                WorkingDays.ofEngland(
                        Set.copyOf(java.util.Arrays.stream(days).map(LocalDate::parse).toList())));
    }

    @Override
    public LocalDate plus(LocalDate day, int n) {
        return days.plus(day, n);
    }

    @Override
    public int between(LocalDate after, LocalDate through) {
        return days.between(after, through);
    }
}
