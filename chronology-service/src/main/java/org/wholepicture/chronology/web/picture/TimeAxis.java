package org.wholepicture.chronology.web.picture;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Days on a line from left to right.
 *
 * @param from the first day
 * @param to the last day, after the first
 * @param left where the first day stands
 * @param right where the last day stands
 */
record TimeAxis(LocalDate from, LocalDate to, double left, double right) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.UK);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM", Locale.UK);

    /** Room for a label of a tick. */
    private static final double ROOM = 56;

    private static final int DAYS_IN_MONTH = 30;
    private static final int WEEKS_UP_TO_DAYS = 120;

    /**
     * A place on the axis.
     *
     * @param label day or month; the year alone where years are counted
     * @param year to stand below it; empty where the one before has the same
     */
    record Tick(double x, String label, String year) {}

    double x(LocalDate day) {
        double days = ChronoUnit.DAYS.between(from, to);
        double place = left + (right - left) * ChronoUnit.DAYS.between(from, day) / days;
        return Math.clamp(place, left, right);
    }

    boolean holds(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    /** Mondays, firsts of months or of years, as many as there is room for. */
    List<Tick> ticks() {
        long days = ChronoUnit.DAYS.between(from, to);
        double most = Math.max(2, Math.floor((right - left) / ROOM));
        return days <= WEEKS_UP_TO_DAYS
                ? weeks((int) Math.ceil(days / 7.0 / most))
                : months(everyMonths((int) Math.ceil(days / (double) DAYS_IN_MONTH / most)));
    }

    private static int everyMonths(int atLeast) {
        for (int months : new int[] {1, 2, 3, 6, 12, 24, 60}) {
            if (months >= atLeast) {
                return months;
            }
        }
        return 120;
    }

    private List<Tick> weeks(int every) {
        List<Tick> ticks = new ArrayList<>();
        int year = 0;
        LocalDate day = from.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
        for (; !day.isAfter(to); day = day.plusWeeks(Math.max(1, every))) {
            ticks.add(new Tick(x(day), DAY.format(day), year(day, year)));
            year = day.getYear();
        }
        return ticks;
    }

    private List<Tick> months(int every) {
        List<Tick> ticks = new ArrayList<>();
        int year = 0;
        LocalDate day =
                every >= 12
                        ? from.with(TemporalAdjusters.firstDayOfNextYear())
                        : from.with(TemporalAdjusters.firstDayOfNextMonth());
        while (every < 12 && (day.getMonthValue() - 1) % every != 0) {
            day = day.plusMonths(1);
        }
        for (; !day.isAfter(to); day = day.plusMonths(every)) {
            if (every >= 12) {
                ticks.add(new Tick(x(day), String.valueOf(day.getYear()), ""));
            } else {
                ticks.add(new Tick(x(day), MONTH.format(day), year(day, year)));
                year = day.getYear();
            }
        }
        return ticks;
    }

    private static String year(LocalDate day, int before) {
        return day.getYear() == before ? "" : String.valueOf(day.getYear());
    }

    /** Draws the labels above a line and thin lines below it, down to the bottom. */
    void draw(Svg svg, double top, double bottom) {
        double labelled = Double.NEGATIVE_INFINITY;
        for (Tick tick : ticks()) {
            svg.line(tick.x(), top, tick.x(), bottom, "#dee0e2", 1);
            if (tick.x() - labelled < ROOM - 12 || tick.x() > right - 12) {
                continue;
            }
            labelled = tick.x();
            if (!tick.year().isEmpty()) {
                svg.text(tick.x(), top - 20, tick.year(), 13, Svg.INK, "middle", "bold");
            }
            svg.text(tick.x(), top - 5, tick.label(), 13, Svg.INK, "middle", "normal");
        }
    }
}
