package org.wholepicture.platform.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The days that count, pinned by hand from the published list of bank holidays. */
class WorkingDaysTest {

    private final WorkingDays england = WorkingDays.ofEngland();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31",
                "2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03",
                "2027-05-31", "2027-08-30", "2027-12-27", "2027-12-28"
            })
    void aBankHolidayOfEnglandDoesNotCount(LocalDate day) {
        assertThat(england.isWorkingDay(day)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // 2 January and 3 August are holidays in Scotland, 17 March and 13 July in Northern
                // Ireland.
                "2026-01-02",
                "2026-03-17",
                "2026-07-13",
                "2026-08-03",
                "2026-11-30",
                "2026-12-24",
                "2026-12-29",
                "2026-04-02",
                "2026-04-07",
                "2027-12-29"
            })
    void aHolidayOfAnotherPartOfTheKingdomCounts(LocalDate day) {
        assertThat(england.isWorkingDay(day)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-07", "2026-03-08", "2026-12-26"})
    void aWeekendDoesNotCount(LocalDate day) {
        assertThat(england.isWorkingDay(day)).isFalse();
    }

    @ParameterizedTest(name = "{1} working days after {0} is {2}")
    @CsvSource({
        // from a Monday, a Friday, a Saturday
        "2026-03-02, 1, 2026-03-03",
        "2026-03-06, 1, 2026-03-09",
        "2026-03-07, 1, 2026-03-09",
        // over Easter 2026: Good Friday is the 3rd, Easter Monday the 6th
        "2026-04-02, 1, 2026-04-07",
        "2026-04-03, 2, 2026-04-08",
        // over Christmas 2026: Boxing Day is a Saturday, its substitute the 28th
        "2026-12-24, 1, 2026-12-29",
        "2026-12-24, 4, 2027-01-04",
        // over Christmas 2027: both fall on a weekend
        "2027-12-24, 1, 2027-12-29"
    })
    void theStartNeverCounts(LocalDate start, int n, LocalDate expected) {
        assertThat(england.plus(start, n)).isEqualTo(expected);
    }

    @Test
    void aClosureDayOfThePartnershipDoesNotCount() {
        WorkingDays closed = WorkingDays.ofEngland(Set.of(LocalDate.parse("2026-03-03")));

        assertThat(closed.plus(LocalDate.parse("2026-03-02"), 1)).isEqualTo("2026-03-04");
    }

    @Test
    void aBankHolidayThatIsMovedCountsWhereItWasAndNotWhereItIs() {
        // As the early May holiday of 2020 was moved to a Friday, and announced a year before.
        WorkingDays moved =
                WorkingDays.ofEngland(
                        Set.of(LocalDate.parse("2027-05-07")),
                        Set.of(LocalDate.parse("2027-05-03")));

        assertThat(moved.plus(LocalDate.parse("2027-04-30"), 1)).isEqualTo("2027-05-03");
        assertThat(moved.plus(LocalDate.parse("2027-05-06"), 1)).isEqualTo("2027-05-10");
    }

    @Test
    void anOpeningMakesNoWorkingDayOfAWeekendOrOfAClosure() {
        Set<LocalDate> saturdayAndMonday =
                Set.of(LocalDate.parse("2026-03-07"), LocalDate.parse("2026-03-09"));

        WorkingDays days =
                WorkingDays.ofEngland(Set.of(LocalDate.parse("2026-03-09")), saturdayAndMonday);

        assertThat(saturdayAndMonday).noneMatch(days::isWorkingDay);
    }

    @ParameterizedTest(name = "after {0} through {1} there are {2}")
    @CsvSource({
        "2026-03-02, 2026-03-02, 0",
        "2026-03-02, 2026-03-03, 1",
        "2026-03-06, 2026-03-08, 0",
        "2026-03-06, 2026-03-09, 1",
        "2026-04-02, 2026-04-07, 1",
        "2026-12-24, 2027-01-04, 4",
        "2026-03-05, 2026-03-02, 0"
    })
    void daysBetweenLeaveTheFirstOut(LocalDate after, LocalDate through, int expected) {
        assertThat(england.between(after, through)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1001})
    void anOddNumberOfDaysIsRefused(int n) {
        assertThatThrownBy(() -> england.plus(LocalDate.parse("2026-03-02"), n))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
