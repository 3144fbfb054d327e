package org.wholepicture.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class HeldPartitionsTest {

    private static final TopicPartition ONE = new TopicPartition("child-events", 1);
    private static final TopicPartition OTHER = new TopicPartition("child-events", 2);

    /** Readings of {@code System.nanoTime()} mean nothing by themselves and may be below zero. */
    private static final long BEGIN = -5;

    private final HeldPartitions held = new HeldPartitions();

    @Test
    void pausesTwiceAsLongEachTimeUpToAMinute() {
        List<Long> pauses =
                List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).stream()
                        .map(_ -> held.failed(ONE, 7, BEGIN).pause().toMillis())
                        .toList();

        assertThat(pauses)
                .startsWith(200L, 400L, 800L)
                .endsWith(51_200L, 60_000L, 60_000L, 60_000L);
    }

    @Test
    void saysHowLongThePlaceHasBeenWaitedFor() {
        held.failed(ONE, 7, BEGIN);

        HeldPartitions.Hold hold = held.failed(ONE, 7, BEGIN + Duration.ofMinutes(3).toNanos());

        assertThat(hold.waiting()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void onlyThePlaceThatFailedIsWaitedFor() {
        held.failed(ONE, 7, BEGIN);
        long later = BEGIN + Duration.ofMinutes(3).toNanos();

        assertThat(held.waiting(ONE, 7, later)).isEqualTo(Duration.ofMinutes(3));
        assertThat(held.waiting(ONE, 8, later)).isZero();
        assertThat(held.waiting(OTHER, 7, later)).isZero();
    }

    @Test
    void anotherPlaceBeginsAnew() {
        held.failed(ONE, 7, BEGIN);

        HeldPartitions.Hold hold = held.failed(ONE, 8, BEGIN + Duration.ofMinutes(3).toNanos());

        assertThat(hold).isEqualTo(new HeldPartitions.Hold(Duration.ofMillis(200), Duration.ZERO));
    }

    @Test
    void pausesUntilThePauseHasEndedAndStaysMarked() {
        held.failed(ONE, 7, BEGIN);
        long after = BEGIN + Duration.ofMillis(200).toNanos();

        assertThat(held.pausing(after - 1)).containsExactly(ONE);
        assertThat(held.pausing(after)).isEmpty();
        assertThat(held.holdsAny(List.of(OTHER, ONE))).isTrue();
        assertThat(held.holdsAny(List.of(OTHER))).isFalse();
    }

    @Test
    void goesOnOnceTheRecordItselfPassed() {
        held.failed(ONE, 7, BEGIN);

        held.passed(ONE, 6);
        assertThat(held.count()).isEqualTo(1);
        held.passed(ONE, 7);
        assertThat(held.count()).isZero();
    }

    @Test
    void forgetsWhatSomebodyElseReadsNow() {
        held.failed(ONE, 7, BEGIN);
        held.failed(OTHER, 3, BEGIN);

        held.keep(Set.of(OTHER));

        assertThat(held.pausing(BEGIN)).containsExactly(OTHER);
    }
}
