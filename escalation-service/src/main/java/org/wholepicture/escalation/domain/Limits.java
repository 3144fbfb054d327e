package org.wholepicture.escalation.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When the limit of a stage ends, and when the clock speaks (readings A01, A50): whole working days
 * from the day after it began; its last day is in time.
 */
public final class Limits {

    /** In the morning of the last day, so that there is a day left to do something. */
    public static final LocalTime REMINDED_AT = LocalTime.of(9, 0);

    private final WorkingCalendar calendar;
    private final ZoneId zone;

    /** Limits by a calendar, in days of a zone. */
    public Limits(WorkingCalendar calendar, ZoneId zone) {
        this.calendar = calendar;
        this.zone = zone;
    }

    /**
     * The last day in time.
     *
     * @param began when the stage began
     * @param workingDays 1 to 60
     */
    public LocalDate lastDay(Instant began, int workingDays) {
        return calendar.plus(LocalDate.ofInstant(began, zone), workingDays);
    }

    /**
     * The last day in time under settings that came later than the stage. A limit that is longer
     * now, for a holiday or by decision, holds at once. A shorter one leaves a whole working day
     * from the change, and never more than was left before: nobody is late by a decision of today.
     *
     * @param before what people were told
     * @param changed when the settings came into effect
     */
    public LocalDate lastDay(
            Instant began, int workingDays, Optional<LocalDate> before, Instant changed) {
        LocalDate now = lastDay(began, workingDays);
        if (before.isEmpty() || !now.isBefore(before.get())) {
            return now;
        }
        LocalDate fair = calendar.plus(LocalDate.ofInstant(changed, zone), 1);
        LocalDate kept = fair.isBefore(before.get()) ? fair : before.get();
        return now.isAfter(kept) ? now : kept;
    }

    /** The moment from which the timer may fire. */
    public Instant due(TimerKind kind, LocalDate lastDay) {
        return switch (kind) {
            case REMINDER -> lastDay.atTime(REMINDED_AT).atZone(zone).toInstant();
            case OVERDUE -> lastDay.plusDays(1).atStartOfDay(zone).toInstant();
        };
    }

    /** Working days left after today; 0 on the last day, negative when it is past. */
    public int daysLeft(LocalDate lastDay, LocalDate today) {
        return today.isAfter(lastDay)
                ? -Math.max(1, calendar.between(lastDay, today))
                : calendar.between(today, lastDay);
    }
}
