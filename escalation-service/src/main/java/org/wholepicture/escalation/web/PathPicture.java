package org.wholepicture.escalation.web;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.wholepicture.escalation.application.ReadDissents;
import org.wholepicture.escalation.domain.Dissent;
import org.wholepicture.escalation.domain.Settings;
import org.wholepicture.escalation.domain.Stage;

/**
 * The whole path of a disagreement as a staircase, drawn by the server: the stages gone through,
 * the one it is at, and those to come, each with its dates and limit. The list beside it says the
 * same.
 *
 * @param steps from the first stage to the last of the settings, or the last gone through
 * @param width of the drawing
 * @param height of the drawing
 */
record PathPicture(List<Step> steps, int width, int height) {

    private static final int STEP_WIDTH = 178;
    private static final int GAP = 10;
    private static final int STEP_HEIGHT = 146;
    private static final int RISE = 26;
    private static final int MARGIN = 6;
    private static final int LINE = 22;
    private static final int FIRST_LINE = 24;

    /** Characters of a name that a line of a step holds, in bold and in a wide typeface. */
    private static final int LONGEST_LINE = 15;

    /**
     * A stage in the picture.
     *
     * @param look for the style sheet: done, here, late, agreed, ended, next, skipped
     * @param lines what stands in the box
     * @param sentence the same for the list
     */
    record Step(int number, String look, int x, int y, List<Line> lines, String sentence) {}

    /** One line of text in a box. */
    record Line(int x, int y, String look, String text) {}

    /** The size of a box, the same for all. */
    public int boxWidth() {
        return STEP_WIDTH;
    }

    /** The size of a box, the same for all. */
    public int boxHeight() {
        return STEP_HEIGHT;
    }

    /** Draws it. */
    static PathPicture of(ReadDissents.Shown shown, ZoneId zone) {
        List<Stage> gone = shown.dissent().path().stages();
        int last =
                shown.dissent() instanceof Dissent.Ended
                        ? gone.getLast().number()
                        : Math.max(shown.settings().stages().size(), gone.getLast().number());
        int height = 2 * MARGIN + STEP_HEIGHT + (last - 1) * RISE;
        List<Step> steps = new ArrayList<>();
        for (int number = 1; number <= last; number++) {
            int stageNumber = number;
            Texts texts =
                    gone.stream()
                            .filter(stage -> stage.number() == stageNumber)
                            .findFirst()
                            .map(stage -> gone(stage, zone))
                            .orElseGet(
                                    () ->
                                            toCome(
                                                    shown.settings().stage(stageNumber),
                                                    stageNumber < gone.getLast().number()));
            int x = MARGIN + (number - 1) * (STEP_WIDTH + GAP);
            int y = height - MARGIN - STEP_HEIGHT - (number - 1) * RISE;
            steps.add(
                    new Step(
                            number,
                            texts.look(),
                            x,
                            y,
                            lines(number, texts, x, y),
                            "Stage " + number + ", " + texts.name() + ": " + texts.sentence()));
        }
        return new PathPicture(steps, 2 * MARGIN + last * (STEP_WIDTH + GAP) - GAP, height);
    }

    private record Texts(String look, String name, List<String> inBox, String sentence) {}

    /** In the box without the year: the list says it. */
    private static Texts gone(Stage stage, ZoneId zone) {
        LocalDate began = LocalDate.ofInstant(stage.began(), zone);
        List<String> inBox = new ArrayList<>();
        StringBuilder sentence = new StringBuilder("from ").append(Words.shortDay(began));
        inBox.add("From " + Words.dayAndMonth(began));
        stage.limit().ifPresent(day -> sentence.append(", limit ").append(Words.shortDay(day)));
        stage.end()
                .ifPresentOrElse(
                        end -> inBox.add(how(end) + " " + Words.dayAndMonth(day(end, zone))),
                        () ->
                                stage.limit()
                                        .ifPresent(
                                                day ->
                                                        inBox.add(
                                                                "Limit "
                                                                        + Words.dayAndMonth(day))));
        stage.overdueOn()
                .ifPresent(
                        day -> {
                            inBox.add("Overdue " + Words.dayAndMonth(day));
                            sentence.append(", overdue from ").append(Words.shortDay(day));
                        });
        sentence.append(
                stage.end()
                        .map(end -> ". " + how(end) + " " + Words.shortDay(day(end, zone)) + ".")
                        .orElse(". It stands here."));
        return new Texts(look(stage), stage.name(), inBox, sentence.toString());
    }

    private static LocalDate day(Stage.End end, ZoneId zone) {
        return LocalDate.ofInstant(end.at(), zone);
    }

    private static String how(Stage.End end) {
        return switch (end.how()) {
            case MOVED_UP -> "Moved up";
            case RESOLVED -> "Resolved";
            case WITHDRAWN -> "Withdrawn";
        };
    }

    private static String look(Stage stage) {
        return stage.end()
                .map(
                        end ->
                                switch (end.how()) {
                                    case MOVED_UP -> "done";
                                    case RESOLVED -> "agreed";
                                    case WITHDRAWN -> "ended";
                                })
                .orElse(stage.overdueOn().isPresent() ? "late" : "here");
    }

    private static Texts toCome(Settings.StageSetting stage, boolean passed) {
        String limit = Words.workingDays(stage.limit());
        return passed
                ? new Texts("skipped", stage.name(), List.of("Skipped"), "skipped.")
                : new Texts(
                        "next",
                        stage.name(),
                        List.of("Limit " + limit),
                        "not reached. Its limit is " + limit + ".");
    }

    private static List<Line> lines(int number, Texts texts, int x, int y) {
        List<Line> lines = new ArrayList<>();
        int left = x + 12;
        int at = y + FIRST_LINE;
        lines.add(new Line(left, at, "small", "Stage " + number));
        for (String part : wrapped(texts.name())) {
            at += LINE;
            lines.add(new Line(left, at, "name", part));
        }
        for (String text : texts.inBox()) {
            at += LINE;
            lines.add(new Line(left, at, "small", text));
        }
        return lines;
    }

    /** At most two lines; what is longer is cut, and stands whole in the list. */
    private static List<String> wrapped(String name) {
        if (name.length() <= LONGEST_LINE) {
            return List.of(name);
        }
        int space = name.lastIndexOf(' ', LONGEST_LINE);
        int cut = space > 0 ? space : LONGEST_LINE;
        String rest = name.substring(cut).strip();
        return List.of(
                name.substring(0, cut),
                rest.length() <= LONGEST_LINE ? rest : rest.substring(0, LONGEST_LINE - 1) + "…");
    }
}
