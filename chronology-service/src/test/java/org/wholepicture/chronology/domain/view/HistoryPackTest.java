package org.wholepicture.chronology.domain.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.chronology.domain.Basis.OBSERVED;
import static org.wholepicture.chronology.domain.Basis.SELF_REPORT;
import static org.wholepicture.chronology.domain.Claim.Value.BETTER;
import static org.wholepicture.chronology.domain.Claim.Value.WORSE;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wholepicture.chronology.domain.AgencyId;

/** What a new lead has to know of before. */
class HistoryPackTest {

    private static final Fact LEAD =
            Fact.of("lead-practitioner").with("practitioner", "pr-new").on("2026-01-01");

    private static HistoryPack pack(Fact... facts) {
        History history = Fact.history("2026-06-01", facts);
        return HistoryPack.of(history, HistoryPack.beginnings(history).getFirst());
    }

    private static Fact[] closedCase(Fact... more) {
        return Stream.concat(
                        Stream.of(
                                LEAD,
                                Fact.of("plan")
                                        .with("state", "STARTED")
                                        .with("plan", "EH")
                                        .on("2025-01-01"),
                                Fact.of("step-down")
                                        .with("state", "DONE")
                                        .with("to", "CLOSED")
                                        .on("2025-06-01")),
                        Stream.of(more))
                .toArray(Fact[]::new);
    }

    @Test
    void beginsWithEachNewLeadAndNotWithTheSameNamedAgain() {
        History history =
                Fact.history(
                        "2026-06-01",
                        Fact.of("lead-practitioner").with("practitioner", "one").on("2026-01-01"),
                        Fact.of("lead-practitioner").with("practitioner", "one").on("2026-02-01"),
                        Fact.of("lead-practitioner").with("practitioner", "two").on("2026-03-01"),
                        Fact.of("lead-practitioner")
                                .with("practitioner", "two")
                                .with("newWorker", true)
                                .on("2026-04-01"));

        assertThat(HistoryPack.beginnings(history))
                .extracting(one -> one.day().toString())
                .containsExactly("2026-04-01", "2026-03-01", "2026-01-01");
    }

    @Test
    void saysWhatWasTried() {
        HistoryPack.Tried tried =
                pack(closedCase(
                                Fact.of("service-referral")
                                        .with("to", "drug-alcohol")
                                        .on("2025-02-01"),
                                Fact.of("contact").with("childSeen", true).on("2025-02-02"),
                                Fact.of("missed-appointment")
                                        .with("outcome", "WAS_NOT_BROUGHT")
                                        .by("dental")
                                        .on("2025-03-01"),
                                Fact.of("missed-appointment")
                                        .with("outcome", "CANCELLED_BY_SERVICE")
                                        .on("2025-03-02"),
                                Fact.of("contact").with("childSeen", true).on("2025-06-02")))
                        .episodes()
                        .getFirst()
                        .tried();

        assertThat(tried.services()).containsExactly(new AgencyId("drug-alcohol"));
        assertThat(tried.agencies()).contains(new AgencyId("dental"), new AgencyId("school"));
        assertThat(tried.seen()).isEqualTo(1);
        assertThat(tried.missed()).isEqualTo(1);
    }

    @Test
    void saysWhatChangedAndWhoseWordItIs() {
        List<HistoryPack.Changed> changed =
                pack(closedCase(
                                Fact.of("contact").claims("FOOD", WORSE, OBSERVED).on("2025-01-02"),
                                Fact.of("contact")
                                        .claims("FOOD", BETTER, OBSERVED)
                                        .on("2025-05-02"),
                                Fact.of("contact")
                                        .claims("SAFE_SLEEP", BETTER, SELF_REPORT)
                                        .on("2025-05-03")))
                        .episodes()
                        .getFirst()
                        .changed();

        assertThat(changed)
                .containsExactlyInAnyOrder(
                        new HistoryPack.Changed.Topic("FOOD", WORSE, BETTER, true),
                        new HistoryPack.Changed.Topic("SAFE_SLEEP", BETTER, BETTER, false));
    }

    @Test
    void saysForHowLong() {
        HistoryPack.Episode held = pack(closedCase()).episodes().getFirst();
        HistoryPack.Episode broken =
                pack(closedCase(Fact.of("concern").with("level", "HIGH").on("2025-06-11")))
                        .episodes()
                        .getFirst();

        assertThat(held.worryFollowed()).isFalse();
        assertThat(held.daysWithoutWorry()).isEqualTo(214);
        assertThat(broken.worryFollowed()).isTrue();
        assertThat(broken.daysWithoutWorry()).isEqualTo(10);
    }

    @Test
    void leavesOutWhatEndedAfterIt() {
        assertThat(
                        pack(
                                        LEAD,
                                        Fact.of("step-down")
                                                .with("state", "DONE")
                                                .with("to", "CLOSED")
                                                .on("2026-02-01"))
                                .episodes())
                .isEmpty();
    }
}
