package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.List;

/**
 * CLOCK-ICPC-15: 15 working days after a strategy discussion that began a section 47 enquiry, no
 * initial conference and no end of the enquiry without one; for a child who was on a child
 * protection plan already, no review conference either. A further strategy discussion before that
 * starts no new clock [A20]. One alert for each discussion that started a clock [A09].
 */
final class ClockConference implements Rule {

    private static final About ABOUT =
            new About(
                    "CLOCK-ICPC-15",
                    1,
                    Severity.HIGH,
                    List.of(Audience.LEAD, Audience.MANAGER),
                    "Working Together as quoted by [WARR]; [SSD] icpc_target_date; rule "
                            + "8675Q [CINV]; C1",
                    "A section 47 enquiry began more than 15 working days ago, and there "
                            + "has been neither a child protection conference nor a decision that "
                            + "none is needed.",
                    "The conference, or the recorded end of the enquiry without one.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        Fact.StrategyDiscussion running = null;
        for (Fact.StrategyDiscussion discussion : history.facts(Fact.StrategyDiscussion.class)) {
            if (discussion.s47()
                    && (running == null
                            || endedBefore(running, discussion.happened(), history, settings))) {
                running = discussion;
            }
        }
        if (running == null || endedBefore(running, LocalDate.MAX, history, settings)) {
            return List.of();
        }
        int limit = settings.thresholds().clocks().conference();
        return List.of(
                Finding.of(this, Subject.meeting(running.event()), running)
                        .from(settings.overdueFrom(running.happened(), limit)));
    }

    /** Whether its clock has ended before a day; what is done on its own day counts [A10]. */
    private static boolean endedBefore(
            Fact.StrategyDiscussion discussion, LocalDate day, History history, Settings settings) {
        LocalDate start = discussion.happened();
        boolean onPlan =
                Plans.openOn(history, start, settings)
                        .filter(plan -> plan.kind() == PlanKind.CP)
                        .isPresent();
        return history.facts(Fact.EnquiryEnded.class).stream()
                        .anyMatch(end -> between(end.happened(), start, day))
                || history.facts(Fact.Meeting.class).stream()
                        .filter(
                                meeting ->
                                        meeting.kind() == MeetingKind.INITIAL_CONFERENCE
                                                || (onPlan
                                                        && meeting.kind()
                                                                == MeetingKind.REVIEW_CONFERENCE))
                        .anyMatch(meeting -> between(meeting.happened(), start, day));
    }

    private static boolean between(LocalDate day, LocalDate start, LocalDate before) {
        return !day.isBefore(start) && day.isBefore(before);
    }
}
