package org.wholepicture.alert.domain;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * WNB-REPEAT: two missed appointments that were not recovered, or four recovered or not, within 365
 * days of each other [A02, A30]. It ends by recovery or correction, not because the facts grow old
 * [A07b]. "Was not brought" by a competent teenager or an adult is not counted (domain.md C3).
 */
final class WnbRepeat implements Rule {

    private static final About ABOUT =
            new About(
                    "WNB-REPEAT",
                    1,
                    Severity.MED,
                    List.of(Audience.LEAD, Audience.SENDERS_SAFEGUARDING_LEAD),
                    "Was not brought procedures [SUSS], neglect strategies [COV][N23]; B-37; numbers are"
                            + " proposals",
                    "The child was not brought to several appointments, or nobody could be reached at"
                            + " home, and they were not made up for within four weeks. Appointments that the"
                            + " service cancelled or got wrong are left out.",
                    "An attended appointment of the same kind within 28 days of the missed one, or a"
                            + " correction.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        Thresholds.Appointments numbers = settings.thresholds().appointments();
        List<Appointments.Missed> all = history.missed(settings);
        List<Appointments.Missed> unrecovered =
                all.stream().filter(missed -> !missed.recovered()).toList();
        Set<EventId> events = new TreeSet<>();
        add(unrecovered, numbers.missedUnrecovered(), numbers, events);
        add(all, numbers.missedInAll(), numbers, events);
        return events.isEmpty() ? List.of() : List.of(Finding.of(this, Subject.NONE, events));
    }

    private static void add(
            List<Appointments.Missed> byDay,
            int count,
            Thresholds.Appointments numbers,
            Set<EventId> events) {
        Clusters.within(
                        byDay,
                        Appointments.Missed::day,
                        numbers.missedDays(),
                        some -> some.size() >= count)
                .forEach(missed -> events.addAll(missed.events()));
    }
}
