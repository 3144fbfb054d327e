package org.wholepicture.alert.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * EDU-SEVERE: a report of attendance with at least half of at least 30 possible sessions missed
 * [A43]. One alert for each half term [A09].
 */
final class SevereAbsence implements Rule {

    private static final About ABOUT =
            new About(
                    "EDU-SEVERE",
                    1,
                    Severity.MED,
                    List.of(Audience.LEAD, Audience.DESIGNATED_SAFEGUARDING_LEAD),
                    "Severe absence [PA1][PA2], used in [N23] 2.5; C4; B-51",
                    "The child missed half of the school sessions of a half term or more.",
                    "A correction of the attendance. Acknowledge it with what is known "
                            + "about the reasons.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        Thresholds.School school = settings.thresholds().school();
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<String, List<Fact.Attendance>> term : HalfTerms.of(history).entrySet()) {
            for (Fact.Attendance report : term.getValue()) {
                if (HalfTerms.severe(report, school)) {
                    findings.add(Finding.of(this, Subject.halfTerm(term.getKey()), report));
                }
            }
        }
        return findings;
    }

    @Override
    public boolean endsOnlyByCorrection() {
        return true;
    }
}
