package org.wholepicture.alert.domain;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * SAFE-INFANT: independent evidence of substance use at home and of unsafe sleep, at most 30 days
 * apart, both on days when the child was born and under 12 months; family factors do not count
 * [A42]. It does not end because the facts or the child grow older [A07b].
 */
final class SafeInfant implements Rule {

    private static final String SUBSTANCE_USE = "SUBSTANCE_USE_AT_HOME";
    private static final String SAFE_SLEEP = "SAFE_SLEEP";

    private static final About ABOUT =
            new About(
                    "SAFE-INFANT",
                    1,
                    Severity.HIGH,
                    List.of(Audience.LEAD, Audience.HEALTH_VISITOR),
                    "Coventry neglect toolkit [COV]; research on co-sleeping deaths [SUDI1][SUDI2]; B-46",
                    "Substance use at home and unsafe sleep were both seen or recorded for a baby under"
                            + " one year. Together they are a known danger to the life of a baby.",
                    "A correction of one of the facts. Acknowledge it with what was done about safe"
                            + " sleep.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        Thresholds thresholds = settings.thresholds();
        Set<EventId> events = new TreeSet<>();
        List<Fact.Claim> sleeps = seen(history, SAFE_SLEEP, thresholds);
        for (Fact.Claim use : seen(history, SUBSTANCE_USE, thresholds)) {
            for (Fact.Claim sleep : sleeps) {
                long apart = ChronoUnit.DAYS.between(use.happened(), sleep.happened());
                if (Math.abs(apart) <= thresholds.safety().infantPairDays()) {
                    events.add(use.event());
                    events.add(sleep.event());
                }
            }
        }
        return events.isEmpty() ? List.of() : List.of(Finding.of(this, Subject.NONE, events));
    }

    /**
     * Neither good news nor the birthday ends it: the two facts were so, or the record was wrong.
     */
    @Override
    public boolean endsOnlyByCorrection() {
        return true;
    }

    private static List<Fact.Claim> seen(History history, String topic, Thresholds thresholds) {
        return history.facts(Fact.Claim.class).stream()
                .filter(claim -> claim.topic().code().equals(topic))
                .filter(claim -> claim.value() == Change.WORSE && claim.basis().independent())
                .filter(
                        claim ->
                                history.bornAndUnder(
                                        thresholds.safety().infantMonths(), claim.happened()))
                .toList();
    }
}
