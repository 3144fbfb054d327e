package org.wholepicture.alert.domain;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * WHOLE-FACTORS: two different factors of domestic abuse, parental mental ill-health and substance
 * misuse, each on an independent basis, and any concern about the child, all within 365 days of
 * each other, in any order [A44]. It does not end by ageing [A07b].
 */
final class FamilyFactors implements Rule {

    private static final About ABOUT =
            new About(
                    "WHOLE-FACTORS",
                    1,
                    Severity.MED,
                    List.of(Audience.LEAD),
                    "Data overlay of contributory factors [N23]; role of factors "
                            + "[COV][N14]; B-47",
                    "Two of domestic abuse, parental mental ill-health and substance misuse "
                            + "are on record for this family within a year of a worry about the "
                            + "child. Together they weigh more on a child than each alone.",
                    "A correction of one of the facts. Acknowledge it with how they are "
                            + "taken into account.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        int days = settings.thresholds().family().factorDays();
        List<Fact.FamilyFactor> factors =
                history.facts(Fact.FamilyFactor.class).stream()
                        .filter(factor -> factor.basis().independent())
                        .toList();
        Set<EventId> events = new TreeSet<>();
        for (int last = 1; last < factors.size(); last++) {
            for (int first = last - 1; first >= 0; first--) {
                Fact.FamilyFactor one = factors.get(first);
                Fact.FamilyFactor other = factors.get(last);
                if (one.happened().isBefore(other.happened().minusDays(days))) {
                    break;
                }
                if (one.factor() != other.factor()) {
                    add(one, other, days, history, events);
                }
            }
        }
        return events.isEmpty() ? List.of() : List.of(Finding.of(this, Subject.NONE, events));
    }

    /** Every concern within the days of both: the earlier factor is {@code one}. */
    private static void add(
            Fact.FamilyFactor one,
            Fact.FamilyFactor other,
            int days,
            History history,
            Set<EventId> events) {
        for (Fact.Concern concern : history.facts(Fact.Concern.class)) {
            if (!concern.happened().isBefore(other.happened().minusDays(days))
                    && !concern.happened().isAfter(one.happened().plusDays(days))) {
                events.addAll(List.of(one.event(), other.event(), concern.event()));
            }
        }
    }

    @Override
    public boolean endsOnlyByCorrection() {
        return true;
    }
}
