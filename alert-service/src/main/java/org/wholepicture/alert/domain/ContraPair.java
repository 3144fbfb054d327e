package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.List;

/** CONTRA-PAIR: one alert for each topic whose contradiction is open [A09]. */
final class ContraPair implements Rule {

    @Override
    public String name() {
        return "CONTRA-PAIR";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Severity severity() {
        return Severity.MED;
    }

    @Override
    public String source() {
        return "Coventry neglect toolkit, case study [COV]; B-35; numbers are proposals";
    }

    @Override
    public String explanation() {
        return "What one agency was told is not confirmed by another agency, or two agencies saw"
                + " different things. Children have been harmed where an account was taken as it was"
                + " given and not checked with the others.";
    }

    @Override
    public String closedBy() {
        return "Recorded evidence that settles it, or two agencies' own observations or records,"
                + " both later, that agree.";
    }

    @Override
    public List<Finding> evaluate(History history, LocalDate today, Thresholds thresholds) {
        return Contradictions.open(history, thresholds).values().stream()
                .map(
                        open ->
                                Finding.of(
                                        this,
                                        Subject.topic(open.topic()),
                                        open.events(),
                                        List.of()))
                .toList();
    }

    @Override
    public boolean turnsOn(LocalDate day, History history, Thresholds thresholds) {
        return false;
    }
}
