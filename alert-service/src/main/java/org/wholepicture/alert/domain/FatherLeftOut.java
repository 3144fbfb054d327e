package org.wholepicture.alert.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * WHOLE-FATHER: an assessment that ended and is said not to have considered the adult males, when a
 * man of the household who is on record for that day or earlier is known, also when that becomes
 * known later [A45]. Not said is not asked. One alert for each assessment [A09].
 */
final class FatherLeftOut implements Rule {

    private static final About ABOUT =
            new About(
                    "WHOLE-FATHER",
                    1,
                    Severity.LOW,
                    List.of(Audience.LEAD),
                    "Is the role of the father or adult male understood and included in the "
                            + "assessment? [COV]; B-48",
                    "An assessment ended without considering the father or another man of "
                            + "the household, and one is known.",
                    "A corrected record of the assessment. Acknowledge it with how he is "
                            + "taken into account.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        List<Fact.HouseholdMale> males = history.facts(Fact.HouseholdMale.class);
        if (males.isEmpty()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        for (Fact.AssessmentEnded end : history.facts(Fact.AssessmentEnded.class)) {
            List<EventId> events = new ArrayList<>();
            males.stream()
                    .filter(male -> !male.happened().isAfter(end.happened()))
                    .map(Fact::event)
                    .forEach(events::add);
            if (Boolean.FALSE.equals(end.adultMalesIncluded()) && !events.isEmpty()) {
                events.add(end.event());
                findings.add(Finding.of(this, Subject.assessment(end.event()), events));
            }
        }
        return findings;
    }

    @Override
    public boolean endsOnlyByCorrection() {
        return true;
    }
}
