package org.wholepicture.referral.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days away, joined and within their bounds. */
class AbsencesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    @Test
    void whatOverlapsOrFollowsIsOneAndInOrder() {
        Absences absences =
                Absences.of(
                        List.of(
                                of("2026-03-20", "2026-03-22"),
                                of("2026-03-05", "2026-03-06"),
                                of("2026-03-02", "2026-03-04"),
                                of("2026-03-21", "2026-03-21"),
                                of("2026-03-08", "2026-03-08")));

        assertThat(absences.all())
                .containsExactly(
                        of("2026-03-02", "2026-03-06"),
                        of("2026-03-08", "2026-03-08"),
                        of("2026-03-20", "2026-03-22"));
    }

    @Test
    void theFirstAndTheLastDayAreAmongThem() {
        Absences absences = Absences.NONE.with(of("2026-03-05", "2026-03-06"));

        assertThat(absences.include(LocalDate.of(2026, 3, 4))).isFalse();
        assertThat(absences.include(LocalDate.of(2026, 3, 5))).isTrue();
        assertThat(absences.include(LocalDate.of(2026, 3, 6))).isTrue();
        assertThat(absences.include(LocalDate.of(2026, 3, 7))).isFalse();
    }

    @Test
    void whatIsOverIsLeftOutAndTheLastDayIsNotOver() {
        Absences absences =
                Absences.of(List.of(of("2026-02-01", "2026-03-01"), of("2026-02-01", "2026-03-02")))
                        .with(of("2026-01-05", "2026-01-09"));

        assertThat(absences.notOverBy(TODAY).all()).containsExactly(of("2026-02-01", "2026-03-02"));
    }

    @Test
    void oneIsTakenBackByItsFirstDay() {
        Absences absences =
                Absences.of(
                        List.of(of("2026-03-05", "2026-03-06"), of("2026-04-01", "2026-04-01")));

        assertThat(absences.without(LocalDate.of(2026, 3, 5)).all())
                .containsExactly(of("2026-04-01", "2026-04-01"));
        assertThat(absences.without(LocalDate.of(2026, 3, 6))).isEqualTo(absences);
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource(
            nullValues = "none",
            value = {
                "2026-03-02, 2026-03-02, none",
                "2026-03-03, 2026-03-02, The last day is before the first day.",
                "2026-03-02, 2027-03-02, none",
                "2026-03-02, 2027-03-03, An absence has at most 366 days.",
                "2028-02-01, 2028-03-02, none",
                "2028-02-01, 2028-03-03, The last day is more than two years ahead."
            })
    void hasBounds(LocalDate from, LocalDate to, String fault) {
        assertThat(Absences.fault(from, to, TODAY).orElse(null)).isEqualTo(fault);
    }

    private static Absence of(String from, String to) {
        return new Absence(LocalDate.parse(from), LocalDate.parse(to));
    }
}
