package org.wholepicture.escalation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.calendar.WorkingDays;

/**
 * Three years of virtual time with a million timers, from a Monday in 2026 over two Christmases,
 * three Easters, a leap day, six clock changes, a holiday announced late and one moved. The clock
 * is read at uneven intervals, stands still as a dispatcher that is down, and some claims are lost
 * and taken again. Each timer fires once, on its day, never early, and late by no more than the
 * clock stood still.
 */
class ThreeYearsTest {

    private static final long SEED = 20260302;
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration THREE_YEARS = Duration.ofDays(3 * 365 + 1);
    private static final int STAGES = 500_000;

    private static final LocalDate GIVEN_ONCE = LocalDate.parse("2027-09-17");
    private static final Instant ANNOUNCED = Instant.parse("2027-09-15T14:00:00Z");
    private static final LocalDate MOVED_AWAY = LocalDate.parse("2028-05-01");
    private static final LocalDate MOVED_TO = LocalDate.parse("2028-05-05");

    /** What is published for England from 2026 to 2029, by hand; independent of the product's. */
    private static final Set<LocalDate> HOLIDAYS = new HashSet<>();

    static {
        for (String day :
                """
                2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
                2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27
                2027-12-28 2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28
                2028-12-25 2028-12-26 2029-01-01 2029-03-30 2029-04-02
                """
                        .strip()
                        .split("\\s+")) {
            HOLIDAYS.add(LocalDate.parse(day));
        }
    }

    private final Limits before =
            limits(WorkingDays.ofEngland(Set.of(MOVED_TO), Set.of(MOVED_AWAY)));
    private final Limits after =
            limits(WorkingDays.ofEngland(Set.of(MOVED_TO, GIVEN_ONCE), Set.of(MOVED_AWAY)));

    private final Instant[] began = new Instant[STAGES];
    private final int[] workingDays = new int[STAGES];
    private final LocalDate[] lastDay = new LocalDate[STAGES];
    private final Instant[][] due = new Instant[STAGES][TimerKind.values().length];
    private final byte[][] fired = new byte[STAGES][TimerKind.values().length];

    /** A timer in the queue; stale when its stage has been planned anew since. */
    private record Waiting(Instant due, int stage, int kind) implements Comparable<Waiting> {

        @Override
        public int compareTo(Waiting other) {
            return due.compareTo(other.due);
        }
    }

    @Test
    void aMillionTimersFireOnceEachAndNeverEarly() {
        Random random = new Random(SEED);
        for (int stage = 0; stage < STAGES; stage++) {
            began[stage] =
                    BEGIN.plusSeconds((long) (random.nextDouble() * THREE_YEARS.toSeconds()));
        }
        java.util.Arrays.sort(began);
        PriorityQueue<Waiting> queue = new PriorityQueue<>(200_000);
        Instant now = BEGIN;
        Instant end = BEGIN.plus(THREE_YEARS).plus(Duration.ofDays(60));
        boolean announced = false;
        int next = 0;
        Duration stoodStill = Duration.ZERO;
        while (now.isBefore(end)) {
            stoodStill = step(random);
            now = now.plus(stoodStill);
            if (!announced && !now.isBefore(ANNOUNCED)) {
                announced = true;
                replan(queue, next);
            }
            while (next < STAGES && !began[next].isAfter(now)) {
                workingDays[next] = 1 + random.nextInt(5);
                boolean known = !began[next].isBefore(ANNOUNCED);
                plan(queue, next, (known ? after : before).lastDay(began[next], workingDays[next]));
                if (announced && !known) {
                    // Raised in the step in which it was announced, and planned a moment before.
                    plan(queue, next, moved(next));
                }
                next++;
            }
            fire(queue, now, stoodStill, random);
        }

        assertThat(queue.stream().filter(this::isCurrent)).isEmpty();
        for (int stage = 0; stage < STAGES; stage++) {
            if (fired[stage][0] != 1 || fired[stage][1] != 1 || !isRight(stage)) {
                throw new AssertionError(
                        "stage of %s, %d working days, ends %s, fired %d and %d times"
                                .formatted(
                                        began[stage],
                                        workingDays[stage],
                                        lastDay[stage],
                                        fired[stage][0],
                                        fired[stage][1]));
            }
        }
    }

    /** Seconds to hours; now and then a weekend during which nobody dispatches. */
    private static Duration step(Random random) {
        int kind = random.nextInt(1_000);
        if (kind == 0) {
            return Duration.ofHours(60);
        }
        return kind < 400
                ? Duration.ofSeconds(1 + random.nextInt(60))
                : Duration.ofMinutes(1 + random.nextInt(240));
    }

    private void plan(PriorityQueue<Waiting> queue, int stage, LocalDate day) {
        lastDay[stage] = day;
        for (TimerKind kind : TimerKind.values()) {
            if (fired[stage][kind.ordinal()] == 0) {
                due[stage][kind.ordinal()] = after.due(kind, day);
                queue.add(new Waiting(due[stage][kind.ordinal()], stage, kind.ordinal()));
            }
        }
    }

    private LocalDate moved(int stage) {
        return after.lastDay(
                began[stage], workingDays[stage], Optional.of(lastDay[stage]), ANNOUNCED);
    }

    private void replan(PriorityQueue<Waiting> queue, int known) {
        for (int stage = 0; stage < known; stage++) {
            if (fired[stage][TimerKind.OVERDUE.ordinal()] == 0) {
                plan(queue, stage, moved(stage));
            }
        }
    }

    private void fire(
            PriorityQueue<Waiting> queue, Instant now, Duration stoodStill, Random random) {
        while (!queue.isEmpty() && !queue.peek().due().isAfter(now)) {
            Waiting timer = queue.poll();
            if (!isCurrent(timer)) {
                continue;
            }
            if (random.nextInt(1_000) == 0) {
                // Claimed, and the claimant is gone: it is there for the next one.
                queue.add(timer);
                continue;
            }
            if (now.isBefore(timer.due())
                    || Duration.between(timer.due(), now).compareTo(stoodStill) > 0
                            && !began[timer.stage()].isAfter(timer.due())
                            && !isMoved(timer)) {
                throw new AssertionError("early or late: " + timer + " at " + now);
            }
            fired[timer.stage()][timer.kind()]++;
        }
    }

    /** What the announcement moved may have been due while it was planned anew. */
    private boolean isMoved(Waiting timer) {
        return began[timer.stage()].isBefore(ANNOUNCED)
                && lastDay[timer.stage()].isAfter(GIVEN_ONCE.minusDays(1));
    }

    private boolean isCurrent(Waiting timer) {
        return fired[timer.stage()][timer.kind()] == 0
                && timer.due().equals(due[timer.stage()][timer.kind()]);
    }

    /** Counted day by day from the published list. */
    private boolean isRight(int stage) {
        LocalDate day = LocalDate.ofInstant(began[stage], LONDON);
        for (int counted = 0; counted < workingDays[stage]; ) {
            day = day.plusDays(1);
            boolean holiday =
                    (HOLIDAYS.contains(day) && !day.equals(MOVED_AWAY))
                            || day.equals(MOVED_TO)
                            || day.equals(GIVEN_ONCE);
            boolean weekend =
                    day.getDayOfWeek() == DayOfWeek.SATURDAY
                            || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            if (!holiday && !weekend) {
                counted++;
            }
        }
        return day.equals(lastDay[stage]);
    }

    private static Limits limits(WorkingDays days) {
        return new Limits(new England(days), LONDON);
    }
}
