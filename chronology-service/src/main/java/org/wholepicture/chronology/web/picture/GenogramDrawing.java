package org.wholepicture.chronology.web.picture;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.wholepicture.chronology.web.picture.Genogram.Form;
import org.wholepicture.chronology.web.picture.Genogram.Place;
import org.wholepicture.chronology.web.picture.Genogram.Somebody;

/**
 * Draws a genogram in the standard signs: square for male, circle for female, triangle for an
 * unborn child, diamond where it is not known; a double outline for the child it is about; a dashed
 * frame around those who live together. Who lives with the child stands on the right of all others,
 * so that the frame holds nobody else. Below is room for cultural notes.
 */
public final class GenogramDrawing {

    private static final double COLUMN = 150;
    private static final double SIZE = 22;
    private static final double MARGIN = 30;
    private static final double ROW = 178;
    private static final double TOP = 64;
    private static final double TEXT = 13.5;
    private static final double LABEL_LINE = 17;
    private static final double NOTES = 168;
    private static final double LEAST_WIDTH = 760;

    /** Grandparents, parents, the child's own, others. */
    private static final int ROWS = 4;

    private final Genogram genogram;
    private final Map<Place, List<Spot>> places = new EnumMap<>(Place.class);
    private final List<Spot> spots = new ArrayList<>();

    private GenogramDrawing(Genogram genogram) {
        this.genogram = genogram;
    }

    /** Somebody where they stand. */
    private record Spot(Somebody somebody, double x, double y, boolean isChild) {}

    /** Draws it; the same model always gives the same picture. */
    public static String draw(Genogram genogram) {
        return new GenogramDrawing(genogram).drawn();
    }

    private static int row(Place place) {
        return switch (place) {
            case GRANDPARENT -> 0;
            case FATHER, MOTHER, BESIDE_PARENTS -> 1;
            case SIBLING -> 2;
            case OTHER -> 3;
        };
    }

    private List<Somebody> of(int row, boolean inHousehold) {
        List<Somebody> there = new ArrayList<>();
        if (row == 2 && inHousehold) {
            there.add(genogram.child());
        }
        genogram.people().stream()
                .filter(one -> row(one.place()) == row && one.inHousehold() == inHousehold)
                .sorted(
                        (one, other) ->
                                Integer.compare(
                                        inZone(one, inHousehold), inZone(other, inHousehold)))
                .forEach(there::add);
        return there;
    }

    /** Parents stand at the edge between the zones, beside each other. */
    private int inZone(Somebody one, boolean inHousehold) {
        boolean fatherAtHome =
                genogram.people().stream()
                        .anyMatch(p -> p.place() == Place.FATHER && p.inHousehold());
        return switch (one.place()) {
            case FATHER -> inHousehold ? 0 : 3;
            case MOTHER -> inHousehold ? 1 : fatherAtHome ? 3 : 4;
            case BESIDE_PARENTS -> 2;
            case GRANDPARENT, SIBLING, OTHER -> 1;
        };
    }

    private String drawn() {
        int outside = 0;
        int inside = 0;
        boolean[] used = new boolean[ROWS];
        for (int row = 0; row < ROWS; row++) {
            outside = Math.max(outside, of(row, false).size());
            inside = Math.max(inside, of(row, true).size());
            used[row] = !of(row, false).isEmpty() || !of(row, true).isEmpty();
        }
        double edge = MARGIN + outside * COLUMN + (outside > 0 ? 24 : 0);
        double width = Math.max(LEAST_WIDTH, edge + inside * COLUMN + MARGIN + 24);
        double right = edge + inside * COLUMN + 24;
        double y = TOP;
        int first = used[0] ? 0 : 1;
        double lastRow = y;
        for (int row = first; row < ROWS; row++) {
            if (used[row]) {
                place(row, edge, y);
                lastRow = y;
                y += ROW;
            }
        }
        double family = lastRow + ROW - 40;
        double height = family + legendHeight() + NOTES + 30;
        Svg svg = Svg.begin("genogram", genogram.title(), genogram.description(), width, height);
        frame(svg, edge, right);
        lines(svg);
        spots.forEach(spot -> draw(svg, spot));
        legend(svg, family + 14);
        notes(svg, family + legendHeight() + 14, width);
        return svg.end();
    }

