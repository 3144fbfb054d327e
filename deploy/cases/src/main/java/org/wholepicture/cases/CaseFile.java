package org.wholepicture.cases;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One case history, read and found sound: every code known, every reference resolved.
 *
 * @param file where it was read from
 * @param id of the case, unique in its folder
 * @param startDay first day that is compared; earlier days are evaluated too (reading A51)
 * @param endDay last day that is evaluated and compared
 * @param events in the order of the file
 * @param expected exactly what must be raised, in the order of the file; null when the file does
 *     not say
 * @param mustNotFire rules that a careless implementation raises here
 */
public record CaseFile(
        Path file,
        String id,
        String title,
        int startDay,
        int endDay,
        List<CaseChild> children,
        List<CaseAdult> adults,
        List<CaseEvent> events,
        @Nullable List<ExpectedAlert> expected,
        Set<String> mustNotFire) {

    /** Day 0 of every case history: Monday 5 January 2026. */
    public static final LocalDate DAY_ZERO = LocalDate.of(2026, 1, 5);

    /** Days are calendar days here. */
    public static final ZoneId ZONE = ZoneId.of("Europe/London");

    /** Copies its lists. */
    public CaseFile {
        children = List.copyOf(children);
        adults = List.copyOf(adults);
        events = List.copyOf(events);
        expected = expected == null ? null : List.copyOf(expected);
        mustNotFire = Set.copyOf(mustNotFire);
    }

    /** The calendar day of a day number. */
    public static LocalDate date(int day) {
        return DAY_ZERO.plusDays(day);
    }

    /** The day number of a calendar day. */
    public static int day(LocalDate date) {
        return Math.toIntExact(date.toEpochDay() - DAY_ZERO.toEpochDay());
    }

    /**
     * The event of that id.
     *
     * @throws IllegalArgumentException when there is none; references of a read file always resolve
     */
    public CaseEvent event(String eventId) {
        return events.stream()
                .filter(event -> event.id().equals(eventId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no event " + eventId));
    }
}
