package org.wholepicture.chronology.domain.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wholepicture.chronology.domain.AgencyId;

/** What is not known. */
class GapsTest {

    @Test
    void ofAnEmptyHistoryNothingIsKnown() {
        Gaps gaps = Gaps.of(Fact.history("2026-03-10"));

        assertThat(
                        List.of(
                                gaps.seen(),
                                gaps.seenAlone(),
                                gaps.seenBySocialWorker(),
                                gaps.voice(),
                                gaps.careProfile()))
                .containsOnly(new Gaps.Last.Never());
        assertThat(gaps.father()).isEqualTo(Gaps.Parent.NOT_RECORDED);
        assertThat(gaps.lead()).isFalse();
    }

    @Test
    void saysWhenTheChildWasLastSeenAndByWhom() {
        Gaps gaps =
                Gaps.of(
                        Fact.history(
                                "2026-03-10",
                                Fact.of("contact").on("2026-01-12").with("childSeen", true),
                                Fact.of("contact").on("2026-02-12").with("childSeen", false),
                                Fact.of("attended-appointment")
                                        .on("2026-02-01")
                                        .with("whose", "CHILD")
                                        .by("gp"),
                                Fact.of("attended-appointment")
                                        .on("2026-03-01")
                                        .with("whose", "ADULT")));

        assertThat(gaps.seen())
                .isEqualTo(new Gaps.Last.On(LocalDate.parse("2026-02-01"), 37, new AgencyId("gp")));
    }

    @Test
    void notSayingThatTheChildWasSeenAloneIsNotHavingSeenThemAlone() {
        Fact seen = Fact.of("contact").on("2026-01-12").with("childSeen", true);

        assertThat(Gaps.of(Fact.history("2026-03-10", seen)).seenAlone())
                .isEqualTo(new Gaps.Last.Never());
        assertThat(Gaps.of(Fact.history("2026-03-10", seen.with("seenAlone", true))).seenAlone())
                .isInstanceOf(Gaps.Last.On.class);
    }

    @Test
    void aFatherWhoIsNotKnownIsRecordedAsThat() {
        Fact notKnown = Fact.of("household-member").with("role", "father").with("notKnown", true);
        Fact known =
                Fact.of("household-member")
                        .with("role", "father")
                        .with("adult", new UUID(5, 5).toString());

        assertThat(Gaps.of(Fact.history("2026-03-10", notKnown)).father())
                .isEqualTo(Gaps.Parent.NOT_KNOWN);
        assertThat(Gaps.of(Fact.history("2026-03-10", notKnown, known)).father())
                .isEqualTo(Gaps.Parent.RECORDED);
    }

    @Test
    void saysWhichServiceWasNeverHeardOfSinceTheReferral() {
        Gaps gaps =
                Gaps.of(
                        Fact.history(
                                "2026-03-10",
                                Fact.of("contact").by("drug-alcohol").on("2026-01-01"),
                                Fact.of("service-referral")
                                        .with("to", "drug-alcohol")
                                        .on("2026-01-05"),
                                Fact.of("service-referral").with("to", "dental").on("2026-01-06"),
                                Fact.of("contact").by("dental").on("2026-02-01")));

        assertThat(gaps.referred())
                .extracting(one -> one.to().value() + " " + one.heard())
                .containsExactly("dental 2026-02-01", "drug-alcohol null");
    }

    @Test
    void namesWhoIsSaidToWorkWithTheChildAndWasNeverHeard() {
        Gaps gaps =
                Gaps.of(
                        Fact.history(
                                "2026-03-10",
                                Fact.of("step-down")
                                        .with("state", "PROPOSED")
                                        .with("to", "CLOSED")
                                        .with("network", List.of("school", "gp"))));

        assertThat(gaps.unheardNetwork()).containsExactly(new AgencyId("gp"));
    }
}
