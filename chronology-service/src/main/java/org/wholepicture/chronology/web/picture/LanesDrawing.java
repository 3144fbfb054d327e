package org.wholepicture.chronology.web.picture;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Draws a history as swim lanes. What is too near to something of its kind is drawn once, with a
 * number of the list below the picture; in a picture with very many signs with how many they are.
 */
public final class LanesDrawing {

    private static final double WIDTH = 960;
    private static final double LEFT = 176;
    private static final double RIGHT = 940;
    private static final double AXIS = 66;
    private static final double TEXT = 14;
    private static final double SMALL = 13;
    private static final double NAME_ROW = 17;
    private static final double FLAG_ROW = 18;
    private static final double BAND = 26;
    private static final double SIGN_ROW = 34;
    private static final double LANE_PADDING = 8;
    private static final double NEAR = 21;
    private static final double FURTHEST = 24;
    private static final int MOST_FLAG_ROWS = 5;
    private static final int MOST_NUMBERED = 80;

    private final LanesModel lanes;
    private final TimeAxis axis;
    private final Svg svg;
    private final List<Placed> placed;
    private final boolean numbered;
    private double y;

    private LanesDrawing(LanesModel lanes, TimeAxis axis, List<Placed> placed, double height) {
        this.lanes = lanes;
        this.axis = axis;
        this.placed = placed;
        numbered = placed.size() <= MOST_NUMBERED;
        svg = Svg.begin("lanes", lanes.title(), lanes.description(), WIDTH, height);
    }

    /** A sign in its place. */
    private static final class Placed {
        final int lane;
        final int row;
        final double x;
        final Sign sign;
        final LocalDate day;
        final List<Integer> spots = new ArrayList<>();
        int number;

        Placed(int lane, int row, double x, Sign sign, LocalDate day) {
            this.lane = lane;
            this.row = row;
            this.x = x;
            this.sign = sign;
            this.day = day;
        }
    }

    /** Draws it; the same model always gives the same picture. */
    public static LanesModel.Drawn draw(LanesModel lanes) {
        TimeAxis axis = new TimeAxis(lanes.from(), lanes.to(), LEFT, RIGHT);
        List<Placed> placed = place(lanes, axis);
        placed.sort(
                Comparator.comparing((Placed one) -> one.day)
                        .thenComparing(one -> one.lane)
                        .thenComparing(one -> one.row)
                        .thenComparing(one -> one.x));
        for (int i = 0; i < placed.size(); i++) {
            placed.get(i).number = i + 1;
        }
        // Drawn once to learn how high it is, and once for good.
        LanesDrawing measured = new LanesDrawing(lanes, axis, placed, 0);
        double height = measured.everything(0);
        LanesDrawing drawing = new LanesDrawing(lanes, axis, placed, height);
        drawing.everything(height);
        return new LanesModel.Drawn(
                drawing.svg.end(),
                drawing.numbered,
                placed.stream()
                        .map(
                                one ->
                                        new LanesModel.Mark(
                                                one.number,
                                                one.lane,
                                                one.sign,
                                                List.copyOf(one.spots)))
                        .toList());
    }

    /** In rows of its lane: worries above, what speaks for the child below. */
    private static int row(Sign sign) {
        return switch (sign) {
            case OWN_WORDS, ALERT, DISSENT, OTHER_HARM, CONCERN, MISSED, NOT_WELL -> 0;
            case FAMILY_SAYS, RESTRICTED, OTHER -> 1;
            case WELL -> 2;
        };
    }

