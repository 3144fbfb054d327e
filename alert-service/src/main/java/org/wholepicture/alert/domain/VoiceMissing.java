package org.wholepicture.alert.domain;

import java.util.List;

/**
 * VOICE-MISSING: an assessment that ended and is said to be without the child's voice; not said is
 * not asked [A45]. One alert for each assessment [A09].
 */
final class VoiceMissing implements Rule {

    private static final About ABOUT =
            new About(
                    "VOICE-MISSING",
                    1,
                    Severity.LOW,
                    List.of(Audience.LEAD),
                    "Focus of assessments was more about the parents [NY]; B-49",
                    "An assessment ended without the child's own voice in it.",
                    "A corrected record of the assessment. Acknowledge it with how the "
                            + "child's voice is heard.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        return history.facts(Fact.AssessmentEnded.class).stream()
                .filter(end -> Boolean.FALSE.equals(end.childVoice()))
                .map(end -> Finding.of(this, Subject.assessment(end.event()), end))
                .toList();
    }

    @Override
    public boolean endsOnlyByCorrection() {
        return true;
    }
}
