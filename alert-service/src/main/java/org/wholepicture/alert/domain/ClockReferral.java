package org.wholepicture.alert.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * CLOCK-REF-1: no decision on a referral one working day after it; fires on the next calendar day
 * [A01]. A decision answers the referral that it names, or without a name every earlier one that
 * waits [A19]; a late one ends the alert [A06]. One alert for each referral [A09].
 */
final class ClockReferral implements Rule {

    private static final About ABOUT =
            new About(
                    "CLOCK-REF-1",
                    1,
                    Severity.MED,
                    List.of(Audience.FRONT_DOOR_MANAGER, Audience.REFERRER),
                    "Working Together as quoted by [SURR][MILL]; C1; B-69",
                    "A referral to the front door has had no decision within one working "
                            + "day. Whoever referred waits to hear what happens next.",
                    "A decision on the referral, also that nothing further is done.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        int limit = settings.thresholds().clocks().referral();
        List<Finding> findings = new ArrayList<>();
        for (Fact.Referral referral : history.facts(Fact.Referral.class)) {
            if (!history.decisions().containsKey(referral.event())) {
                findings.add(
                        Finding.of(this, Subject.referral(referral.event()), referral)
                                .from(settings.overdueFrom(referral.happened(), limit)));
            }
        }
        return findings;
    }
}
