package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts from 1 to 5 are withheld, and what they follow from (domain.md C6). */
class SmallCountsTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "1, c", "5, c", "6, 6", "40, 40"})
    void aCountThatIsNoPartOfASum(int count, String shown) {
        assertThat(SmallCounts.alone(count)).isEqualTo(shown);
    }

    @Test
    void ofPartsWithASumAllAreShownOrNone() {
        assertThat(SmallCounts.parts(List.of(12, 0, 9))).containsExactly("12", "0", "9");
        assertThat(SmallCounts.parts(List.of(12, 3, 9))).containsExactly("c", "c", "c");
    }
}
