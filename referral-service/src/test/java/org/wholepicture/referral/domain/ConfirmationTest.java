package org.wholepicture.referral.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfirmationTest {

    private static final Instant MONDAY = Instant.parse("2026-01-05T09:00:00Z");

    @Test
    void confirmingAnotherLeadEndsTheFormer() {
        assertThat(Confirmation.leadAfter(List.of(lead("pr-a", false), lead("pr-b", false))))
                .map(Confirmation::practitioner)
                .contains("pr-b");
    }

    @Test
    void endingTheLeadLeavesNone() {
        assertThat(Confirmation.leadAfter(List.of(lead("pr-a", false), lead("pr-a", true))))
                .isEmpty();
    }

    @Test
    void endingAFormerLeadLeavesThePresentOne() {
        assertThat(
                        Confirmation.leadAfter(
                                List.of(
                                        lead("pr-a", false),
                                        lead("pr-b", false),
                                        lead("pr-a", true))))
                .map(Confirmation::practitioner)
                .contains("pr-b");
    }

    @Test
    void aLimitedConfirmationHoldsUntilItsEndAndNotAtIt() {
        Confirmation limited = confirmation("pr-a", false, MONDAY.plusSeconds(60));

        assertThat(limited.holdsAt(MONDAY)).isTrue();
        assertThat(limited.holdsAt(MONDAY.plusSeconds(59))).isTrue();
        assertThat(limited.holdsAt(MONDAY.plusSeconds(60))).isFalse();
        assertThat(limited.holdsAt(MONDAY.minusSeconds(1))).isFalse();
    }

    private static Confirmation lead(String practitioner, boolean ended) {
        return confirmation(practitioner, ended, null);
    }

    private static Confirmation confirmation(
            String practitioner, boolean ended, @Nullable Instant until) {
        return new Confirmation(
                new UUID(9, 1),
                new PersonId(new UUID(0, 1)),
                practitioner,
                Capacity.LEAD,
                MONDAY,
                until,
                ended,
                null,
                "pr-front-door-officer",
                MONDAY);
    }
}
