package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * SAFE-NO-STRATEGY: for every concern in which physical harm is disclosed, of any child: no
 * strategy discussion, no decision on a referral not to hold one with its reason, and no record
 * that it was decided against, on or after the day of the disclosure and within one working day
 * [A40]. What is done later does not undo that it was late; what was done in time and becomes known
 * late ends the alert [A06]. Each disclosure is its own alert [A09].
 */
final class NoStrategy implements Rule {

    private static final About ABOUT =
            new About(
                    "SAFE-NO-STRATEGY",
                    1,
                    Severity.HIGH,
                    List.of(Audience.MANAGER),
                    "Strategy meetings in neglect [NY]; B-44; the time is a proposal",
                    "Physical harm was disclosed, and within one working day there was "
                            + "neither a strategy discussion nor a recorded decision, with its "
                            + "reason, not to hold one.",
                    "The record of a strategy discussion, or of a reasoned decision not to "
                            + "hold one, in that time.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        int limit = settings.thresholds().safety().strategy();
        List<Finding> findings = new ArrayList<>();
        for (Fact.Concern disclosure : history.facts(Fact.Concern.class)) {
            if (disclosure.physicalHarmDisclosed()) {
                LocalDate overdue = settings.overdueFrom(disclosure.happened(), limit);
                if (!considered(disclosure.happened(), overdue, history)) {
                    findings.add(
                            Finding.of(this, Subject.concern(disclosure.event()), disclosure)
                                    .from(overdue));
                }
            }
        }
        return findings;
    }

    private static boolean considered(LocalDate from, LocalDate before, History history) {
        return Stream.<Fact>concat(
                        Stream.concat(
                                history.facts(Fact.StrategyDiscussion.class).stream(),
                                history.facts(Fact.StrategyDeclined.class).stream()),
                        history.facts(Fact.ReferralDecided.class).stream()
                                .filter(one -> one.outcome() == ReferralOutcome.NO_STRATEGY)
                                .filter(Fact.ReferralDecided::reasoned))
                .map(Fact::happened)
                .anyMatch(day -> !day.isBefore(from) && day.isBefore(before));
    }
}
