package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A calendar that counts each stretch of working days once: the same clocks are asked for in every
 * fold. Thread-safe; forgets all when it holds too much.
 */
final class RememberedCalendar implements WorkingCalendar {

    /** Thirty years of every clock. */
    private static final int MOST = 100_000;

    private static final int LONGEST = 1000;

    private final WorkingCalendar calendar;
    private final Map<Long, LocalDate> counted = new ConcurrentHashMap<>();

    RememberedCalendar(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    @Override
    public LocalDate plus(LocalDate day, int n) {
        if (n > LONGEST) {
            return calendar.plus(day, n);
        }
        long key = day.toEpochDay() * (LONGEST + 1) + n;
        LocalDate known = counted.get(key);
        if (known == null) {
            known = calendar.plus(day, n);
            if (counted.size() >= MOST) {
                counted.clear();
            }
            counted.put(key, known);
        }
        return known;
    }
}
