package org.wholepicture.alert.domain;

import java.util.List;

/** CONTRA-PAIR: one alert for each topic whose contradiction is open [A09]. */
final class ContraPair implements Rule {

    private static final About ABOUT =
            new About(
                    "CONTRA-PAIR",
                    1,
                    Severity.MED,
                    List.of(Audience.LEAD, Audience.BOTH_AGENCIES),
                    "Coventry neglect toolkit, case study [COV]; B-35; numbers are proposals",
                    "What one agency was told is not confirmed by another agency, or two agencies saw"
                            + " different things. Children have been harmed where an account was taken as it was"
                            + " given and not checked with the others.",
                    "Recorded evidence that settles it, or two agencies' own observations or records,"
                            + " both later, that agree.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        Thresholds thresholds = settings.thresholds();
        return Contradictions.open(history, thresholds).values().stream()
                .map(open -> Finding.of(this, Subject.topic(open.topic()), open.events()))
                .toList();
    }
}
