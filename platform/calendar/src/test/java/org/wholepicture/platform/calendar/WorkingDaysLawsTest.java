package org.wholepicture.platform.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for counting working days from any day. */
class WorkingDaysLawsTest {

    private final WorkingDays england = WorkingDays.ofEngland();

    @Property(seed = "20260302", tries = 500)
    void theEndIsAWorkingDay(
            @ForAll("days") LocalDate start, @ForAll @IntRange(min = 1, max = 60) int n) {
        assertThat(england.isWorkingDay(england.plus(start, n))).isTrue();
    }

    @Property(seed = "20260302", tries = 500)
    void exactlyNWorkingDaysLieBetween(
            @ForAll("days") LocalDate start, @ForAll @IntRange(min = 1, max = 60) int n) {
        LocalDate end = england.plus(start, n);

        Stream<LocalDate> after = start.plusDays(1).datesUntil(end.plusDays(1));

        assertThat(after.filter(england::isWorkingDay)).hasSize(n);
    }

    @Property(seed = "20260302", tries = 500)
    void countingInTwoStepsEndsOnTheSameDay(
            @ForAll("days") LocalDate start,
            @ForAll @IntRange(min = 1, max = 30) int first,
            @ForAll @IntRange(min = 1, max = 30) int second) {
        assertThat(england.plus(england.plus(start, first), second))
                .isEqualTo(england.plus(start, first + second));
    }

    @Property(seed = "20260302", tries = 500)
    void aLaterStartNeverEndsEarlier(
            @ForAll("days") LocalDate start, @ForAll @IntRange(min = 1, max = 60) int n) {
        assertThat(england.plus(start.plusDays(1), n)).isAfterOrEqualTo(england.plus(start, n));
    }

    @Property(seed = "20260302", tries = 500)
    void asManyLieBetweenAsWereCounted(
            @ForAll("days") LocalDate start, @ForAll @IntRange(min = 1, max = 60) int n) {
        assertThat(england.between(start, england.plus(start, n))).isEqualTo(n);
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.parse("2020-01-01").toEpochDay(),
                        LocalDate.parse("2035-12-31").toEpochDay())
                .map(LocalDate::ofEpochDay);
    }
}
