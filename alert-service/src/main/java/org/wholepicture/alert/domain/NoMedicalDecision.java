package org.wholepicture.alert.domain;

import java.util.List;

/**
 * SAFE-NO-MEDICAL-DECISION: a strategy discussion about physical harm without a decision on a
 * medical: held, to be held, or not needed with a reason [A41]. One alert for each discussion
 * [A09].
 */
final class NoMedicalDecision implements Rule {

    private static final About ABOUT =
            new About(
                    "SAFE-NO-MEDICAL-DECISION",
                    1,
                    Severity.HIGH,
                    List.of(Audience.LEAD, Audience.MASH),
                    "Strategy meetings should consider Child Protection Medical Assessments "
                            + "[NY]; B-45",
                    "A strategy discussion about physical harm was held, and nothing is "
                            + "recorded about a medical.",
                    "A corrected record of the discussion that says what was decided about "
                            + "a medical.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        return history.facts(Fact.StrategyDiscussion.class).stream()
                .filter(Fact.StrategyDiscussion::physicalHarm)
                .filter(discussion -> !discussion.medicalDecided())
                .map(one -> Finding.of(this, Subject.meeting(one.event()), one))
                .toList();
    }

    @Override
    public boolean endsOnlyByCorrection() {
        return true;
    }
}
