package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * EDU-PERSISTENT: a report of attendance with at least 10% of at least 60 possible sessions missed,
 * and a concern about this child, of any kind [A16], in the 365 days up to and including that day
 * [A05]. Severe absence in the same half term silences it [A43]. One alert for each half term
 * [A09].
 */
final class PersistentAbsence implements Rule {

    private static final About ABOUT =
            new About(
                    "EDU-PERSISTENT",
                    1,
                    Severity.LOW,
                    List.of(Audience.LEAD, Audience.DESIGNATED_SAFEGUARDING_LEAD),
                    "Persistent absence [PA1][PA2], used in [N23] 2.5; C4; B-51; numbers "
                            + "are proposals",
                    "The child missed a tenth of the school sessions of a half term or "
                            + "more, and there has been a worry about the child within a year.",
                    "A correction, or severe absence in the same half term, which has an "
                            + "alert of its own.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        Thresholds.School school = settings.thresholds().school();
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<String, List<Fact.Attendance>> term : HalfTerms.of(history).entrySet()) {
            List<Fact.Attendance> reports = term.getValue();
            if (reports.stream().anyMatch(report -> HalfTerms.severe(report, school))) {
                continue;
            }
            for (Fact.Attendance report : reports) {
                if (!HalfTerms.persistent(report, school)) {
                    continue;
                }
                List<EventId> events = concerns(report, school, history);
                if (!events.isEmpty()) {
                    events.add(report.event());
                    findings.add(Finding.of(this, Subject.halfTerm(term.getKey()), events));
                }
            }
        }
        return findings;
    }

    private static List<EventId> concerns(
            Fact.Attendance report, Thresholds.School school, History history) {
        LocalDate from = report.happened().minusDays(school.concernDays());
        List<EventId> events = new ArrayList<>();
        for (Fact.Concern concern : history.facts(Fact.Concern.class)) {
            if (!concern.happened().isBefore(from)
                    && !concern.happened().isAfter(report.happened())) {
                events.add(concern.event());
            }
        }
        return events;
    }
}
