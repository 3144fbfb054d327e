package org.wholepicture.cases.runner;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wholepicture.alert.domain.About;
import org.wholepicture.alert.domain.Audience;
import org.wholepicture.alert.domain.EventId;
import org.wholepicture.alert.domain.Fact;
import org.wholepicture.alert.domain.Finding;
import org.wholepicture.alert.domain.History;
import org.wholepicture.alert.domain.Rule;
import org.wholepicture.alert.domain.Settings;
import org.wholepicture.alert.domain.Severity;
import org.wholepicture.alert.domain.Subject;

/**
 * ESC-OVERDUE: a stage of a disagreement has neither been resolved nor moved up within its limit,
 * in working days from the day it began; on the last day both are in time. Only a person begins the
 * next stage; stages beyond the list have the last limit [A50]. One alert for each disagreement and
 * stage [A09].
 *
 * <p>In the product escalation-service keeps these clocks, and alert-service knows nothing of them;
 * in a case history they are told like the rules.
 */
final class StageOverdue implements Rule {

    /** Working days of each stage (domain.md C2). */
    private static final List<Integer> LIMITS = List.of(1, 1, 2, 3, 5);

    private static final About ABOUT =
            new About(
                    "ESC-OVERDUE",
                    1,
                    Severity.MED,
                    List.of(Audience.NEXT_TIER_OF_BOTH_SIDES, Audience.PARTNERSHIP_MONITOR),
                    "Stages of professional disagreement [COVE][SEFE][CESC]; C2, B-73",
                    "A stage of a professional disagreement has passed its limit.",
                    "The next stage being begun by a person, or the disagreement being resolved.");

    /**
     * A stage as it began.
     *
     * @param number 1 is where it is raised
     */
    private record Stage(LocalDate began, int number, EventId event) {}

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        Set<EventId> resolved = new HashSet<>();
        history.facts(Fact.DissentResolved.class).forEach(fact -> resolved.add(fact.of()));
        List<Finding> findings = new ArrayList<>();
        for (Fact.DissentRaised dissent : history.facts(Fact.DissentRaised.class)) {
            if (!resolved.contains(dissent.event())) {
                Stage present = present(dissent, history);
                int limit = LIMITS.get(Math.min(present.number(), LIMITS.size()) - 1);
                findings.add(
                        Finding.of(
                                        this,
                                        Subject.stage(dissent.event(), present.number()),
                                        List.of(dissent.event(), present.event()))
                                .from(settings.overdueFrom(present.began(), limit)));
            }
        }
        return findings;
    }

    /** The stage that began last; of several of one day the highest. */
    private static Stage present(Fact.DissentRaised dissent, History history) {
        return history.facts(Fact.DissentStage.class).stream()
                .filter(stage -> stage.of().equals(dissent.event()))
                .map(stage -> new Stage(stage.happened(), stage.stage(), stage.event()))
                .max(
                        Comparator.comparing(Stage::began)
                                .thenComparing(Stage::number)
                                .thenComparing(Stage::event))
                .orElse(new Stage(dissent.happened(), 1, dissent.event()));
    }
}
