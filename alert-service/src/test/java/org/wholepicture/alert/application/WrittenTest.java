package org.wholepicture.alert.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be taken as the reason of an acknowledgement. */
class WrittenTest {

    @Test
    void wordsAreTakenWithoutTheSpacesAround() {
        assertThat(Written.reason("  Will visit.\r\nAnd ask.  "))
                .isEqualTo(new Written.Fit("Will visit.\nAnd ask."));
    }

    @Test
    void theLongestReasonIsTaken() {
        assertThat(Written.reason("x".repeat(2_000))).isInstanceOf(Written.Fit.class);
        assertThat(Written.reason("x".repeat(2_001))).isInstanceOf(Written.Unfit.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t ", "a\u0000b", "a\u001b[31mb", "half \ud800 of a pair"})
    void otherWordsAreNot(String words) {
        assertThat(Written.reason(words)).isInstanceOf(Written.Unfit.class);
    }
}
