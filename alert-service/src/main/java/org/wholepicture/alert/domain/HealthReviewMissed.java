package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * HCP-REVIEW-MISSED: from the 15th day after birth no new-birth visit was attended, where health
 * visiting has sent its appointments since before the birth. Any other review of the Healthy Child
 * Programme only where an appointment of its kind is on record, whatever came of it, and none was
 * attended by the end of its window + 28 days [A33]: 6-8 weeks, 12 months, 2 1/2 years (domain.md
 * C3). One alert for each review [A09].
 */
final class HealthReviewMissed implements Rule {

    private static final About ABOUT =
            new About(
                    "HCP-REVIEW-MISSED",
                    1,
                    Severity.MED,
                    List.of(Audience.HEALTH_VISITING_LEAD),
                    "Healthy Child Programme [HCP1][HCP2]; C3; B-37; numbers are proposals",
                    "A health review of a young child was due and has not taken place.",
                    "The review being attended.");

    @Override
    public About about() {
        return ABOUT;
    }

    private static final String NEW_BIRTH = "new-birth-visit";

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        LocalDate born = history.birthDay();
        if (born == null) {
            return List.of();
        }
        Thresholds.HealthReviews numbers = settings.thresholds().healthReviews();
        LocalDate since = settings.newBirthVisitsFrom();
        List<Finding> findings = new ArrayList<>();
        if (since != null && !born.isBefore(since) && !attended(NEW_BIRTH, history)) {
            findings.add(
                    Finding.of(this, Subject.review(NEW_BIRTH), onRecord(NEW_BIRTH, history))
                            .from(born.plusDays(numbers.newBirthDays() + 1L)));
        }
        windows(born, numbers)
                .forEach(
                        (kind, end) -> {
                            List<EventId> onRecord = onRecord(kind, history);
                            if (!onRecord.isEmpty() && !attended(kind, history)) {
                                findings.add(
                                        Finding.of(this, Subject.review(kind), onRecord)
                                                .from(end.plusDays(numbers.graceDays() + 1L)));
                            }
                        });
        return findings;
    }

    /** The last days of the windows, by kind of review. */
    private static Map<String, LocalDate> windows(
            LocalDate born, Thresholds.HealthReviews numbers) {
        return Map.of(
                "6-8-week-review", born.plusDays(numbers.sixToEightWeekDays()),
                "1-year-review", born.plusMonths(numbers.oneYearMonths()),
                "2-year-review", born.plusMonths(numbers.twoYearMonths()));
    }

    private static boolean attended(String kind, History history) {
        return history.facts(Fact.Appointment.class).stream()
                .anyMatch(
                        one ->
                                one.kind().equals(kind)
                                        && one.outcome() == AppointmentOutcome.ATTENDED);
    }

    private static List<EventId> onRecord(String kind, History history) {
        return history.facts(Fact.Appointment.class).stream()
                .filter(one -> one.kind().equals(kind))
                .map(Fact::event)
                .toList();
    }
}
