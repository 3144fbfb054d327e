package org.wholepicture.alert.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rules, the life of alerts and the rows of mails under 100,000 seeded schedules; {@code ./wp
 * simulate} plays more. A seed that ever failed is kept below.
 */
class SimulationTest {

    private static final long SCHEDULES = Long.getLong("wp.simulation.schedules", 100_000);
    private static final long FIRST = Long.getLong("wp.simulation.first", 1);

    @Test
    void whateverHappensTheAlertsAndMailsAreThoseOfTheFacts() {
        LongStream.range(FIRST, FIRST + SCHEDULES).parallel().forEach(Simulation::play);

        assertThat(SimulatedService.differences()).as("differences in the nights").isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {807, 2705, 51490})
    void neverAgain(long seed) {
        Simulation.play(seed);
    }
}
