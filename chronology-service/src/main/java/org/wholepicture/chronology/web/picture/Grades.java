package org.wholepicture.chronology.web.picture;

import java.time.LocalDate;
import java.util.List;

/**
 * Grades over time, an area below the other: 1 is best and stands above, 5 is worst.
 *
 * @param title of the picture
 * @param description what it shows, for those who do not see it
 * @param from first day
 * @param to last day, later than the first
 * @param areas from top to bottom
 */
public record Grades(
        String title, String description, LocalDate from, LocalDate to, List<Area> areas) {

    /** One area, its grades oldest first. */
    public record Area(String name, List<Point> points) {}

    /** A grade, 1 to 5. */
    public record Point(LocalDate day, int grade) {}
}
