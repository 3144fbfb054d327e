package org.wholepicture.chronology.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Silence, at its edges [readings.md A03]. */
class CoverageTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-10");
    private static final Instant BEFORE = Instant.parse("2026-03-11T00:00:00Z");
    private static final AgencyId SCHOOL = new AgencyId("school");

    private static Coverage.State state(@Nullable String last, @Nullable String connectedSince) {
        return Coverage.of(
                        List.of(
                                new Coverage.Agency(
                                        SCHOOL,
                                        "School",
                                        true,
                                        connectedSince == null
                                                ? null
                                                : Instant.parse(connectedSince))),
                        last == null ? Map.of() : Map.of(SCHOOL, LocalDate.parse(last)),
                        TODAY,
                        BEFORE,
                        Duration.ofDays(28))
                .getFirst()
                .state();
    }

    @Test
    void silenceBeginsTheDayAfterTheLastDayAllowed() {
        String since = "2026-01-01T00:00:00Z";

        assertThat(state("2026-02-11", since))
                .isEqualTo(new Coverage.Heard(LocalDate.parse("2026-02-11"), 27));
        assertThat(state("2026-02-10", since))
                .isEqualTo(new Coverage.Heard(LocalDate.parse("2026-02-10"), 28));
        assertThat(state("2026-02-09", since))
                .isEqualTo(new Coverage.Silent(LocalDate.parse("2026-02-09"), 29));
    }

    @Test
    void whatIsSaidToHappenTomorrowCountsAsToday() {
        assertThat(state("2026-03-11", "2026-01-01T00:00:00Z"))
                .isEqualTo(new Coverage.Heard(LocalDate.parse("2026-03-11"), 0));
    }

    @Test
    void anAgencyThatNeverSentAnythingIsNotConnected() {
        assertThat(state(null, null)).isEqualTo(new Coverage.NotConnected());
        assertThat(state(null, "2026-03-10T23:59:59Z")).isEqualTo(new Coverage.NothingReceived());
        assertThat(state(null, "2026-03-11T00:00:00Z")).isEqualTo(new Coverage.NotConnected());
    }

    @Test
    void anAgencyThatLeftIsListedOnlyWhereItWasHeard() {
        List<Coverage.Agency> left =
                List.of(new Coverage.Agency(SCHOOL, "School", false, Instant.EPOCH));

        assertThat(Coverage.of(left, Map.of(), TODAY, BEFORE, Duration.ofDays(28))).isEmpty();
        assertThat(Coverage.of(left, Map.of(SCHOOL, TODAY), TODAY, BEFORE, Duration.ofDays(28)))
                .hasSize(1);
    }
}
