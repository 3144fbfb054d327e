package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * CLOCK-ASSESS-45: an assessment that has started and not ended, 45 working days after the latest
 * referral on or before its start whose decision was not "no further action", or after the start if
 * there is none [A18]. A referral that nobody has decided yet was not refused, so it counts. An end
 * ends every assessment that began before it, or else those of the same day [A10]. One alert for
 * each assessment [A09].
 */
final class ClockAssessment implements Rule {

    private static final About ABOUT =
            new About(
                    "CLOCK-ASSESS-45",
                    1,
                    Severity.MED,
                    List.of(Audience.LEAD, Audience.MANAGER),
                    "Working Together as quoted by [GLOS][TEES]; census rule 8670Q [CINV]; " + "C1",
                    "An assessment has run for longer than 45 working days from the "
                            + "referral. A child waits for the help that it should lead to.",
                    "The end of the assessment.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        int limit = settings.thresholds().clocks().assessment();
        List<Finding> findings = new ArrayList<>();
        for (Fact.AssessmentStarted start : running(history)) {
            LocalDate from = settings.overdueFrom(countedFrom(start, history), limit);
            findings.add(
                    Finding.of(this, Subject.assessment(start.event()), start)
                            .from(from.isBefore(start.happened()) ? start.happened() : from));
        }
        return findings;
    }

    private static List<Fact.AssessmentStarted> running(History history) {
        List<Fact.AssessmentStarted> starts = history.facts(Fact.AssessmentStarted.class);
        List<Fact.AssessmentStarted> running = new ArrayList<>();
        List<Fact.AssessmentEnded> ends = history.facts(Fact.AssessmentEnded.class);
        int next = 0;
        for (Fact.AssessmentEnded end : ends) {
            while (next < starts.size() && starts.get(next).happened().isBefore(end.happened())) {
                running.add(starts.get(next++));
            }
            if (running.isEmpty()) {
                while (next < starts.size() && starts.get(next).happened().equals(end.happened())) {
                    next++;
                }
            }
            running.clear();
        }
        running.addAll(starts.subList(next, starts.size()));
        return running;
    }

    private static LocalDate countedFrom(Fact.AssessmentStarted start, History history) {
        LocalDate from = start.happened();
        for (Fact.Referral referral : history.facts(Fact.Referral.class).reversed()) {
            List<Fact.ReferralDecided> decisions =
                    history.decisions().getOrDefault(referral.event(), List.of());
            boolean refused =
                    !decisions.isEmpty()
                            && decisions.stream()
                                    .map(Fact.ReferralDecided::outcome)
                                    .allMatch(ReferralOutcome.NO_FURTHER_ACTION::equals);
            if (!refused && !referral.happened().isAfter(from)) {
                return referral.happened();
            }
        }
        return from;
    }
}
