package org.wholepicture.alert.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a partnership has set for its rules.
 *
 * @param thresholds the numbers
 * @param calendar its working days
 * @param newBirthVisitsFrom HCP-REVIEW-MISSED: new-birth visits are expected of children born on or
 *     after this day, because health visiting has sent its appointments since; null where it is no
 *     sender [A33]
 */
public record Settings(
        Thresholds thresholds, WorkingCalendar calendar, @Nullable LocalDate newBirthVisitsFrom) {

    /** The defaults of domain.md C10, health visiting not sending. */
    public static Settings defaults(WorkingCalendar calendar) {
        return new Settings(Thresholds.DEFAULTS, calendar, null);
    }

    /**
     * The first day on which a working-day clock has run out: what is done on the n-th working day
     * after the start is in time, the next calendar day is not, working day or not [A01].
     */
    public LocalDate overdueFrom(LocalDate start, int workingDays) {
        return calendar.plus(start, workingDays).plusDays(1);
    }
}
