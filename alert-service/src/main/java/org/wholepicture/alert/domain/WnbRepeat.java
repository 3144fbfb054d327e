package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * WNB-REPEAT: two missed appointments that were not recovered, or four recovered or not, within 365
 * days of each other [A02, A30]. It ends by recovery or correction, not because the facts grow old
 * [A07b]. "Was not brought" by a competent teenager or an adult is not counted (domain.md C3).
 */
final class WnbRepeat implements Rule {

    @Override
    public String name() {
        return "WNB-REPEAT";
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
        return "Was not brought procedures [SUSS], neglect strategies [COV][N23]; B-37; numbers are"
                + " proposals";
    }

    @Override
    public String explanation() {
        return "The child was not brought to several appointments, or nobody could be reached at"
                + " home, and they were not made up for within four weeks. Appointments that the"
                + " service cancelled or got wrong are left out.";
    }

    @Override
    public String closedBy() {
        return "An attended appointment of the same kind within 28 days of the missed one, or a"
                + " correction.";
    }

    @Override
    public List<Finding> evaluate(History history, LocalDate today, Thresholds thresholds) {
        List<Appointments.Missed> all = Appointments.missed(history, thresholds);
        List<Appointments.Missed> unrecovered =
                all.stream().filter(missed -> !missed.recovered()).toList();
        Set<EventId> events = new TreeSet<>();
        events.addAll(clusters(unrecovered, thresholds.missedUnrecovered(), thresholds));
        events.addAll(clusters(all, thresholds.missedInAll(), thresholds));
        return events.isEmpty()
                ? List.of()
                : List.of(Finding.of(this, Subject.NONE, events, List.of()));
    }

    @Override
    public boolean turnsOn(LocalDate day, History history, Thresholds thresholds) {
        return false;
    }

    /** The events of every run of {@code count} appointments that lie within the window. */
    private static Set<EventId> clusters(
            List<Appointments.Missed> byDay, int count, Thresholds thresholds) {
        Set<EventId> events = new TreeSet<>();
        for (int last = count - 1; last < byDay.size(); last++) {
            List<Appointments.Missed> run = byDay.subList(last - count + 1, last + 1);
            long span = ChronoUnit.DAYS.between(run.getFirst().day(), run.getLast().day());
            if (span <= thresholds.missedWindowDays()) {
                run.forEach(missed -> events.addAll(missed.events()));
            }
        }
        return events;
    }
}
