package org.wholepicture.alert.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * REF-QUALITY: a referral that is sent as without the history or without the basis of what it says;
 * absent means not asked [A47]. A reply to the referrer, never a refusal.
 */
final class ReferralQuality implements Rule {

    private static final About ABOUT =
            new About(
                    "REF-QUALITY",
                    1,
                    Severity.LOW,
                    List.of(Audience.REFERRER),
                    "Quality of referrals could be improved to provide more background "
                            + "information [NY]; B-53, B-66",
                    "A referral came without the history of the child or without saying how "
                            + "each thing is known. It is dealt with all the same; with these it "
                            + "would help the child more.",
                    "A corrected referral. Nothing waits for it.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        List<Finding> findings = new ArrayList<>();
        for (Fact.Referral referral : history.facts(Fact.Referral.class)) {
            Finding finding = Finding.of(this, Subject.NONE, referral);
            if (Boolean.FALSE.equals(referral.historyGiven())) {
                findings.add(finding.because("WITHOUT_HISTORY"));
            }
            if (Boolean.FALSE.equals(referral.basisGiven())) {
                findings.add(finding.because("WITHOUT_BASIS"));
            }
        }
        return findings;
    }

    @Override
    public boolean endsOnlyByCorrection() {
        return true;
    }
}
