package org.wholepicture.alert.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * CLOCK-MINUTES-15: no minutes that name an initial or review conference in 15 working days; one
 * alert for each conference, for every child named in it [A23].
 */
final class ClockMinutes implements Rule {

    private static final About ABOUT =
            new About(
                    "CLOCK-MINUTES-15",
                    1,
                    Severity.LOW,
                    List.of(Audience.CHAIR_SERVICE),
                    "North Yorkshire minutes standard [NYMIN]; minutes in a timely manner "
                            + "[COV]; C1",
                    "The minutes of a child protection conference have not been shared "
                            + "within 15 working days.",
                    "The minutes of that conference being shared.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        int limit = settings.thresholds().clocks().minutes();
        List<Finding> findings = new ArrayList<>();
        for (Fact.Meeting meeting : history.facts(Fact.Meeting.class)) {
            if (meeting.kind().conference() && !shared(meeting, history)) {
                findings.add(
                        Finding.of(this, Subject.meeting(meeting.event()), meeting)
                                .from(settings.overdueFrom(meeting.happened(), limit)));
            }
        }
        return findings;
    }

    private static boolean shared(Fact.Meeting meeting, History history) {
        return history.facts(Fact.MinutesShared.class).stream()
                .anyMatch(minutes -> minutes.of().equals(meeting.event()));
    }
}
