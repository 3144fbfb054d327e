package org.wholepicture.chronology.web.picture;

import java.util.List;

/** Draws grades over time: each grade stands as a number on its line. */
public final class GradesDrawing {

    private static final double WIDTH = 960;
    private static final double LEFT = 236;
    private static final double RIGHT = 930;
    private static final double AXIS = 50;
    private static final double STEP = 26;
    private static final double PANEL = 5 * STEP + 34;
    private static final double NEAR = 24;
    private static final int WORST = 5;

    private GradesDrawing() {}

    /** Draws it; the same model always gives the same picture. */
    public static String draw(Grades grades) {
        double height = AXIS + grades.areas().size() * PANEL + 10;
        Svg svg = Svg.begin("grades", grades.title(), grades.description(), WIDTH, height);
        TimeAxis axis = new TimeAxis(grades.from(), grades.to(), LEFT, RIGHT);
        axis.draw(svg, AXIS, height - 10);
        for (int i = 0; i < grades.areas().size(); i++) {
            panel(svg, axis, grades.areas().get(i), AXIS + i * PANEL);
        }
        return svg.end();
    }

    private static void panel(Svg svg, TimeAxis axis, Grades.Area area, double top) {
        svg.line(0, top, WIDTH, top, Svg.INK, 1);
        List<String> name = Widths.lines(area.name(), 16, 138, 3);
        for (int i = 0; i < name.size(); i++) {
            svg.text(8, top + PANEL / 2 + i * 19, name.get(i), 16, Svg.INK, "start", "bold");
        }
        for (int grade = 1; grade <= WORST; grade++) {
            double y = y(top, grade);
            svg.line(LEFT, y, RIGHT, y, Svg.LINE, grade == 1 || grade == WORST ? 1.5 : 1);
            String label = grade == 1 ? "best 1" : grade == WORST ? "worst 5" : "" + grade;
            svg.text(LEFT - 14, y + 5, label, 14, Svg.INK, "end", "normal");
        }
        StringBuilder line = new StringBuilder();
        for (Grades.Point point : area.points()) {
            line.append(line.isEmpty() ? "M" : " L")
                    .append(Svg.number(axis.x(point.day())))
                    .append(' ')
                    .append(Svg.number(y(top, point.grade())));
        }
        if (!line.isEmpty()) {
            svg.path(line.toString(), "none", "#12436d", 2.5, "none");
        }
        double last = Double.NEGATIVE_INFINITY;
        for (Grades.Point point : area.points()) {
            double x = axis.x(point.day());
            double y = y(top, point.grade());
            if (x - last < NEAR) {
                svg.circle(x, y, 4, "#12436d", "#ffffff", 1);
            } else {
                svg.circle(x, y, 11, "#12436d", "#ffffff", 1.5);
                svg.text(x, y + 5, "" + point.grade(), 14, "#ffffff", "middle", "bold");
                last = x;
            }
        }
    }

    private static double y(double top, int grade) {
        return top + 26 + (grade - 1) * STEP;
    }
}