    private void place(int row, double edge, double y) {
        List<Somebody> outside = of(row, false);
        for (int i = 0; i < outside.size(); i++) {
            // Up to the edge, so that parents stand beside each other across it.
            double x = edge - 24 - (outside.size() - i) * COLUMN + COLUMN / 2;
            add(outside.get(i), x, y);
        }
        List<Somebody> inside = of(row, true);
        for (int i = 0; i < inside.size(); i++) {
            add(inside.get(i), edge + 12 + i * COLUMN + COLUMN / 2, y);
        }
    }

    private void add(Somebody somebody, double x, double y) {
        Spot spot = new Spot(somebody, x, y, somebody == genogram.child());
        spots.add(spot);
        places.computeIfAbsent(somebody.place(), _ -> new ArrayList<>()).add(spot);
    }

    private void frame(Svg svg, double left, double right) {
        double top =
                spots.stream()
                        .filter(spot -> spot.somebody().inHousehold())
                        .mapToDouble(Spot::y)
                        .min()
                        .orElse(TOP);
        double bottom =
                spots.stream()
                        .filter(spot -> spot.somebody().inHousehold())
                        .mapToDouble(Spot::y)
                        .max()
                        .orElse(TOP);
        svg.frame(left, top - 52, right - left, bottom - top + 52 + 112, 14, "8 5");
        svg.text(left + 12, top - 34, "Lives with the child", TEXT, Svg.INK, "start", "bold");
    }

    private void lines(Svg svg) {
        Spot child = spots.stream().filter(Spot::isChild).findFirst().orElseThrow();
        List<Spot> fathers = places.getOrDefault(Place.FATHER, List.of());
        List<Spot> mothers = places.getOrDefault(Place.MOTHER, List.of());
        double fromX = child.x();
        double fromY = child.y();
        if (!fathers.isEmpty() && !mothers.isEmpty()) {
            Spot father = nearest(fathers, mothers.getFirst());
            Spot mother = nearest(mothers, father);
            double left = Math.min(father.x(), mother.x());
            double right = Math.max(father.x(), mother.x());
            // Below the forms, as is usual, so that nobody between the two is crossed.
            double bar = father.y() + SIZE + 8;
            for (Spot parent : List.of(father, mother)) {
                svg.line(parent.x(), parent.y() + SIZE, parent.x(), bar, Svg.INK, 2);
            }
            svg.line(left, bar, right, bar, Svg.INK, 2);
            fromX = (left + right) / 2;
            fromY = bar;
        } else if (!fathers.isEmpty() || !mothers.isEmpty()) {
            Spot parent = (fathers.isEmpty() ? mothers : fathers).getFirst();
            fromX = parent.x() + COLUMN / 2 - 10;
            fromY = parent.y() + SIZE + 8;
            svg.line(parent.x(), parent.y() + SIZE, parent.x(), fromY, Svg.INK, 2);
            svg.line(parent.x(), fromY, fromX, fromY, Svg.INK, 2);
        } else {
            return;
        }
        double turn = child.y() - SIZE - 26;
        svg.line(fromX, fromY, fromX, turn, Svg.INK, 2);
        List<Spot> children = new ArrayList<>(List.of(child));
        children.addAll(places.getOrDefault(Place.SIBLING, List.of()));
        for (Spot one : children) {
            svg.line(fromX, turn, one.x(), turn, Svg.INK, 2);
            svg.line(one.x(), turn, one.x(), one.y() - SIZE, Svg.INK, 2);
        }
    }

    private static Spot nearest(List<Spot> spots, Spot to) {
        return spots.stream()
                .min(
                        (one, other) ->
                                Double.compare(
                                        Math.abs(one.x() - to.x()), Math.abs(other.x() - to.x())))
                .orElse(to);
    }

