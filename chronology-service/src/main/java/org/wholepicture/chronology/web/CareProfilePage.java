package org.wholepicture.chronology.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.wholepicture.chronology.application.ReadHistory;
import org.wholepicture.chronology.domain.view.CareProfile;
import org.wholepicture.chronology.web.picture.Grades;
import org.wholepicture.chronology.web.picture.GradesDrawing;

/** Graded care profiles over time, by area: a picture and a table with the same content. */
record CareProfilePage(
        ViewHead head, boolean empty, String svg, List<String> areas, List<Row> rows) {

    /** One profile; grades in the order of the areas, a dash where one was not graded. */
    record Row(ViewHead.EntryLink entry, List<String> grades) {}

    private static final int SHORTEST_DAYS = 28;

    /** Leaves everything out: it is personal data. */
    @Override
    public String toString() {
        return "CareProfilePage[]";
    }

    static CareProfilePage of(ReadHistory.Whole whole, String root) {
        List<CareProfile> profiles = CareProfile.of(whole.history());
        List<String> areas = CareProfile.areasOf(profiles);
        return new CareProfilePage(
                ViewHead.of(whole, ViewHead.Page.CARE_PROFILE, root),
                profiles.isEmpty(),
                profiles.isEmpty()
                        ? ""
                        : GradesDrawing.draw(model(profiles, areas, whole.history().today())),
                areas.stream().map(ViewWords::area).toList(),
                profiles.reversed().stream()
                        .map(
                                profile ->
                                        new Row(
                                                ViewHead.link(root, whole, profile.entry()),
                                                areas.stream()
                                                        .map(profile::grade)
                                                        .map(
                                                                grade ->
                                                                        grade == null
                                                                                ? "–"
                                                                                : grade.toString())
                                                        .toList()))
                        .toList());
    }

    private static Grades model(List<CareProfile> profiles, List<String> areas, LocalDate today) {
        LocalDate first = profiles.getFirst().day();
        LocalDate latest = today.minusDays(SHORTEST_DAYS);
        return new Grades(
                "Graded care profile over time",
                "Grades from 1, best, at the top to 5, worst, at the bottom, for each area, from %s to %s. The table below has the same numbers."
                        .formatted(Days.of(first), Days.of(today)),
                first.isBefore(latest) ? first : latest,
                today,
                areas.stream()
                        .map(
                                area ->
                                        new Grades.Area(
                                                ViewWords.area(area),
                                                profiles.stream()
                                                        .map(
                                                                profile -> {
                                                                    Integer grade =
                                                                            profile.grade(area);
                                                                    return grade == null
                                                                            ? null
                                                                            : new Grades.Point(
                                                                                    profile.day(),
                                                                                    grade);
                                                                })
                                                        .filter(Objects::nonNull)
                                                        .toList()))
                        .toList());
    }
}