    private static List<Placed> place(LanesModel lanes, TimeAxis axis) {
        List<Placed> all = new ArrayList<>();
        for (int lane = 0; lane < lanes.lanes().size(); lane++) {
            List<LanesModel.Spot> spots = lanes.lanes().get(lane).spots();
            Map<Integer, List<Placed>> rows = new HashMap<>();
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < spots.size(); i++) {
                order.add(i);
            }
            order.sort(
                    Comparator.comparing((Integer i) -> spots.get(i).day())
                            .thenComparing(i -> spots.get(i).sign())
                            .thenComparing(i -> i));
            for (int i : order) {
                LanesModel.Spot spot = spots.get(i);
                put(
                        rows.computeIfAbsent(row(spot.sign()), _ -> new ArrayList<>()),
                        lane,
                        i,
                        spot,
                        axis.x(spot.day()));
            }
            rows.values().forEach(all::addAll);
        }
        return all;
    }

    /** Beside what is there already, or into it where there is no room beside it. */
    private static void put(List<Placed> row, int lane, int index, LanesModel.Spot spot, double x) {
        Placed last = row.isEmpty() ? null : row.getLast();
        if (last == null || x - last.x >= NEAR) {
            add(row, lane, index, spot, x);
            return;
        }
        for (Placed near : row.reversed()) {
            if (x - near.x > NEAR + FURTHEST) {
                break;
            }
            if (near.sign == spot.sign()) {
                near.spots.add(index);
                return;
            }
        }
        if (last.x + NEAR - x <= FURTHEST && last.x + NEAR <= RIGHT) {
            add(row, lane, index, spot, last.x + NEAR);
        } else if (last.sign.compareTo(spot.sign()) <= 0) {
            last.spots.add(index);
        } else {
            Placed instead = new Placed(lane, row(spot.sign()), last.x, spot.sign(), last.day);
            instead.spots.addAll(last.spots);
            instead.spots.add(index);
            row.set(row.size() - 1, instead);
        }
    }

    private static void add(List<Placed> row, int lane, int index, LanesModel.Spot spot, double x) {
        Placed one = new Placed(lane, row(spot.sign()), x, spot.sign(), spot.day());
        one.spots.add(index);
        row.add(one);
    }

    /** Draws from top to bottom; the bottom is only known after the first time. */
    private double everything(double height) {
        double bottom = height - legendHeight();
        axis.draw(svg, AXIS, Math.max(AXIS, bottom));
        y = AXIS;
        for (LanesModel.Flag moment : lanes.moments()) {
            double x = axis.x(moment.day());
            svg.dashed(x, AXIS, x, Math.max(AXIS, bottom), Svg.GREY, 1.5, "6 3");
        }
        plans();
        if (!lanes.steps().isEmpty()) {
            flags("Step-downs and closures", lanes.steps(), Math.max(AXIS, bottom));
        }
        if (!lanes.leads().isEmpty()) {
            flags("Lead practitioner", lanes.leads(), 0);
        }
        for (int lane = 0; lane < lanes.lanes().size(); lane++) {
            lane(lane);
        }
        // Below the signs, which would be struck through by it on the last day.
        svg.line(RIGHT, AXIS, RIGHT, y, Svg.INK, 2);
        signs();
        svg.text(RIGHT, 14, lanes.lastDay(), SMALL, Svg.INK, "end", "bold");
        legend();
        return y;
    }

    private void plans() {
        double top = y;
        svg.rect(0, top, LEFT - 10, BAND + 16, Svg.PALE, "none", 0);
        svg.line(0, top, WIDTH, top, Svg.INK, 1);
        name("Plans", top, BAND + 16, true);
        if (lanes.plans().isEmpty()) {
            svg.text(LEFT + 6, top + 26, "No plan is recorded", SMALL, Svg.INK);
        }
        for (LanesModel.Band plan : lanes.plans()) {
            LocalDate to = plan.to();
            double left = axis.x(plan.from());
            double right = to == null ? RIGHT : axis.x(to);
            String ink = plan.shade() == LanesModel.Shade.LIGHT ? Svg.INK : "#ffffff";
            svg.rect(left, top + 8, right - left, BAND, fill(plan.shade()), Svg.INK, 1);
            String label =
                    Stream.of(
                                    plan.name() + (to == null ? ", open" : ""),
                                    plan.name(),
                                    plan.shortName())
                            .filter(text -> Widths.of(text, SMALL) + 10 < right - left)
                            .findFirst()
                            .orElse("");
            svg.text(left + 5, top + 8 + BAND / 2 + 5, label, SMALL, ink);
        }
        for (LanesModel.Flag moment : lanes.moments()) {
            double x = axis.x(moment.day());
            svg.text(x + 4, 30, moment.label(), SMALL, Svg.INK);
        }
        y = top + BAND + 16;
    }

    private static String fill(LanesModel.Shade shade) {
        return switch (shade) {
            case LIGHT -> "#bbd4ea";
            case MEDIUM -> "#1d5f99";
            case DARK -> "#0b2d4e";
            case OTHER -> "#4c2c92";
        };
    }

    /** A flag in its place: right of its pole, or left of it at the edge. */
    private record Put(double x, boolean left, int row, double width) {}

    private static List<Put> put(List<LanesModel.Flag> flags, TimeAxis axis) {
        List<Double> ends = new ArrayList<>();
        List<Put> places = new ArrayList<>();
        for (LanesModel.Flag flag : flags) {
            double width = Widths.of(flag.label(), SMALL) + 16;
            double x = axis.x(flag.day());
            boolean left = x + width > RIGHT;
            double begin = left ? x - width : x;
            int row = 0;
            while (row < ends.size() && ends.get(row) > begin - 4) {
                row++;
            }
            if (row == ends.size()) {
                ends.add(0.0);
            }
            ends.set(row, left ? x + 2 : x + width);
            places.add(new Put(x, left, row, width));
        }
        return places;
    }

    /**
     * Labels on days, in as many rows as they need.
     *
     * @param linesTo how far down a line goes from each; 0 for none
     */
    private void flags(String name, List<LanesModel.Flag> flags, double linesTo) {
        double top = y;
        List<Put> places = put(flags, axis);
        int rows = Math.min(MOST_FLAG_ROWS, 1 + places.stream().mapToInt(Put::row).max().orElse(0));
        double height = Math.max(rows * FLAG_ROW + 10, named(name, false).size() * NAME_ROW + 8);
        name(name, top, height, false);
        svg.line(0, top, WIDTH, top, Svg.LINE, 1);
        for (int i = 0; i < flags.size() && linesTo > 0; i++) {
            boolean done = flags.get(i).done();
            svg.dashed(
                    places.get(i).x(),
                    top + 5 + (Math.min(rows, places.get(i).row()) + 0.5) * FLAG_ROW,
                    places.get(i).x(),
                    linesTo,
                    Svg.INK,
                    done ? 2 : 1.2,
                    done ? "none" : "2 4");
        }
        for (int i = 0; i < flags.size(); i++) {
            Put place = places.get(i);
            if (place.row() < rows) {
                double base = top + 5 + (place.row() + 1) * FLAG_ROW - 4;
                double edge = place.left() ? place.x() - place.width() : place.x();
                svg.rect(edge + 1, base - 13, place.width() - 2, 17, "#ffffff", "none", 0);
                svg.path(
                        flag(place.x(), base - 5, place.left()),
                        flags.get(i).done() ? Svg.INK : "#ffffff",
                        Svg.INK,
                        1.2,
                        "none");
                svg.text(
                        place.x() + (place.left() ? -12 : 12),
                        base,
                        flags.get(i).label(),
                        SMALL,
                        Svg.INK,
                        place.left() ? "end" : "start",
                        "normal");
            }
        }
        y = top + height;
    }

    /** A small flag that points away from its pole. */
    private static String flag(double x, double y, boolean left) {
        return "M%s %s l%s 5 l%s 5 Z"
                .formatted(Svg.number(x), Svg.number(y - 5), left ? "-8" : "8", left ? "8" : "-8");
    }

    private void lane(int index) {
        LanesModel.Lane lane = lanes.lanes().get(index);
        TreeSet<Integer> rows = rowsOf(index);
        double height = Math.max(1, rows.size()) * SIGN_ROW + LANE_PADDING;
        double top = y;
        if (lane.strong()) {
            svg.rect(0, top, LEFT - 10, height, "#d2e2f1", "none", 0);
        }
        svg.line(0, top, WIDTH, top, Svg.LINE, 1);
        name(lane.name(), top, height, lane.strong());
        silence(lane, top + height / 2);
        y = top + height;
    }

    private TreeSet<Integer> rowsOf(int lane) {
        TreeSet<Integer> rows = new TreeSet<>();
        placed.stream().filter(one -> one.lane == lane).forEach(one -> rows.add(one.row));
        return rows;
    }

    private void silence(LanesModel.Lane lane, double middle) {
        if (lane.silent().isEmpty()) {
            return;
        }
        LocalDate since = lane.silentFrom();
        double from = since == null ? LEFT : axis.x(since) + NEAR + FURTHEST;
        double width = Widths.of(lane.silent(), SMALL);
        double begin = Math.max(LEFT + 4, RIGHT - 8 - width);
        if (from < begin - 6) {
            svg.dashed(from, middle, begin - 6, middle, Svg.GREY, 1.5, "1 5");
        }
        if (since == null || from <= begin) {
            svg.rect(begin - 3, middle - 8, width + 6, 17, "#ffffff", "none", 0);
            svg.text(RIGHT - 8, middle + 5, lane.silent(), SMALL, Svg.INK, "end", "normal");
        }
    }

    /** Above the lines, so that none goes through a sign. */
    private void signs() {
        double top = lanesTop();
        for (int lane = 0; lane < lanes.lanes().size(); lane++) {
            List<Integer> rows = List.copyOf(rowsOf(lane));
            for (Placed one : placed) {
                if (one.lane == lane) {
                    double signY = top + LANE_PADDING / 2 + rows.indexOf(one.row) * SIGN_ROW + 12;
                    svg.circle(one.x, signY, 11, "#ffffff", "none", 0);
                    one.sign.draw(svg, one.x, signY);
                    String label =
                            numbered
                                    ? String.valueOf(one.number)
                                    : one.spots.size() > 1 ? "×" + one.spots.size() : "";
                    if (!label.isEmpty()) {
                        double width = Widths.of(label, 12);
                        svg.rect(one.x - width / 2, signY + 11, width, 12, "#ffffff", "none", 0);
                        svg.text(one.x, signY + 22, label, 12, Svg.INK, "middle", "normal");
                    }
                }
            }
            top += Math.max(1, rows.size()) * SIGN_ROW + LANE_PADDING;
        }
    }

    private double lanesTop() {
        double below = 0;
        for (int lane = 0; lane < lanes.lanes().size(); lane++) {
            below += Math.max(1, rowsOf(lane).size()) * SIGN_ROW + LANE_PADDING;
        }
        return y - below;
    }

    private void name(String text, double top, double height, boolean bold) {
        List<String> lines = named(text, bold);
        double first = top + height / 2 + 5 - (lines.size() - 1) * NAME_ROW / 2;
        for (int i = 0; i < lines.size(); i++) {
            svg.text(
                    8,
                    first + i * NAME_ROW,
                    lines.get(i),
                    TEXT,
                    Svg.INK,
                    "start",
                    bold ? "bold" : "normal");
        }
    }

    private static List<String> named(String text, boolean bold) {
        return Widths.lines(text, TEXT * (bold ? 1.08 : 1), LEFT - 24, 2);
    }

    private double legendHeight() {
        return 46 + legendRows() * 26.0;
    }

    private int legendRows() {
        return (lanes.legend().size() + 1) / 2;
    }

    private void legend() {
        double top = y + 10;
        svg.line(0, y, WIDTH, y, Svg.INK, 1);
        svg.text(8, top + 16, "What the signs mean", TEXT, Svg.INK, "start", "bold");
        svg.text(
                LEFT + 40,
                top + 16,
                numbered
                        ? "The number below a sign is its number in the list."
                        : "×3 below a sign: three of them close together.",
                SMALL,
                Svg.INK);
        int rows = legendRows();
        for (int i = 0; i < lanes.legend().size(); i++) {
            double x = i < rows ? 18 : 18 + WIDTH / 2;
            double middle = top + 38 + (i % rows) * 26.0;
            lanes.legend().get(i).sign().draw(svg, x, middle);
            svg.text(x + 18, middle + 5, lanes.legend().get(i).text(), SMALL, Svg.INK);
        }
        y = top + 36 + rows * 26.0;
    }
}