    private static void draw(Svg svg, Spot spot) {
        double x = spot.x();
        double y = spot.y();
        Somebody somebody = spot.somebody();
        form(svg, somebody.form(), x, y, SIZE, somebody.recorded());
        if (spot.isChild()) {
            form(svg, somebody.form(), x, y, SIZE - (somebody.form() == Form.UNBORN ? 8 : 5), true);
        }
        if (!somebody.recorded()) {
            svg.text(x, y + 8, "?", 22, Svg.INK, "middle", "bold");
        }
        List<String> lines = new ArrayList<>();
        somebody.labels().forEach(label -> lines.addAll(Widths.lines(label, TEXT, COLUMN - 26, 2)));
        double widest = lines.stream().mapToDouble(line -> Widths.of(line, TEXT)).max().orElse(0);
        double first = y + SIZE + 26;
        svg.rect(
                x - widest / 2 - 2,
                first - 14,
                widest + 4,
                lines.size() * LABEL_LINE + 3,
                "#ffffff",
                "none",
                0);
        for (int i = 0; i < lines.size(); i++) {
            svg.text(
                    x,
                    first + i * LABEL_LINE,
                    lines.get(i),
                    TEXT,
                    Svg.INK,
                    "middle",
                    i == 0 ? "bold" : "normal");
        }
    }

    private static void form(Svg svg, Form form, double x, double y, double size, boolean known) {
        String dashes = known ? "none" : "4 4";
        String d =
                switch (form) {
                    case MALE ->
                            "M%s %s h%s v%s h%s Z"
                                    .formatted(
                                            Svg.number(x - size),
                                            Svg.number(y - size),
                                            Svg.number(2 * size),
                                            Svg.number(2 * size),
                                            Svg.number(-2 * size));
                    case FEMALE -> "";
                    case UNBORN ->
                            "M%s %s L%s %s L%s %s Z"
                                    .formatted(
                                            Svg.number(x),
                                            Svg.number(y - size),
                                            Svg.number(x + size),
                                            Svg.number(y + size * 0.8),
                                            Svg.number(x - size),
                                            Svg.number(y + size * 0.8));
                    case NOT_KNOWN ->
                            "M%s %s L%s %s L%s %s L%s %s Z"
                                    .formatted(
                                            Svg.number(x),
                                            Svg.number(y - size),
                                            Svg.number(x + size),
                                            Svg.number(y),
                                            Svg.number(x),
                                            Svg.number(y + size),
                                            Svg.number(x - size),
                                            Svg.number(y));
                };
        if (form == Form.FEMALE) {
            svg.ring(x, y, size, "#ffffff", Svg.INK, 2, dashes);
        } else {
            svg.path(d, "#ffffff", Svg.INK, 2, dashes);
        }
    }

    private static double legendHeight() {
        return 78;
    }

    private static void legend(Svg svg, double top) {
        svg.text(MARGIN, top + 4, "What the signs mean", 14, Svg.INK, "start", "bold");
        record Sign(Form form, String text) {}
        List<Sign> signs =
                List.of(
                        new Sign(Form.MALE, "male"),
                        new Sign(Form.FEMALE, "female"),
                        new Sign(Form.UNBORN, "not yet born"),
                        new Sign(Form.NOT_KNOWN, "not said whether male or female"));
        double x = MARGIN + 10;
        for (Sign sign : signs) {
            form(svg, sign.form(), x, top + 26, 9, true);
            svg.text(x + 16, top + 31, sign.text(), TEXT, Svg.INK);
            x += Widths.of(sign.text(), TEXT) + 52;
        }
        svg.text(
                MARGIN,
                top + 56,
                "Double outline: the child this is about. Dashed outline with ?: nobody is recorded.",
                TEXT,
                Svg.INK);
    }

    private static void notes(Svg svg, double top, double width) {
        svg.rect(MARGIN, top, width - 2 * MARGIN, NOTES, "#ffffff", Svg.INK, 1);
        svg.text(MARGIN + 12, top + 24, "Cultural notes", 16, Svg.INK, "start", "bold");
        svg.text(
                MARGIN + 12,
                top + 44,
                "Language, faith, heritage, customs, and whom the family counts as family: in the family’s own words.",
                TEXT,
                Svg.INK);
        for (int i = 1; i <= 3; i++) {
            double y = top + 48 + i * 34;
            svg.line(MARGIN + 12, y, width - MARGIN - 12, y, Svg.LINE, 1);
        }
    }
}
