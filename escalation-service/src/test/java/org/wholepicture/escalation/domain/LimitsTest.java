package org.wholepicture.escalation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Dates pinned by hand: readings A01 and A50 over holidays, clock changes and the ends of years.
 */
class LimitsTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final Limits limits = new Limits(England.plain(), LONDON);

    @ParameterizedTest(name = "{0}: {2} working days from {1} end on {3}")
    @CsvSource({
        "an ordinary week, 2026-03-02T09:00:00Z, 1, 2026-03-03",
        "over a weekend, 2026-03-06T16:59:00Z, 1, 2026-03-09",
        "raised on a Saturday, 2026-03-07T10:00:00Z, 1, 2026-03-09",
        "Christmas 2026 from Christmas Eve, 2026-12-24T10:00:00Z, 1, 2026-12-29",
        "Christmas 2026 to the new year, 2026-12-24T10:00:00Z, 3, 2026-12-31",
        "Christmas 2026 over the new year, 2026-12-24T10:00:00Z, 5, 2027-01-05",
        "Easter 2027 from Maundy Thursday, 2027-03-25T10:00:00Z, 1, 2027-03-30",
        "Easter 2027 three days, 2027-03-24T10:00:00Z, 3, 2027-03-31",
        "the 2027 substitutes, 2027-12-24T10:00:00Z, 1, 2027-12-29",
        "the 2027 substitutes over the new year, 2027-12-24T10:00:00Z, 5, 2028-01-05",
        "a leap day counts, 2028-02-28T10:00:00Z, 1, 2028-02-29",
        "past a leap day, 2028-02-28T10:00:00Z, 2, 2028-03-01",
        // In London it is the next day already: an hour after midnight in summer, by UTC before.
        "late in the evening of summer time, 2026-06-01T23:30:00Z, 1, 2026-06-03",
        "late in the evening of winter time, 2026-02-02T23:30:00Z, 1, 2026-02-03"
    })
    void aLimitEndsOnAPinnedDay(String what, Instant began, int days, LocalDate lastDay) {
        assertThat(limits.lastDay(began, days)).isEqualTo(lastDay);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "winter, 2026-03-03, 2026-03-03T09:00:00Z, 2026-03-04T00:00:00Z",
        "summer, 2026-06-03, 2026-06-03T08:00:00Z, 2026-06-03T23:00:00Z",
        // The clocks change on Sunday 29 March and Sunday 25 October 2026.
        "the Friday before the clocks go forward, 2026-03-27, 2026-03-27T09:00:00Z,"
                + " 2026-03-28T00:00:00Z",
        "the Monday after, 2026-03-30, 2026-03-30T08:00:00Z, 2026-03-30T23:00:00Z",
        "the Friday before they go back, 2026-10-23, 2026-10-23T08:00:00Z, 2026-10-23T23:00:00Z",
        "the Monday after that, 2026-10-26, 2026-10-26T09:00:00Z, 2026-10-27T00:00:00Z",
        "the end of a year, 2026-12-31, 2026-12-31T09:00:00Z, 2027-01-01T00:00:00Z",
        "a leap day, 2028-02-29, 2028-02-29T09:00:00Z, 2028-03-01T00:00:00Z"
    })
    void theClockSpeaksAtNineOfTheLastDayAndWhenItIsOver(
            String what, LocalDate lastDay, Instant reminder, Instant overdue) {
        assertThat(limits.due(TimerKind.REMINDER, lastDay)).isEqualTo(reminder);
        assertThat(limits.due(TimerKind.OVERDUE, lastDay)).isEqualTo(overdue);
    }

    @Test
    void aHolidayAnnouncedLateMovesTheLimitOfAStageUnderWay() {
        Instant began = Instant.parse("2027-06-10T10:00:00Z");
        LocalDate told = limits.lastDay(began, 2);
        Instant announced = Instant.parse("2027-06-11T15:00:00Z");
        Limits after = new Limits(England.closedOn("2027-06-14"), LONDON);

        assertThat(told).isEqualTo("2027-06-14");
        assertThat(after.lastDay(began, 2, Optional.of(told), announced)).isEqualTo("2027-06-15");
    }

    @Test
    void aHolidayTakenBackLeavesAWholeWorkingDayAndNeverMoreThanBefore() {
        Instant began = Instant.parse("2027-06-10T10:00:00Z");
        Optional<LocalDate> told = Optional.of(LocalDate.parse("2027-06-15"));

        assertThat(limits.lastDay(began, 2, told, Instant.parse("2027-06-10T12:00:00Z")))
                .as("while there is time")
                .isEqualTo("2027-06-14");
        assertThat(limits.lastDay(began, 2, told, Instant.parse("2027-06-14T12:00:00Z")))
                .as("on what would be the last day")
                .isEqualTo("2027-06-15");
        assertThat(limits.lastDay(began, 2, told, Instant.parse("2027-06-15T12:00:00Z")))
                .as("on the day that people were told")
                .isEqualTo("2027-06-15");
    }

    @Test
    void aShorterLimitMakesNobodyLateToday() {
        Instant began = Instant.parse("2026-03-02T10:00:00Z");
        Optional<LocalDate> told = Optional.of(limits.lastDay(began, 5));

        LocalDate shorter = limits.lastDay(began, 1, told, Instant.parse("2026-03-05T10:00:00Z"));

        assertThat(told).contains(LocalDate.parse("2026-03-09"));
        assertThat(shorter).isEqualTo("2026-03-06");
    }

    @ParameterizedTest(name = "limit {0}, on {1}: {2}")
    @CsvSource({
        "2026-03-06, 2026-03-02, 4",
        "2026-03-06, 2026-03-06, 0",
        "2026-03-06, 2026-03-07, -1",
        "2026-03-06, 2026-03-09, -1",
        "2026-03-06, 2026-03-10, -2",
        "2026-12-29, 2026-12-24, 1"
    })
    void daysLeftAreWorkingDays(LocalDate lastDay, LocalDate today, int left) {
        assertThat(limits.daysLeft(lastDay, today)).isEqualTo(left);
    }
}
