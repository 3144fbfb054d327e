package org.wholepicture.chronology.domain.view;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.Entry;

/**
 * A graded care profile: a grade for each area, 1 is best and 5 is worst [domain.md C5]. What is in
 * an area, and what follows from a grade, belongs to the licensed tool and is not here.
 *
 * @param grades by area; 1 to 5
 */
public record CareProfile(Entry entry, Map<String, Integer> grades) {

    /** The areas in the order in which they are drawn [domain.md D3]. */
    public static final List<String> AREAS =
            List.of("physical", "safety", "emotional", "developmental");

    private static final int BEST = 1;
    private static final int WORST = 5;

    /** Copies the grades. */
    public CareProfile {
        grades = Map.copyOf(grades);
    }

    /** The day it is of. */
    public LocalDate day() {
        return Details.dayOf(entry);
    }

    /** The grade of an area; null where it was not graded. */
    public @Nullable Integer grade(String area) {
        return grades.get(area);
    }

    /** The profiles of a child, oldest first; those without any grade are left out. */
    public static List<CareProfile> of(History history) {
        return history.standing("care-profile")
                .map(entry -> new CareProfile(entry, grades(entry.details().get("grades"))))
                .filter(profile -> !profile.grades().isEmpty())
                .toList();
    }

    /** The areas that were ever graded: the four in their order, others after them. */
    public static List<String> areasOf(List<CareProfile> profiles) {
        TreeMap<String, Integer> others = new TreeMap<>();
        profiles.forEach(profile -> others.putAll(profile.grades()));
        AREAS.forEach(others::remove);
        return Stream.concat(
                        AREAS.stream()
                                .filter(
                                        area ->
                                                profiles.stream()
                                                        .anyMatch(one -> one.grade(area) != null)),
                        others.keySet().stream())
                .toList();
    }

    private static Map<String, Integer> grades(@Nullable Object sent) {
        Map<String, Integer> grades = new HashMap<>();
        if (sent instanceof Map<?, ?> map) {
            map.forEach(
                    (area, grade) ->
                            valid(grade).ifPresent(one -> grades.put(String.valueOf(area), one)));
        }
        return grades;
    }

    private static Optional<Integer> valid(@Nullable Object grade) {
        return Details.number(grade).filter(one -> one >= BEST && one <= WORST);
    }

    /** Leaves the grades out: they are personal data. */
    @Override
    public String toString() {
        return "CareProfile[entry=" + entry.id() + "]";
    }
}
