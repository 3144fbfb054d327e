package org.wholepicture.alert.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wholepicture.alert.domain.Severity;

/** When people are told of an alert (design.md E-mail). */
class MailTimesTest {

    @ParameterizedTest
    @CsvSource({
        // winter: London is UTC
        "HIGH, 2026-01-19T03:00:00Z, 2026-01-19T03:00:00Z",
        "MED,  2026-01-19T00:00:00Z, 2026-01-19T11:00:00Z",
        "MED,  2026-01-19T11:00:00Z, 2026-01-19T11:00:00Z",
        "MED,  2026-01-19T11:00:01Z, 2026-01-19T15:30:00Z",
        "MED,  2026-01-19T15:30:01Z, 2026-01-20T11:00:00Z",
        "LOW,  2026-01-19T08:30:00Z, 2026-01-19T08:30:00Z",
        "LOW,  2026-01-19T08:30:01Z, 2026-01-20T08:30:00Z",
        // summer: London is an hour ahead
        "MED,  2026-07-06T10:00:00Z, 2026-07-06T10:00:00Z",
        "MED,  2026-07-06T10:00:01Z, 2026-07-06T14:30:00Z",
        "LOW,  2026-07-06T07:30:01Z, 2026-07-07T07:30:00Z",
        // the night the clocks go forward, and the one they go back
        "MED,  2026-03-28T20:00:00Z, 2026-03-29T10:00:00Z",
        "MED,  2026-10-24T20:00:00Z, 2026-10-25T11:00:00Z"
    })
    void followsTheClockInLondon(Severity severity, Instant raised, Instant due) {
        assertThat(Telling.due(severity, raised)).isEqualTo(due);
    }
}
