package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * DRIFT-GCP: (a) a profile has an area of 4 or more and no neglect plan is open on its day; (b) an
 * area is worse than in the profile before it, which is 28 days older or more; (c) an area is 4 or
 * more and was so in every profile since one 90 days older or more; (d) on day 61 of a neglect plan
 * there is no profile since 28 days before its start; (e) on a neglect plan and after its day 60,
 * the last profile is 184 days old [A28]. One open alert per child; further clauses are added to it
 * [A09]. The last profile speaks in (a) to (c): the alert they make ends by the next profile that
 * makes none of them, and (a) also by the start of a neglect plan, never by ageing [A07b]; a plan
 * that ends later does not make (a) again. (d) and (e) run only while the plan is open [A60].
 */
final class DriftProfile implements Rule {

    private static final About ABOUT =
            new About(
                    "DRIFT-GCP",
                    1,
                    Severity.MED,
                    List.of(Audience.LEAD, Audience.MANAGER),
                    "Use of the tool over time and management oversight of it [N23] R1; "
                            + "B-42; numbers are proposals",
                    "The graded care profile of this child has a high grade without a plan "
                            + "for neglect, got worse, has not become better for three months, or was "
                            + "not made or renewed on a plan for neglect.",
                    "A new profile without these points, a plan for neglect where there was "
                            + "none, or the end of the plan that asks for a profile.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        Thresholds.Profiles numbers = settings.thresholds().profiles();
        List<Fact.CareProfile> profiles = history.facts(Fact.CareProfile.class);
        List<Finding> findings = new ArrayList<>();
        if (!profiles.isEmpty()) {
            last(profiles, history, settings, findings);
        }
        Optional<Plans.Plan> open =
                Plans.open(history, settings).filter(Plans.Plan::openForNeglect);
        if (open.isPresent()) {
            Plans.Plan plan = open.get();
            LocalDate afterGrace = plan.since().plusDays(numbers.firstWithinDays() + 1L);
            LocalDate from = plan.since().minusDays(numbers.beforePlanDays());
            if (profiles.isEmpty() || profiles.getLast().happened().isBefore(from)) {
                findings.add(
                        Finding.of(this, Subject.NONE, plan.starts())
                                .because("NONE_ON_PLAN")
                                .from(afterGrace));
            }
            if (!profiles.isEmpty()) {
                Fact.CareProfile last = profiles.getLast();
                LocalDate old = last.happened().plusDays(numbers.oldDays() + 1L);
                List<EventId> events = new ArrayList<>(plan.starts());
                events.add(last.event());
                findings.add(
                        Finding.of(this, Subject.NONE, events)
                                .because("OLD_ON_PLAN")
                                .from(old.isBefore(afterGrace) ? afterGrace : old));
            }
        }
        return findings;
    }

    /** Several profiles of the last day are all the last: order within a day says nothing [A10]. */
    private void last(
            List<Fact.CareProfile> byDay,
            History history,
            Settings settings,
            List<Finding> findings) {
        Thresholds.Profiles numbers = settings.thresholds().profiles();
        LocalDate day = byDay.getLast().happened();
        List<Fact.CareProfile> earlier =
                byDay.stream().filter(profile -> profile.happened().isBefore(day)).toList();
        boolean withoutPlan =
                history.plans(settings).stream().noneMatch(plan -> plan.neglectSince(day));
        for (Fact.CareProfile profile : byDay.subList(earlier.size(), byDay.size())) {
            Finding finding = Finding.of(this, Subject.NONE, profile);
            if (withoutPlan && profile.worst() >= numbers.high()) {
                findings.add(finding.because("HIGH_WITHOUT_PLAN"));
            }
            for (Fact.CareProfile former : ofLastDay(earlier)) {
                if (apart(former, profile) >= numbers.worseAfterDays() && worse(profile, former)) {
                    findings.add(Finding.of(this, Subject.NONE, former, profile).because("WORSE"));
                }
            }
            for (Map.Entry<String, Integer> area : profile.grades().entrySet()) {
                List<Fact> high = highSince(area.getKey(), profile, earlier, numbers.high());
                if (area.getValue() >= numbers.high()
                        && apart(high.getLast(), profile) >= numbers.stillHighDays()) {
                    findings.add(
                            Finding.of(this, Subject.NONE, high.toArray(Fact[]::new))
                                    .because("STILL_HIGH"));
                }
            }
        }
    }

    private static List<Fact.CareProfile> ofLastDay(List<Fact.CareProfile> byDay) {
        return byDay.stream()
                .filter(profile -> profile.happened().equals(byDay.getLast().happened()))
                .toList();
    }

    private static boolean worse(Fact.CareProfile profile, Fact.CareProfile former) {
        return profile.grades().entrySet().stream()
                .anyMatch(
                        area ->
                                area.getValue()
                                        > former.grades()
                                                .getOrDefault(area.getKey(), Integer.MAX_VALUE));
    }

    /** The profile and those before it without a lower grade between; ungraded says nothing. */
    private static List<Fact> highSince(
            String area, Fact.CareProfile profile, List<Fact.CareProfile> earlier, int high) {
        List<Fact> found = new ArrayList<>(List.of(profile));
        for (Fact.CareProfile former : earlier.reversed()) {
            Integer grade = former.grades().get(area);
            if (grade != null && grade < high) {
                break;
            }
            if (grade != null) {
                found.add(former);
            }
        }
        return found;
    }

    private static long apart(Fact earlier, Fact later) {
        return ChronoUnit.DAYS.between(earlier.happened(), later.happened());
    }
}
