package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * DRIFT-CUMULATIVE: small concerns that nobody adds up. Every concern counts, of any level,
 * category and basis [A16]. Without an open plan of any kind [A13]: three of two agencies within
 * 180 days of each other, with no response on the day of each or later [A14]. On a plan: four of
 * two agencies within 90 days of each other and later than its last review, or than its start if
 * there was none [A15]; what is a response elsewhere is the plan's everyday there and ends nothing.
 * Agencies differ when they are different organisations [A57]. Windows lie between the days on
 * which things happened [A05]; the alert ends by the response or the review, not by ageing [A07b].
 */
final class DriftCumulative implements Rule {

    private static final About ABOUT =
            new About(
                    "DRIFT-CUMULATIVE",
                    1,
                    Severity.MED,
                    List.of(Audience.LEAD, Audience.EARLY_HELP_FRONT_DOOR),
                    "Seemingly small insignificant events that only when viewed together "
                            + "[COV]; B-38; numbers are proposals",
                    "Several agencies have noted small concerns, and nobody has looked at "
                            + "them together. One by one they mean little; together they may tell how "
                            + "this child lives.",
                    "An early help or other assessment, a plan, a strategy discussion or a "
                            + "team meeting; on a plan, its next review.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        Thresholds.Drift drift = settings.thresholds().drift();
        List<Fact.Concern> concerns = history.facts(Fact.Concern.class);
        if (concerns.size() < Math.min(drift.concerns(), drift.planConcerns())) {
            return List.of();
        }
        Optional<Plans.Plan> plan = Plans.open(history, settings);
        LocalDate after =
                plan.isPresent() ? lastReview(plan.get(), history) : Responses.last(history);
        int days = plan.isPresent() ? drift.planConcernDays() : drift.concernDays();
        int count = plan.isPresent() ? drift.planConcerns() : drift.concerns();
        List<Fact.Concern> together =
                Clusters.within(
                        concerns.stream()
                                .filter(one -> after == null || one.happened().isAfter(after))
                                .toList(),
                        Fact::happened,
                        days,
                        some ->
                                some.size() >= count
                                        && some.stream().map(Fact::agency).distinct().count()
                                                >= drift.concernAgencies());
        return together.isEmpty()
                ? List.of()
                : List.of(
                        Finding.of(
                                this, Subject.NONE, together.stream().map(Fact::event).toList()));
    }

    private static LocalDate lastReview(Plans.Plan plan, History history) {
        LocalDate last = plan.since();
        for (Fact.PlanReviewed review : history.facts(Fact.PlanReviewed.class)) {
            last = later(last, review);
        }
        for (Fact.Meeting meeting : history.facts(Fact.Meeting.class)) {
            if (meeting.kind() == MeetingKind.REVIEW_CONFERENCE) {
                last = later(last, meeting);
            }
        }
        return last;
    }

    private static LocalDate later(LocalDate last, Fact review) {
        return last.isBefore(review.happened()) ? review.happened() : last;
    }
}
