package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * SAFE-PHYSICAL-HARM: a concern in which physical harm is disclosed, about a child on a neglect
 * plan that day or with another concern of category NEG in the 365 days before, that day included.
 * Each disclosure is its own alert [A39].
 */
final class PhysicalHarm implements Rule {

    private static final About ABOUT =
            new About(
                    "SAFE-PHYSICAL-HARM",
                    1,
                    Severity.HIGH,
                    List.of(Audience.LEAD, Audience.MASH, Audience.MANAGER),
                    "A strategy meeting should always be considered along with a Child "
                            + "Protection Medical Assessment [NY]; B-44",
                    "Physical harm was disclosed of a child for whom there are worries "
                            + "about neglect. A strategy discussion and a medical must be considered "
                            + "at once.",
                    "A correction of the disclosure or of the worry about neglect. "
                            + "Acknowledge it with what was done at once.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        int days = settings.thresholds().safety().neglectDays();
        List<Fact.Concern> concerns = history.facts(Fact.Concern.class);
        List<Finding> findings = new ArrayList<>();
        for (Fact.Concern disclosure : concerns) {
            if (!disclosure.physicalHarmDisclosed()) {
                continue;
            }
            LocalDate day = disclosure.happened();
            List<EventId> events = new ArrayList<>();
            Plans.openOn(history, day, settings)
                    .filter(plan -> plan.neglectOn(day))
                    .ifPresent(plan -> events.addAll(plan.starts()));
            concerns.stream()
                    .filter(concern -> concern.category().equals("NEG"))
                    .filter(concern -> !concern.event().equals(disclosure.event()))
                    .filter(concern -> !concern.happened().isAfter(day))
                    .filter(concern -> !concern.happened().isBefore(day.minusDays(days)))
                    .map(Fact::event)
                    .forEach(events::add);
            if (!events.isEmpty()) {
                events.add(disclosure.event());
                findings.add(Finding.of(this, Subject.concern(disclosure.event()), events));
            }
        }
        return findings;
    }

    @Override
    public boolean endsOnlyByCorrection() {
        return true;
    }
}
