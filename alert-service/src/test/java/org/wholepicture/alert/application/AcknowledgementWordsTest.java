package org.wholepicture.alert.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be taken as the reason of an acknowledgement. */
class AcknowledgementWordsTest {

    @Test
    void wordsAreTakenWithoutTheSpacesAround() {
        assertThat(AcknowledgeAlert.check("  Will visit.\r\nAnd ask.  "))
                .isEqualTo(new AcknowledgeAlert.Checked.Fit("Will visit.\nAnd ask."));
    }

    @Test
    void theLongestReasonIsTaken() {
        assertThat(AcknowledgeAlert.check("x".repeat(2_000)))
                .isInstanceOf(AcknowledgeAlert.Checked.Fit.class);
        assertThat(AcknowledgeAlert.check("x".repeat(2_001)))
                .isInstanceOf(AcknowledgeAlert.Checked.Unfit.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t ", "a\u0000b", "a\u001b[31mb", "half \ud800 of a pair"})
    void otherWordsAreNot(String words) {
        assertThat(AcknowledgeAlert.check(words))
                .isInstanceOf(AcknowledgeAlert.Checked.Unfit.class);
    }
}
