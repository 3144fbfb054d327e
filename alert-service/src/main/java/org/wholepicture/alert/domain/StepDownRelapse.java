package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * STEPDOWN-RELAPSE: after any step-down or closure, on a later day within 90 days of it: one
 * concern of MODERATE or HIGH, or two of low concerns and missed appointments, recovered or not;
 * referrals do not count. One alert for each ending that it fits [A27]. The window ends with the
 * ending + 90, not with today [A05], so the alert does not end by ageing [A07b].
 */
final class StepDownRelapse implements Rule {

    private static final About ABOUT =
            new About(
                    "STEPDOWN-RELAPSE",
                    1,
                    Severity.HIGH,
                    List.of(Audience.FORMER_LEAD, Audience.LEAD, Audience.MANAGER),
                    "Not successfully sustained after services withdraw [N23] 1.5; B-40; "
                            + "numbers are proposals",
                    "Help was stepped down or ended less than three months before, and new "
                            + "worries have come since. What was better then may not have lasted.",
                    "A correction of one of the facts. Acknowledge it with what is done " + "now.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        Thresholds.Drift drift = settings.thresholds().drift();
        List<Finding> findings = new ArrayList<>();
        for (Fact.StepDownDone ending : history.facts(Fact.StepDownDone.class)) {
            LocalDate last = ending.happened().plusDays(drift.relapseDays());
            List<EventId> events = new ArrayList<>();
            int small = 0;
            boolean serious = false;
            for (Fact.Concern concern : history.facts(Fact.Concern.class)) {
                if (isAfter(ending, concern.happened(), last)) {
                    events.add(concern.event());
                    serious |= concern.level() != Level.LOW;
                    small += concern.level() == Level.LOW ? 1 : 0;
                }
            }
            for (Appointments.Missed missed : history.missed(settings)) {
                if (isAfter(ending, missed.day(), last)) {
                    events.addAll(missed.events());
                    small++;
                }
            }
            if (serious || small >= drift.relapseSmall()) {
                events.add(ending.event());
                findings.add(Finding.of(this, Subject.ending(ending.event()), events));
            }
        }
        return findings;
    }

    /** "After an ending" means a later day [A10]. */
    private static boolean isAfter(Fact.StepDownDone ending, LocalDate day, LocalDate last) {
        return day.isAfter(ending.happened()) && !day.isAfter(last);
    }

    @Override
    public boolean endsOnlyByCorrection() {
        return true;
    }
}
