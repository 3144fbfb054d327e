package org.wholepicture.alert.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which decision answers which referral to the front door [A19]. */
final class Decisions {

    private Decisions() {}

    /**
     * The decisions on each referral, by day. A decision answers the referral that it names, or
     * without a name every earlier one of this child that waits; one of the same day counts as
     * after the referral [A10].
     */
    static Map<EventId, List<Fact.ReferralDecided>> byReferral(History history) {
        Map<EventId, List<Fact.ReferralDecided>> decisions = new HashMap<>();
        List<Fact.Referral> referrals = history.facts(Fact.Referral.class);
        for (Fact.ReferralDecided decision : history.facts(Fact.ReferralDecided.class)) {
            EventId of = decision.of();
            if (of != null) {
                decisions.computeIfAbsent(of, _ -> new ArrayList<>()).add(decision);
                continue;
            }
            for (Fact.Referral referral : referrals) {
                List<Fact.ReferralDecided> earlier =
                        decisions.getOrDefault(referral.event(), List.of());
                boolean waits =
                        earlier.stream()
                                .noneMatch(one -> one.happened().isBefore(decision.happened()));
                if (waits && !referral.happened().isAfter(decision.happened())) {
                    decisions
                            .computeIfAbsent(referral.event(), _ -> new ArrayList<>())
                            .add(decision);
                }
            }
        }
        return decisions;
    }
}
