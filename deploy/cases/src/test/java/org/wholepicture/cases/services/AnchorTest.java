package org.wholepicture.cases.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Day 0 is the latest Monday from which the story's last day is not after today. */
class AnchorTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 16);

    @Test
    void aStoryThatFitsExactlyEndsToday() {
        assertThat(Anchor.endingBy(MONDAY.plusDays(70), 70).dayZero()).isEqualTo(MONDAY);
    }

    @Test
    void oneDayEarlierMovesItAWholeWeekBack() {
        assertThat(Anchor.endingBy(MONDAY.plusDays(69), 70).dayZero())
                .isEqualTo(MONDAY.minusDays(7));
    }

    @Test
    void oneDayLaterLeavesItWhereItIs() {
        assertThat(Anchor.endingBy(MONDAY.plusDays(71), 70).dayZero()).isEqualTo(MONDAY);
    }

    @Test
    void dayZeroIsAMondayForEveryToday() {
        for (int day = 0; day < 14; day++) {
            assertThat(Anchor.endingBy(MONDAY.plusDays(day), 33).dayZero().getDayOfWeek())
                    .isEqualTo(DayOfWeek.MONDAY);
        }
    }

    @Test
    void daysAndDatesLeadToEachOther() {
        Anchor anchor = new Anchor(MONDAY);

        assertThat(anchor.date(-1)).isEqualTo(LocalDate.of(2026, 3, 15));
        assertThat(anchor.day(anchor.date(56))).isEqualTo(56);
    }
}
