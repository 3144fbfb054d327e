package org.wholepicture.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wholepicture.platform.testsupport.Contracts;
import org.wholepicture.platform.testsupport.Contracts.Example;

class TallyTest {

    static Stream<Example> examples() {
        return Contracts.examples("tallies");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsRead(Example example) {
        Tally tally = Tally.read(example.data());

        assertThat(tally.day()).isEqualTo(LocalDate.of(2026, 1, 5));
        assertThat(tally.from()).isEqualTo("2026-01-05T00:00:00Z");
        assertThat(Tally.counts(Tally.json(tally.filed()))).isEqualTo(tally.filed());
    }

    @Test
    void whatAgreesHasNoDifference() {
        assertThat(filed(Map.of("school", 2L)).difference(Map.of("school", 2L))).isEmpty();
        assertThat(filed(Map.of()).difference(Map.of())).isEmpty();
    }

    @Test
    void aDifferenceIsByAgencyAndSaysWhichWay() {
        assertThat(
                        filed(Map.of("school", 2L, "police", 1L, "gp", 3L))
                                .difference(Map.of("school", 1L, "police", 1L, "housing", 4L)))
                .isEqualTo(Map.of("school", 1L, "gp", 3L, "housing", -4L));
    }

    @Test
    void whatIsNoTallyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tally.read(EnvelopeJson.newObject().put("day", "2026-01-05")));
    }

    private static Tally filed(Map<String, Long> counts) {
        return new Tally(LocalDate.of(2026, 1, 5), Instant.parse("2026-01-06T00:00:00Z"), counts);
    }
}
