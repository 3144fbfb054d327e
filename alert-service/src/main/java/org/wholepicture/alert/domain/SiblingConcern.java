package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * WHOLE-SIBLING: a concern of MODERATE or HIGH about the home that this child shares with the
 * children it names, when somebody else leads for this child than for any of them on that day. A
 * child without a lead has nobody to be told. One alert for each concern; it is not a concern about
 * this child for any other rule [A46].
 */
final class SiblingConcern implements Rule {

    private static final About ABOUT =
            new About(
                    "WHOLE-SIBLING",
                    1,
                    Severity.MED,
                    List.of(Audience.LEAD),
                    "Including siblings' needs, over time [N23] AL; B-18, B-50",
                    "There is a worry about the home that this child shares with a brother "
                            + "or sister, for whom somebody else leads.",
                    "A correction of the concern or of who leads. Acknowledge it with what "
                            + "it means for this child.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        List<Finding> findings = new ArrayList<>();
        for (Fact.LinkedConcern concern : history.facts(Fact.LinkedConcern.class)) {
            String lead = leadOn(concern.happened(), history);
            if (concern.level() != Level.LOW && lead != null && !concern.leads().contains(lead)) {
                findings.add(Finding.of(this, Subject.concern(concern.event()), concern));
            }
        }
        return findings;
    }

    /** Of several assigned on one day any will do, but always the same [A10]. */
    private static @Nullable String leadOn(LocalDate day, History history) {
        return history.facts(Fact.LeadAssigned.class).stream()
                .filter(assigned -> assigned.lead() != null && !assigned.happened().isAfter(day))
                .max(Comparator.comparing(Fact::happened).thenComparing(Fact::event))
                .map(Fact.LeadAssigned::lead)
                .orElse(null);
    }

    @Override
    public boolean endsOnlyByCorrection() {
        return true;
    }
}
