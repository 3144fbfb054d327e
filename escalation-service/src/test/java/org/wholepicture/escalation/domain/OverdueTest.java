package org.wholepicture.escalation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wholepicture.escalation.domain.Overdue.Begun;
import org.wholepicture.escalation.domain.Overdue.Passed;

/** ESC-OVERDUE, the day before, the day, the day after (reading A50). */
class OverdueTest {

    @Test
    void aStageLeftOnItsLastDayIsInTime() {
        assertThat(overdue("2026-03-03", List.of(begun(1, "2026-03-02")), "2026-12-31")).isEmpty();
    }

    @Test
    void aStageLeftTheDayAfterIsOverdueFromThatDay() {
        assertThat(overdue("2026-03-04", List.of(begun(1, "2026-03-02")), "2026-12-31"))
                .containsExactly(passed(1, "2026-03-04"));
    }

    @Test
    void itIsOverdueOnTheNextCalendarDayWorkingDayOrNot() {
        assertThat(overdue(null, List.of(begun(1, "2026-03-05")), "2026-12-31"))
                .containsExactly(passed(1, "2026-03-07"));
    }

    @Test
    void whatIsYetToComeIsNotOverdue() {
        assertThat(overdue(null, List.of(begun(1, "2026-03-02")), "2026-03-03")).isEmpty();
    }

    @Test
    void aStageBeyondTheListHasTheLastLimit() {
        assertThat(overdue(null, List.of(begun(7, "2026-03-02")), "2026-12-31"))
                .containsExactly(passed(7, "2026-03-10"));
    }

    /**
     * Raised on a Wednesday, moved up on Thursday and on the Monday after, resolved on Wednesday.
     */
    @Test
    void thePathOfPhysicalHarmDisclosedIsOverdueOnce() {
        List<Begun> path =
                List.of(begun(3, "2026-01-12"), begun(1, "2026-01-07"), begun(2, "2026-01-08"));

        assertThat(overdue("2026-01-14", path, "2026-02-14"))
                .containsExactly(passed(2, "2026-01-10"));
    }

    private static List<Passed> overdue(
            @org.jspecify.annotations.Nullable String ended, List<Begun> begun, String until) {
        return Overdue.of(
                begun,
                Optional.ofNullable(ended).map(LocalDate::parse),
                Settings.DEFAULTS,
                England.plain(),
                LocalDate.parse(until));
    }

    private static Begun begun(int stage, String on) {
        return new Begun(stage, LocalDate.parse(on));
    }

    private static Passed passed(int stage, String on) {
        return new Passed(stage, LocalDate.parse(on));
    }
}
