package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

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

    /** The missed appointments, by day; {@link History#missed} remembers them. */
    static List<Missed> missed(History history, Thresholds thresholds) {
        Map<String, NavigableSet<LocalDate>> attended =
                attended(history.facts(Fact.Appointment.class));
        List<Missed> missed = new ArrayList<>();
        for (List<Fact.Appointment> reports :
                reported(history, appointment -> appointment.outcome().missed())) {
            boolean recovered =
                    reports.stream().anyMatch(report -> recovered(report, attended, thresholds));
            missed.add(new Missed(reports.getFirst().happened(), events(reports), recovered));
        }
        return missed;
    }

    /**
     * The appointments that came out in some way, by day, each with those who reported it. An error
     * of the service that one of them reports holds for the copies that others sent of it too, and
     * the appointment is left out.
     */
    static List<List<Fact.Appointment>> reported(
            History history, Predicate<Fact.Appointment> such) {
        Map<String, List<Fact.Appointment>> distinct = new LinkedHashMap<>();
        for (Fact.Appointment appointment : history.facts(Fact.Appointment.class)) {
            if (such.test(appointment)) {
                String reference = appointment.reference();
                String key =
                        reference == null ? "event " + appointment.event() : "ref " + reference;
                distinct.computeIfAbsent(key, _ -> new ArrayList<>()).add(appointment);
            }
        }
        // Facts come by day, so the first report of each does too.
        return distinct.values().stream()
                .filter(reports -> reports.stream().noneMatch(Fact.Appointment::serviceFault))
                .toList();
    }

    /** Who reported it. */
    static SortedSet<EventId> events(List<Fact.Appointment> reports) {
        SortedSet<EventId> events = new TreeSet<>();
        reports.forEach(report -> events.add(report.event()));
        return events;
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
        return next != null
                && !next.isAfter(
                        missed.happened().plusDays(thresholds.appointments().recoveryDays()));
    }
}
