package org.wholepicture.chronology.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Where a day ends, and which records made up a person then. */
class KnownOnTest {

    private static Instant endOf(String day) {
        return new Question(Set.of(), Set.of(), null, null, LocalDate.parse(day), null, 1)
                .knownBefore();
    }

    @Test
    void aDayEndsAtMidnightInLondonAlsoInSummerAndWhenTheClocksChange() {
        assertThat(endOf("2026-01-05")).isEqualTo(Instant.parse("2026-01-06T00:00:00Z"));
        assertThat(endOf("2026-03-28")).isEqualTo(Instant.parse("2026-03-29T00:00:00Z"));
        assertThat(endOf("2026-03-29")).isEqualTo(Instant.parse("2026-03-29T23:00:00Z"));
        assertThat(endOf("2026-10-25")).isEqualTo(Instant.parse("2026-10-26T00:00:00Z"));
    }

    @Test
    void theLatestMembershipHoldsAndTheNumberSettlesTies() {
        RecordId record = new RecordId(new UUID(0, 1));
        PersonId one = new PersonId(new UUID(0, 10));
        PersonId other = new PersonId(new UUID(0, 11));
        Instant known = Instant.parse("2026-01-05T09:00:00Z");
        List<Membership> memberships =
                List.of(
                        new Membership(record, other, known, 2, true),
                        new Membership(record, one, known, 1, false));

        assertThat(Membership.recordsOf(one, known.plusMillis(1), memberships)).isEmpty();
        assertThat(Membership.recordsOf(other, known.plusMillis(1), memberships))
                .containsExactly(record);
        assertThat(Membership.recordsOf(other, known, memberships)).isEmpty();
    }
}
