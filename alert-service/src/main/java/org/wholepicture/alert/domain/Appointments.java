package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The missed appointments of a history: was not brought or no access, at no fault of the service.
 * The same appointment reported twice, also by two agencies, is one [A30].
 */
final class Appointments {

    private Appointments() {}

    /**
     * One missed appointment.
     *
     * @param day when it was
     * @param events who reported it
     * @param recovered whether the same kind was attended on the same day or within 28 days after
     */
    record Missed(LocalDate day, SortedSet<EventId> events, boolean recovered) {}

    /** The missed appointments, by day. */
    static List<Missed> missed(History history, Thresholds thresholds) {
        List<Fact.Appointment> all = history.facts(Fact.Appointment.class);
        TreeMap<String, List<Fact.Appointment>> distinct = new TreeMap<>();
        for (Fact.Appointment appointment : all) {
            if (appointment.outcome().missed()) {
                String reference = appointment.reference();
                String key =
                        reference == null ? "event " + appointment.event() : "ref " + reference;
                distinct.computeIfAbsent(key, _ -> new ArrayList<>()).add(appointment);
            }
        }
        Map<String, NavigableSet<LocalDate>> attended = attended(all);
        List<Missed> missed = new ArrayList<>();
        for (List<Fact.Appointment> reports : distinct.values()) {
            // The service's own word that it erred holds for the copies others sent of it too.
            if (reports.stream().anyMatch(Fact.Appointment::serviceFault)) {
                continue;
            }
            SortedSet<EventId> events = new TreeSet<>();
            reports.forEach(report -> events.add(report.event()));
            boolean recovered =
                    reports.stream().anyMatch(report -> recovered(report, attended, thresholds));
            missed.add(new Missed(reports.getFirst().happened(), events, recovered));
        }
        missed.sort(Comparator.comparing(Missed::day).thenComparing(m -> m.events().first()));
        return missed;
    }

    /** The days on which appointments were attended, by their kind. */
    private static Map<String, NavigableSet<LocalDate>> attended(List<Fact.Appointment> all) {
        Map<String, NavigableSet<LocalDate>> days = new HashMap<>();
        for (Fact.Appointment appointment : all) {
            if (appointment.outcome() == AppointmentOutcome.ATTENDED) {
                days.computeIfAbsent(appointment.kind(), _ -> new TreeSet<>())
                        .add(appointment.happened());
            }
        }
        return days;
    }

    private static boolean recovered(
            Fact.Appointment missed,
            Map<String, NavigableSet<LocalDate>> attended,
            Thresholds thresholds) {
        NavigableSet<LocalDate> days = attended.get(missed.kind());
        LocalDate next = days == null ? null : days.ceiling(missed.happened());
        return next != null && !next.isAfter(missed.happened().plusDays(thresholds.recoveryDays()));
    }
}
