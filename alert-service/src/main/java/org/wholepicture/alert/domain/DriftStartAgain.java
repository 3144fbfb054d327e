package org.wholepicture.alert.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * DRIFT-STARTAGAIN: an assessment that begins, or a lead that is assigned, with a worker who has
 * not held the case before, when up to and including that day there were two endings in 36 months
 * or three decisions of no further action in 24 months [A26]. Every step-down and every closure is
 * an ending. Nothing fires without such a trigger; one alert for each [A09]. Windows end on the day
 * of the trigger [A05].
 */
final class DriftStartAgain implements Rule {

    private static final About ABOUT =
            new About(
                    "DRIFT-STARTAGAIN",
                    1,
                    Severity.MED,
                    List.of(Audience.NEW_LEAD),
                    "Repeated syndrome of starting again [N23] AK; [SAS]; B-41",
                    "Somebody new begins to work with this child, and there is a history of "
                            + "endings or of decisions that nothing further be done. Read what was "
                            + "tried before, so that the child does not start again at the beginning.",
                    "A correction of one of the facts. Acknowledge it when you have read "
                            + "the history.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        List<Fact> triggers = triggers(history);
        if (triggers.isEmpty()) {
            return List.of();
        }
        Thresholds.Drift drift = settings.thresholds().drift();
        List<Fact.StepDownDone> endings = history.facts(Fact.StepDownDone.class);
        List<Fact.ReferralDecided> refusals =
                history.facts(Fact.ReferralDecided.class).stream()
                        .filter(one -> one.outcome() == ReferralOutcome.NO_FURTHER_ACTION)
                        .toList();
        List<Finding> findings = new ArrayList<>();
        for (Fact trigger : triggers) {
            List<Fact> before = new ArrayList<>();
            addIfEnough(endings, trigger, drift.againEndingMonths(), drift.againEndings(), before);
            addIfEnough(
                    refusals, trigger, drift.againDecisionMonths(), drift.againDecisions(), before);
            if (!before.isEmpty()) {
                before.add(trigger);
                findings.add(
                        Finding.of(
                                this,
                                Subject.start(trigger.event()),
                                before.stream().map(Fact::event).toList()));
            }
        }
        return findings;
    }

    private static void addIfEnough(
            List<? extends Fact> all, Fact trigger, int months, int count, List<Fact> found) {
        List<? extends Fact> within =
                all.stream()
                        .filter(fact -> !fact.happened().isAfter(trigger.happened()))
                        .filter(
                                fact ->
                                        !fact.happened()
                                                .plusMonths(months)
                                                .isBefore(trigger.happened()))
                        .toList();
        if (within.size() >= count) {
            found.addAll(within);
        }
    }

    private static List<Fact> triggers(History history) {
        List<Fact> triggers = new ArrayList<>();
        history.facts(Fact.AssessmentStarted.class).stream()
                .filter(Fact.AssessmentStarted::newWorker)
                .forEach(triggers::add);
        history.facts(Fact.LeadAssigned.class).stream()
                .filter(Fact.LeadAssigned::newWorker)
                .forEach(triggers::add);
        return triggers;
    }

    @Override
    public boolean endsOnlyByCorrection() {
        return true;
    }
}
