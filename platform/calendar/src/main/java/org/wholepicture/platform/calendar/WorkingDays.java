package org.wholepicture.platform.calendar;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Counts working days: not Saturdays, Sundays, bank holidays of England, or days on which the
 * partnership is closed. Immutable but for a cache of years; thread-safe.
 */
public final class WorkingDays {

    /**
     * England. An unknown code would silently fall back to holidays of the whole United Kingdom and
     * drop Easter Monday and the August holiday; {@code WorkingDaysTest} pins both.
     */
    private static final String ENGLAND = "eng";

    private final HolidayManager holidays;
    private final Set<LocalDate> closures;
    private final Set<LocalDate> openings;
    private final Map<Year, Set<LocalDate>> years = new ConcurrentHashMap<>();

    private WorkingDays(Set<LocalDate> closures, Set<LocalDate> openings) {
        this.holidays =
                HolidayManager.getInstance(
                        ManagerParameters.create(HolidayCalendar.UNITED_KINGDOM));
        this.closures = Set.copyOf(closures);
        this.openings = Set.copyOf(openings);
    }

    /** Bank holidays of England and nothing else. */
    public static WorkingDays ofEngland() {
        return new WorkingDays(Set.of(), Set.of());
    }

    /**
     * Bank holidays of England and the partnership's own closure days.
     *
     * @param closures days that do not count although they are no holidays; a setting
     */
    public static WorkingDays ofEngland(Set<LocalDate> closures) {
        return new WorkingDays(closures, Set.of());
    }

    /**
     * Bank holidays of England with what was announced of them since: a bank holiday given once is
     * a closure, one that was moved away is an opening.
     *
     * @param closures days that do not count although they are no holidays known here
     * @param openings days from Monday to Friday that count although they are holidays; a closure
     *     of the same day wins
     */
    public static WorkingDays ofEngland(Set<LocalDate> closures, Set<LocalDate> openings) {
        return new WorkingDays(closures, openings);
    }

    /** Whether the day counts. */
    public boolean isWorkingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !closures.contains(day)
                && (openings.contains(day) || !bankHolidays(Year.from(day)).contains(day));
    }

    /**
     * The n-th working day after a day. The day itself never counts, working day or not (reading
     * A01).
     *
     * @param n working days, 1 to 1000
     * @throws IllegalArgumentException when n is out of bounds
     */
    public LocalDate plus(LocalDate day, int n) {
        if (n < 1 || n > 1000) {
            throw new IllegalArgumentException("working days out of bounds: " + n);
        }
        LocalDate at = day;
        for (int counted = 0; counted < n; ) {
            at = at.plusDays(1);
            if (isWorkingDay(at)) {
                counted++;
            }
        }
        return at;
    }

    /**
     * How many days count after one day, up to and with another.
     *
     * @return 0 when the second is not after the first
     */
    public int between(LocalDate after, LocalDate through) {
        int counted = 0;
        for (LocalDate day = after.plusDays(1); !day.isAfter(through); day = day.plusDays(1)) {
            if (isWorkingDay(day)) {
                counted++;
            }
        }
        return counted;
    }

    private Set<LocalDate> bankHolidays(Year year) {
        return years.computeIfAbsent(
                year,
                y ->
                        holidays.getHolidays(y, ENGLAND).stream()
                                .map(Holiday::getDate)
                                .collect(Collectors.toUnmodifiableSet()));
    }
}
