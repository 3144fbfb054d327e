package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * CLOCK-RCPC: a review conference is first due three calendar months after the start of a child
 * protection plan, each next one six months after the review actually held; fires on the day after
 * that date [A04, A22]. One alert for each overdue review, named by the last review or the plan's
 * start, while the plan is open [A09, A60].
 */
final class ClockReview implements Rule {

    private static final About ABOUT =
            new About(
                    "CLOCK-RCPC",
                    1,
                    Severity.HIGH,
                    List.of(Audience.LEAD, Audience.CHAIR_SERVICE),
                    "Working Together as quoted by [RCPC1][RCPC2]; C1",
                    "The review conference of a child protection plan is overdue: the first "
                            + "is due after three months, each next one after six.",
                    "The review conference, or the end of the plan.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        Optional<Plans.Plan> open = Plans.open(PlanKind.CP, history, settings);
        if (open.isEmpty()) {
            return List.of();
        }
        Plans.Plan plan = open.get();
        Thresholds.Clocks clocks = settings.thresholds().clocks();
        Optional<Fact.Meeting> last =
                history.facts(Fact.Meeting.class).reversed().stream()
                        .filter(meeting -> meeting.kind() == MeetingKind.REVIEW_CONFERENCE)
                        .filter(meeting -> meeting.happened().isAfter(plan.since()))
                        .findFirst();
        LocalDate base = last.map(Fact::happened).orElse(plan.since());
        int months = last.isPresent() ? clocks.nextReviewMonths() : clocks.firstReviewMonths();
        List<EventId> events = new ArrayList<>(plan.starts());
        last.map(Fact::event).ifPresent(events::add);
        return List.of(
                Finding.of(this, Subject.since(base), events)
                        .from(base.plusMonths(months).plusDays(1)));
    }
}
