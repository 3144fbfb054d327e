package org.wholepicture.alert.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * CONFIRM-MISSING: from the 43rd day after a referral to a service that has sent nothing for the
 * child since, while a self-report made on or after the referral says that it goes well. Any event
 * of that service ends it [A03, A36], also one that tells late of something earlier. One alert for
 * each referral [A09].
 */
final class ConfirmMissing implements Rule {

    private static final About ABOUT =
            new About(
                    "CONFIRM-MISSING",
                    1,
                    Severity.LOW,
                    List.of(Audience.LEAD),
                    "Coventry neglect toolkit, case study [COV]; B-54; the number is a proposal",
                    "The family says that the work with a service goes well; the service itself has sent"
                            + " nothing since the referral. Silence is not a confirmation.",
                    "Any event of that service for this child. Ask the service.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        Thresholds thresholds = settings.thresholds();
        List<Finding> findings = new ArrayList<>();
        for (Fact.ServiceReferral referral : history.facts(Fact.ServiceReferral.class)) {
            LocalDate from = referral.happened();
            if (heardFrom(referral.to(), from, history)) {
                continue;
            }
            List<EventId> events = new ArrayList<>();
            String topic = Topic.engagementWith(referral.to()).code();
            for (Fact.Claim claim : history.facts(Fact.Claim.class)) {
                if (claim.topic().code().equals(topic)
                        && claim.basis() == Basis.SELF_REPORT
                        && claim.value() == Change.BETTER
                        && !claim.happened().isBefore(from)) {
                    events.add(claim.event());
                }
            }
            if (!events.isEmpty()) {
                events.add(referral.event());
                findings.add(
                        Finding.of(this, Subject.referral(referral.event()), events)
                                .from(
                                        from.plusDays(
                                                thresholds.contradictions().confirmDays() + 1L)));
            }
        }
        return findings;
    }

    private static boolean heardFrom(String service, LocalDate from, History history) {
        Instant start = from.atStartOfDay(Provenance.LONDON).toInstant();
        // The latest first: a service that was heard was mostly heard lately.
        return history.saidBy(service).reversed().stream()
                .anyMatch(fact -> !fact.happened().isBefore(from) || !fact.known().isBefore(start));
    }
}
