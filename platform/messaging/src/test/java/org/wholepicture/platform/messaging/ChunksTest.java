package org.wholepicture.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wholepicture.platform.messaging.Chunks.Chunk;

class ChunksTest {

    @Test
    void nothingIsLookedAtWhereNothingIs() {
        assertThat(Chunks.next(0, -1, 10, 1, -1).chunks()).isEmpty();
    }

    @Test
    void whatIsSmallIsLookedAtWhole() {
        assertThat(Chunks.next(0, 25, 10, 1, -1).chunks())
                .containsExactlyInAnyOrder(new Chunk(0, 9), new Chunk(10, 19), new Chunk(20, 29));
    }

    @Test
    void aChunkIsLookedAtOnceInATurn() {
        assertThat(Chunks.next(0, 25, 10, 5, -1).chunks()).doesNotHaveDuplicates().hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1, 1",
        "0, 99, 10, 1",
        "7, 99, 10, 3",
        "3, 12, 1, 30",
        "-5, 40, 7, 2",
        "1, 2, 50, 1"
    })
    void eachTurnHasTheNewestAndARoundHasEverything(
            long lowest, long highest, long size, int older) {
        Set<Long> seen = new HashSet<>();
        long position = -1;
        // Of so many chunks, so many a turn, and one turn more for where the round begins.
        for (long turn = 0; turn <= (highest - lowest) / size / older + 1; turn++) {
            Chunks next = Chunks.next(lowest, highest, size, older, position);
            List<Chunk> chunks = next.chunks();

            assertThat(chunks)
                    .as("the newest two")
                    .anyMatch(chunk -> holds(chunk, highest))
                    .anyMatch(chunk -> holds(chunk, Math.max(lowest, highest - size)));
            chunks.forEach(
                    chunk -> {
                        for (long n = chunk.first(); n <= chunk.last(); n++) {
                            seen.add(n);
                        }
                    });
            position = next.position();
        }

        for (long n = lowest; n <= highest; n++) {
            assertThat(seen).contains(n);
        }
    }

    private static boolean holds(Chunk chunk, long number) {
        return chunk.first() <= number && number <= chunk.last();
    }
}
