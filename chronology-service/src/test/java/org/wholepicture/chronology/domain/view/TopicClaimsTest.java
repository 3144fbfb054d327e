package org.wholepicture.chronology.domain.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.chronology.domain.Basis.CHILD_VOICE;
import static org.wholepicture.chronology.domain.Basis.HEARSAY;
import static org.wholepicture.chronology.domain.Basis.OBSERVED;
import static org.wholepicture.chronology.domain.Basis.SELF_REPORT;
import static org.wholepicture.chronology.domain.Basis.SERVICE_RECORD;
import static org.wholepicture.chronology.domain.Claim.Value.BETTER;
import static org.wholepicture.chronology.domain.Claim.Value.WORSE;

import org.junit.jupiter.api.Test;
import org.wholepicture.chronology.domain.Basis;
import org.wholepicture.chronology.domain.Claim;
import org.wholepicture.chronology.domain.view.TopicClaims.Side;
import org.wholepicture.chronology.domain.view.TopicClaims.Standing;

/** Claims side by side. */
class TopicClaimsTest {

    private static Fact said(String day, Claim.Value value, Basis basis) {
        return Fact.of("contact").on(day).claims("SAFE_SLEEP", value, basis);
    }

    private static Standing standing(Fact... facts) {
        return TopicClaims.of(Fact.history("2026-12-31", facts)).getFirst().standing();
    }

    @Test
    void theLatestWordOfEachSideIsCompared() {
        Fact family = said("2026-01-12", BETTER, SELF_REPORT);

        assertThat(standing(family)).isEqualTo(Standing.NOT_CONFIRMED);
        assertThat(standing(family, said("2026-01-19", WORSE, SERVICE_RECORD)))
                .isEqualTo(Standing.DO_NOT_AGREE);
        assertThat(standing(family, said("2026-01-01", WORSE, OBSERVED)))
                .isEqualTo(Standing.DO_NOT_AGREE);
        assertThat(
                        standing(
                                family,
                                said("2026-01-19", WORSE, OBSERVED),
                                said("2026-02-01", BETTER, CHILD_VOICE)))
                .isEqualTo(Standing.AGREE);
        assertThat(
                        standing(
                                said("2026-01-12", WORSE, SELF_REPORT),
                                said("2026-01-19", BETTER, OBSERVED)))
                .isEqualTo(Standing.FAMILY_WORRIED);
        assertThat(standing(said("2026-01-19", WORSE, OBSERVED))).isEqualTo(Standing.ONE_SIDE);
    }

    @Test
    void whatIsToldOrThoughtConfirmsNothing() {
        assertThat(
                        standing(
                                said("2026-01-12", BETTER, SELF_REPORT),
                                said("2026-01-19", WORSE, HEARSAY)))
                .isEqualTo(Standing.NOT_CONFIRMED);
    }

    @Test
    void eachSideHasItsColumnNewestFirst() {
        TopicClaims topic =
                TopicClaims.of(
                                Fact.history(
                                        "2026-12-31",
                                        said("2026-01-01", BETTER, SELF_REPORT),
                                        said("2026-03-01", WORSE, SELF_REPORT),
                                        said("2026-02-01", WORSE, CHILD_VOICE)))
                        .getFirst();

        assertThat(topic.on(Side.FAMILY))
                .extracting(one -> one.day().toString())
                .containsExactly("2026-03-01", "2026-01-01");
        assertThat(topic.on(Side.CHILD)).hasSize(1);
    }

    @Test
    void whereAccountsDoNotAgreeComesFirst() {
        assertThat(
                        TopicClaims.of(
                                Fact.history(
                                        "2026-12-31",
                                        Fact.of("contact").claims("FOOD", WORSE, OBSERVED),
                                        said("2026-01-12", BETTER, SELF_REPORT),
                                        said("2026-01-19", WORSE, OBSERVED))))
                .extracting(TopicClaims::topic)
                .containsExactly("SAFE_SLEEP", "FOOD");
    }
}
