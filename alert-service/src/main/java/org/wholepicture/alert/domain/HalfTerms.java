package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** School attendance by half term, each report judged alone [A43]. */
final class HalfTerms {

    private HalfTerms() {}

    /** The reports by half term of a school year; one that names none stands for its own day. */
    static SortedMap<String, List<Fact.Attendance>> of(History history) {
        SortedMap<String, List<Fact.Attendance>> byTerm = new TreeMap<>();
        for (Fact.Attendance report : history.facts(Fact.Attendance.class)) {
            byTerm.computeIfAbsent(name(report), _ -> new ArrayList<>()).add(report);
        }
        return byTerm;
    }

    /** At least 50% of at least 30 sessions. */
    static boolean severe(Fact.Attendance report, Thresholds.School school) {
        return reaches(report, school.severePercent(), school.severeSessions());
    }

    /** At least 10% of at least 60 sessions. */
    static boolean persistent(Fact.Attendance report, Thresholds.School school) {
        return reaches(report, school.persistentPercent(), school.persistentSessions());
    }

    private static boolean reaches(Fact.Attendance report, int percent, int sessions) {
        return report.possible() >= sessions
                && 100L * report.absent() >= (long) percent * report.possible();
    }

    /** A school year begins in September; the summer is often reported after it has begun. */
    private static String name(Fact.Attendance report) {
        LocalDate day = report.happened();
        String term = report.term();
        if (term == null) {
            return day.toString();
        }
        boolean autumn = day.getMonthValue() >= Month.SEPTEMBER.getValue();
        boolean ofThisYear = autumn && term.startsWith("autumn");
        return (ofThisYear ? day.getYear() : day.getYear() - 1) + "-" + term;
    }
}
