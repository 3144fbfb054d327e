package org.wholepicture.referral.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.wholepicture.referral.domain.VersionChain.FiledVersion;

class VersionChainTest {

    private static final RecordId RECORD = new RecordId(new UUID(1, 1));
    private static final RecordId OTHER_RECORD = new RecordId(new UUID(1, 2));

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
            VersionChain.Neighbours neighbours = chain(version, filed).under(RECORD);
            neighbours.supersedes().ifPresent(marked::add);
            neighbours.supersededBy().ifPresent(_ -> marked.add(event(version)));
            filed.add(whole(version));
        }

        Set<EventId> expected = new HashSet<>();
        for (int version = 1; version < versions; version++) {
            expected.add(event(version));
        }
        assertThat(marked).isEqualTo(expected);
    }

    @Test
    void theSameVersionOfAnotherEventIsTaken() {
        List<FiledVersion> filed = List.of(whole(1));

        assertThat(VersionChain.place(event(2), 1, false, filed).taken()).isTrue();
        assertThat(VersionChain.place(event(1), 1, false, filed).taken()).isFalse();
    }

    @Test
    void aVersionWhoseEventIsWithdrawnIsFree() {
        FiledVersion withdrawn =
                new FiledVersion(event(1), 1, true, true, Set.of(RECORD), Map.of());

        assertThat(VersionChain.place(event(2), 1, false, List.of(withdrawn)).taken()).isFalse();
        assertThat(VersionChain.place(event(2), 1, true, List.of(whole(1))).taken()).isFalse();
    }

    @Test
    void aHigherVersionThatIsNotWholeReplacesNothingElsewhere() {
        FiledVersion part =
                new FiledVersion(
                        event(2), 2, false, false, Set.of(RECORD), Map.of(RECORD, event(2)));

        VersionChain chain = chain(1, List.of(part));

        assertThat(chain.under(RECORD).supersededBy()).contains(event(2));
        assertThat(chain.under(OTHER_RECORD).supersededBy()).isEmpty();
    }

    @Test
    void theVersionThatStandsUnderTheRecordIsReplacedByTheIdItHasThere() {
        EventId back = event(1).part(2);
        FiledVersion first =
                new FiledVersion(event(1), 1, false, true, Set.of(RECORD), Map.of(RECORD, back));
        FiledVersion second =
                new FiledVersion(
                        event(2),
                        2,
                        false,
                        false,
                        Set.of(OTHER_RECORD),
                        Map.of(OTHER_RECORD, event(2)));

        VersionChain chain = chain(3, List.of(first, second));

        assertThat(chain.under(RECORD).supersedes()).contains(back);
        assertThat(chain.under(OTHER_RECORD).supersedes()).contains(event(2));
        assertThat(chain.standingOutside(Set.of(OTHER_RECORD)))
                .isEqualTo(Map.of(RECORD, Set.of(back)));
    }

    private static VersionChain chain(int version, List<FiledVersion> filed) {
        return VersionChain.place(event(version), version, false, filed);
    }

    private static FiledVersion whole(int version) {
        return new FiledVersion(
                event(version),
                version,
                false,
                true,
                Set.of(RECORD),
                Map.of(RECORD, event(version)));
    }

    private static EventId event(int number) {
        return new EventId(new UUID(7, number));
    }
}
