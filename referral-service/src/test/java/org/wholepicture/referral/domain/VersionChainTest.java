package org.wholepicture.referral.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.wholepicture.referral.domain.VersionChain.FiledVersion;

class VersionChainTest {

    @Property
    void whateverTheOrderEveryVersionButTheHighestIsMarked(
            @ForAll @IntRange(min = 1, max = 8) int versions, @ForAll long seed) {
        List<Integer> arrivals = new ArrayList<>();
        for (int version = 1; version <= versions; version++) {
            arrivals.add(version);
        }
        Collections.shuffle(arrivals, new Random(seed));
        List<FiledVersion> filed = new ArrayList<>();
        Set<EventId> marked = new HashSet<>();

        for (int version : arrivals) {
            VersionChain chain = VersionChain.place(event(version), version, filed);
            chain.supersedes().ifPresent(marked::add);
            chain.supersededBy().ifPresent(_ -> marked.add(event(version)));
            filed.add(new FiledVersion(event(version), version));
        }

        Set<EventId> expected = new HashSet<>();
        for (int version = 1; version < versions; version++) {
            expected.add(event(version));
        }
        assertThat(marked).isEqualTo(expected);
    }

    @Test
    void theSameVersionOfAnotherEventIsTaken() {
        List<FiledVersion> filed = List.of(new FiledVersion(event(1), 1));

        assertThat(VersionChain.place(event(2), 1, filed).taken()).isTrue();
        assertThat(VersionChain.place(event(1), 1, filed).taken()).isFalse();
    }

    private static EventId event(int number) {
        return new EventId(new UUID(7, number));
    }
}
