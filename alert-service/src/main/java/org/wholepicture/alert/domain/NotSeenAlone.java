package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * VOICE-NOT-ALONE: on an open child protection plan, a child of four or over was seen, but not
 * alone, at the last two social work visits. It runs only where the partnership has set it [A54],
 * and ends by a visit at which the child is seen alone, or with the plan [A60].
 */
final class NotSeenAlone implements Rule {

    private static final About ABOUT =
            new About(
                    "VOICE-NOT-ALONE",
                    1,
                    Severity.LOW,
                    List.of(Audience.LEAD),
                    "Have you captured the child's voice within your recording? [COV]; "
                            + "alternate visits alone [SWK]; B-49",
                    "The child was seen at the last two social work visits, and each time "
                            + "not without a carer.",
                    "A visit at which the child is seen alone, or the end of the plan.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        Thresholds.Family family = settings.thresholds().family();
        LocalDate born = history.birthDay();
        Optional<Plans.Plan> plan = Plans.open(PlanKind.CP, history, settings);
        if (!family.notAlone() || born == null || plan.isEmpty()) {
            return List.of();
        }
        List<Fact.Visit> visits =
                history.facts(Fact.Visit.class).stream()
                        .filter(Seen::bySocialWorker)
                        .filter(visit -> !visit.happened().isBefore(plan.get().since()))
                        .toList();
        List<Fact.Visit> last =
                visits.subList(Math.max(0, visits.size() - family.notAloneVisits()), visits.size());
        boolean neverAlone =
                last.size() == family.notAloneVisits()
                        && last.stream()
                                .allMatch(
                                        visit ->
                                                Boolean.FALSE.equals(visit.seenAlone())
                                                        && !visit.happened()
                                                                .isBefore(
                                                                        born.plusYears(
                                                                                family
                                                                                        .notAloneYears())));
        return neverAlone
                ? List.of(Finding.of(this, Subject.NONE, last.stream().map(Fact::event).toList()))
                : List.of();
    }
}
